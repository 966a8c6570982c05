using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Exits;

/// <summary>The exit as those see it who handle and decide it, and the person whom it is about: what is said, on what basis, and what they answered.</summary>
public sealed class ExitSource(ExitReader exits, ExitSettlement settlement) : IFormSource
{
    public string Name => "exit";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Exits.FindAsync([task.SubjectId], cancel) is not { } exit)
            return new JsonArray();
        var text = await exits.Read(work, exit, cancel);
        var placement = await work.Placement(exit.PlacementId, cancel);
        var figures = await settlement.Of(work, placement, exit.LastDay, cancel);
        return new JsonArray(new JsonObject
        {
            ["key"] = exit.Id,
            ["kind"] = ExitRules.Of(exit.Kind).Zh,
            ["post"] = $"{placement.PostName}（{placement.PostNumber}）",
            ["period"] = $"{placement.StartsOn.Iso()} 至 {(await ExitStarter.EndOf(work, placement, cancel))?.Iso() ?? "—"}",
            ["lastDay"] = exit.LastDay.Iso(),
            ["reported"] = $"{exit.BegunByName} {ShanghaiTime.DateOf(exit.BegunAt).Iso()}",
            ["facts"] = text.Facts,
            ["basis"] = text.Basis,
            ["handover"] = text.Handover,
            ["settlement"] = $"应发{Yuan.Of(figures.Due)}元，已发{Yuan.Of(figures.Paid)}元，待发{Yuan.Of(figures.Open)}元，应追回{Yuan.Of(figures.Overpaid)}元",
            ["defence"] = ExitText.Of(exit.Defence, text.Defence, exit.DefenceBy),
            ["dispute"] = ExitText.Of(exit.Dispute, text.Dispute, exit.DisputeBy),
        });
    }
}

/// <summary>A contact for the district's handler, who arranges what is needed.</summary>
public sealed class FollowUpSource(IVault vault) : IFormSource
{
    public string Name => "follow-up";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.FollowUps.FindAsync([task.SubjectId], cancel) is not { ContactSubmissionId: { } id } contact || await work.Db.FormSubmissions.FindAsync([id], cancel) is not { } submission)
            return new JsonArray();
        var said = await vault.Read(work, submission, cancel);
        return new JsonArray(new JsonObject { ["key"] = contact.Id, ["result"] = FollowUpQueries.Zh(contact.Result), ["need"] = said.Text("need"), ["measures"] = said.Text("measures") });
    }
}

/// <summary>Values with which an untouched form about an exit begins: what was reported, and the basis that fits the kind.</summary>
public sealed class ExitInitial(ExitReader exits) : IFormSource
{
    public string Name => "exit-initial";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Exits.FindAsync([task.SubjectId], cancel) is not { } exit)
            return new JsonObject();
        var text = await exits.Read(work, exit, cancel);
        return new JsonObject
        {
            ["lastDay"] = exit.LastDay.Iso(),
            ["facts"] = text.Facts,
            ["basis"] = text.Basis.Length > 0 ? text.Basis : ExitText.Basis(exit.Kind),
        };
    }
}

/// <summary>EXIT_BEFORE_START, EXIT_AFTER_AGREEMENT, EXIT_IN_FUTURE.</summary>
public sealed class ExitHandlingCheck : ITaskCheck
{
    public string Name => "exit-handling";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome != "Submit" || data.Date("lastDay") is not { } lastDay || await work.Db.Exits.FindAsync([task.SubjectId], cancel) is not { } exit)
            return [];
        var placement = await work.Placement(exit.PlacementId, cancel);
        return ExitRules.LastDay(exit.Kind, lastDay, placement.StartsOn, await ExitStarter.EndOf(work, placement, cancel), ShanghaiTime.DateOf(work.Now)) is { } wrong ? [wrong] : [];
    }
}

/// <summary>DEFENCE_LATE: the period is over, though the timer may fire late.</summary>
public sealed class ExitDefenceCheck : ITaskCheck
{
    public string Name => "exit-defence";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel) =>
        await work.Db.Exits.FindAsync([task.SubjectId], cancel) is { DefenceBy: { } by } && work.Now >= ShanghaiTime.EndOfDay(by)
            ? [new FieldError("", "DEFENCE_LATE", $"陈述申辩期限为{by.Iso()}24时，已过期限", $"The statement of defence was due by the end of {by.Iso()}.")]
            : [];
}

/// <summary>DISPUTE_LATE.</summary>
public sealed class ExitDisputeCheck : ITaskCheck
{
    public string Name => "exit-dispute";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel) =>
        await work.Db.Exits.FindAsync([task.SubjectId], cancel) is { DisputeBy: { } by } && work.Now >= ShanghaiTime.EndOfDay(by)
            ? [new FieldError("", "DISPUTE_LATE", $"复核申请期限为{by.Iso()}24时，已过期限", $"A dispute was due by the end of {by.Iso()}.")]
            : [];
}

/// <summary>Words about exits that forms and papers share.</summary>
public static class ExitText
{
    /// <summary>What a person answered within a period, in one sentence; empty while the period was not given.</summary>
    public static string Of(Hearing? hearing, string stated, DateOnly? by) => hearing switch
    {
        Hearing.Used => stated,
        Hearing.Waived => "本人表示不陈述、无异议",
        Hearing.Lapsed => $"截至{by?.Iso()}未提出",
        _ => by is null ? "" : $"期限{by.Value.Iso()}，尚未提出",
    };

    /// <summary>The clause on which an exit of this kind rests, as the handler finds it in the form.</summary>
    public static string Basis(ExitKind kind) => kind switch
    {
        ExitKind.Removal => "通知第三部分第（八）项：不符合条件上岗、优亲厚友、虚报冒领骗取补贴、吃空饷的，立即清退，追缴已发补贴",
        ExitKind.Unfit => "上岗协议关于考核的约定：连续两次考核不合格",
        ExitKind.Misconduct => "上岗协议关于考勤和纪律的约定",
        ExitKind.AgeLimit => "通知第三部分第（二）项关于年龄的规定",
        _ => "上岗协议关于期限、变更和解除的约定",
    };
}
