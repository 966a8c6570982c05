using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>The list hangs: its period begins on the next working day. After an interruption the whole period begins anew.</summary>
public sealed class StartPublicity(Submissions submissions, PublicityPeriods periods, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(StartPublicity), CallCategories.Publicity, "起算公示期", "Start the publicity period");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var list = await PublicityStatus.List(work, context.Instance.SubjectId, cancel);
        var submitted = await submissions.Read(context, cancel);
        var postedOn = submitted.Data.Date("postedOn") ?? ShanghaiTime.DateOf(work.Now);
        list.Interruptions = Interruption.WriteAll(Interruption.ReadAll(list.Interruptions).Select(i => i.RepostedOn is null ? i with { RepostedOn = postedOn } : i));
        list.PostingPhotoId = submitted.Attachment("photo");
        list.Status = ListStates.Posted;
        await periods.Set(work, list, postedOn, null, cancel);
        foreach (var entry in await PublicityStatus.Entries(work, list.Id, cancel))
            host.Value.Signal(work, WaitKeys.Publicity(entry.ApplicationId));
        return new CallAnswer.Done();
    }
}

/// <summary>
/// The period runs until 24:00 of its last day. It never ends while it is provisional, nor while the list does not hang. How long it is may be
/// said by the process (<c>days</c>): a list whose process is moved to another version has that version's period from then on.
/// </summary>
public sealed class AwaitPublicityPeriod(PublicityPeriods periods) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitPublicityPeriod), CallCategories.Publicity, "公示期", "Publicity period", "Ended", "Interrupted") with
        {
            Inputs = [.. CallDescriptors.Stage, new InputDescriptor(DaysInput, "String", "工作日数", "Working days") { HelpZh = "数字（不少于3）或参数名；不填的按参数 publicity.days。" }],
        };

    /// <summary>Input of the activity: working days of the period.</summary>
    public const string DaysInput = "days";

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var list = await PublicityStatus.List(work, context.Instance.SubjectId, cancel);
        if (list.IsInterrupted())
            return new CallAnswer.Done("Interrupted");
        if (list.PostedOn is { } postedOn)
            await periods.Set(work, list, postedOn, context.Text(DaysInput), cancel);
        if (PublicityPeriods.IsOver(list, work.Now) && !list.Provisional)
            return new CallAnswer.Done("Ended");

        // A provisional end is looked at again every day until the year's calendar is there.
        var end = ShanghaiTime.EndOfDay(list.EndsOn!.Value);
        var next = end > work.Now ? end : ShanghaiTime.EndOfDay(ShanghaiTime.DateOf(work.Now));
        return new CallAnswer.Wait(WaitKeys.Period(list.Id), next);
    }
}
