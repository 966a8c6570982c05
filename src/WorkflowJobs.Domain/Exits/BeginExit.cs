using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Exits;

/// <summary>
/// Begins an exit of the placement that the instance is about. The last day is the input's, or follows from the kind: the agreement's end, the age
/// limit, else today. Running: one is under way already, or the person has left.
/// </summary>
public sealed class BeginExit(ExitStarter exits) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Act(nameof(BeginExit), "启动退出", "Begin an exit", "Begun", "Running") with
    {
        Inputs =
        [
            new("kind", "String", "退出类型", "Kind of exit") { Required = true, HelpZh = "Expiry、AgeLimit、Unfit、Misconduct、Removal 等。" },
            new("reason", "String", "原因代码", "Code of the reason") { HelpZh = "EXPIRY、AGE_LIMIT、ABSENCE、ASSESSMENT、GHOST_WORKER 等，用于记录；不填个人信息。" },
            new("lastDay", "String", "最后在岗日（可不填）", "Last day (optional)"),
        ],
    };

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Begun"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        if (!Enum.TryParse<ExitKind>(context.Text("kind"), out var kind) || !Enum.IsDefined(kind))
            return new CallAnswer.Fault($"There is no kind of exit '{context.Text("kind")}'.");
        var work = context.Work;
        var placement = await context.Placement(cancel);
        var lastDay = await ExitStarter.LastDayOf(work, placement, kind, cancel);
        if (IsoDates.TryIso(context.Text("lastDay"), out var given))
            lastDay = await ExitStarter.EndOf(work, placement, cancel) is { } end && given > end ? end : given;
        var reason = context.Text("reason") is { Length: > 0 } code ? code : kind.ToString().ToUpperInvariant();
        var begun = await exits.Begin(work, placement.Id, kind, lastDay, reason, ExitReasons.Text(reason, kind), context.Actor, cancel);
        return begun.Refusal is { } refusal && refusal.Code != ExitStarter.Running.Code && refusal.Code != ExitStarter.AlreadyExited.Code
            ? new CallAnswer.Fault($"{refusal.Code}: {refusal.MessageEn}")
            : new CallAnswer.Done(begun.IsRefused ? "Running" : "Begun");
    }
}

/// <summary>Words for the codes by which the system itself begins an exit.</summary>
public static class ExitReasons
{
    public const string Reported = "REPORTED";

    /// <summary>On what grounds pay after the last day is asked back.</summary>
    internal static string ClawbackGrounds(ExitKind kind) => kind switch
    {
        ExitKind.Death => "DECEASED",
        ExitKind.AgeLimit => "AGE_LIMIT",
        ExitKind.Employed => "EMPLOYED_ELSEWHERE",
        ExitKind.Removal or ExitKind.Misconduct or ExitKind.Unfit => "DISMISSED",
        _ => "OVERPAID",
    };

    /// <summary>The sentence that the town handler finds as the reported facts.</summary>
    public static string Text(string code, ExitKind kind) => code switch
    {
        "EXPIRY" => "协议期满，未办理续签",
        "RENEWAL_REFUSED" => "协议期满，续签未获批准",
        "AGE_LIMIT" => "达到岗位年龄上限",
        "ABSENCE" => "旷工天数达到规定的解除标准（见考勤记录）",
        "ASSESSMENT" => "连续考核不合格（见考核记录）",
        "GHOST_WORKER" => "检查发现在册不在岗、领取补贴而未实际工作",
        "INELIGIBLE" => "经比对，上岗条件不符合规定",
        "DECEASED" => "经比对，该人员已死亡",
        _ => ExitRules.Of(kind).Zh,
    };
}

internal static class ExitCalls
{
    private const string Category = "退出";

    public static ActivityDescriptor Act(string name, string zh, string en, params string[] outcomes) => Reviews.CallDescriptors.Act(name, Category, zh, en, outcomes);

    public static ActivityDescriptor Record(string name, string zh, string en, params string[] outcomes) => Reviews.CallDescriptors.Record(name, Category, zh, en, outcomes);

    public static ActivityDescriptor Await(string name, string zh, string en, params string[] outcomes) => Reviews.CallDescriptors.Await(name, Category, zh, en, outcomes);
}
