using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Notices;

/// <summary>Where a correction belongs: to the town of its notice.</summary>
public sealed class CorrectionSubjects(NoticeSubjects notices) : ISubjectDirectory
{
    public string SubjectType => CorrectionCase.Type;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel) =>
        await notices.Locate(work, CorrectionCase.Parse(subjectId).NoticeId, cancel) is { } place ? place with { DisplayName = "更正：" + place.DisplayName } : null;
}

/// <summary>Drafting, signing and checking of a correction are three people's.</summary>
public sealed class CorrectionApart : ITaskGuard
{
    private static readonly Refusal SamePerson = new("SAME_PERSON", "您已办理本次更正的前一环节，不得同时办理", "You have handled an earlier step of this correction.") { Status = 403 };

    public async Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel) =>
        task.SubjectType == CorrectionCase.Type
        && await SeparationOfDuty.Done(work, task, actor).AnyAsync(row => row.ActivityId != task.ActivityId, cancel)
            ? SamePerson
            : null;
}

/// <summary>The draft changes something, and what it leaves is a notice.</summary>
public sealed class CorrectionDraftCheck(CorrectionStore store) : ITaskCheck
{
    public string Name => "notice-correction";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var notice = await NoticeStore.Load(work, CorrectionCase.Parse(task.SubjectId).NoticeId, cancel);
        if (CorrectionRules.MayCorrect(notice.Status, notice.ClosesAt, work.Now) is { } late)
            return [new FieldError("", late.Code, late.MessageZh, late.MessageEn)];
        return (await store.Weigh(work, notice, data, cancel)).Problems;
    }
}

/// <summary>What is agreed to must still hold on the day.</summary>
public sealed class CorrectionAgreementCheck(CorrectionStore store) : ITaskCheck
{
    public string Name => "notice-correction-decision";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome is not ("Sign" or "Agree") || await store.Drafted(work, task.InstanceId, cancel) is not { } draft)
            return [];
        var notice = await NoticeStore.Load(work, CorrectionCase.Parse(task.SubjectId).NoticeId, cancel);
        if (CorrectionRules.MayCorrect(notice.Status, notice.ClosesAt, work.Now) is { } late)
            return [new FieldError("", late.Code, late.MessageZh, late.MessageEn)];
        return [.. (await store.Weigh(work, notice, draft, cancel)).Problems.Select(problem => problem with { Field = "" })];
    }
}

/// <summary>What the correction would change if it were issued today, and what follows from each.</summary>
public sealed class CorrectionChangeRows(CorrectionStore store) : IFormSource
{
    public string Name => "notice-correction-changes";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await store.Drafted(work, task.InstanceId, cancel) is not { } draft)
            return new JsonArray();
        var outlook = await store.Weigh(work, await NoticeStore.Load(work, CorrectionCase.Parse(task.SubjectId).NoticeId, cancel), draft, cancel);
        return new JsonArray([.. outlook.Changes.Select((change, index) => (JsonNode)new JsonObject
        {
            ["key"] = $"{change.Field}.{index}",
            ["what"] = change.Zh,
            ["before"] = change.Before.Length == 0 ? "—" : change.Before,
            ["after"] = change.After.Length == 0 ? "—" : change.After,
            ["effect"] = change.IsCondition ? "报名重新计时" : "不影响报名时间",
            ["reason"] = draft.Text("reason") ?? "",
        })]);
    }
}
