using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Notices;

/// <summary>A village's posts are real work and none of the forbidden kinds.</summary>
public sealed class VillageDemandCheck : ITaskCheck
{
    public string Name => "village-demand";

    public Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel) =>
        Task.FromResult(NoticeRules.Posts(NoticeStore.Posts(data, VillageDemand.Parse(task.SubjectId).VillageId)));
}

/// <summary>The same of a post-providing unit, which says in which village each post is.</summary>
public sealed class EmployerDemandCheck : ITaskCheck
{
    public string Name => "employer-demand";

    public Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel) =>
        Task.FromResult(NoticeRules.Posts(NoticeStore.Posts(data)));
}

/// <summary>The town's draft: window, posts and allocation.</summary>
public sealed class NoticeDraftCheck(NoticeStore notices) : ITaskCheck
{
    public string Name => "notice-draft";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var notice = await NoticeStore.Load(work, task.SubjectId, cancel);
        var posts = NoticeStore.Posts(data);
        return
        [
            .. data.Date("opensOn") is { } opens && data.Date("closesOn") is { } closes ? await notices.CheckWindow(work, opens, closes, cancel) : [],
            .. NoticeRules.Posts(posts),
            .. NoticeRules.Allocation(posts, await NoticeStore.Allocation(work, notice, cancel)),
        ];
    }
}

/// <summary>The district agrees only to what still holds on the day: a draft that lay too long has too short a window.</summary>
public sealed class NoticeAgreementCheck(NoticeStore notices) : ITaskCheck
{
    public string Name => "notice-check";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel) => outcome == "Agree"
        ? [.. (await notices.Check(work, await NoticeStore.Load(work, task.SubjectId, cancel), cancel)).Select(e => e with { Field = "" })]
        : [];
}

/// <summary>Villages of the notice's town.</summary>
public sealed class TownVillageOptions : IFormSource
{
    public string Name => "town-villages";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var noticeId = task.SubjectType switch
        {
            CorrectionCase.Type => CorrectionCase.Parse(task.SubjectId).NoticeId,
            EmployerDemand.Type => VillageDemand.Parse(task.SubjectId).NoticeId,
            _ => task.SubjectId,
        };
        var notice = await work.Db.Notices.FindAsync([noticeId], cancel);
        var villages = await work.Db.Units.AsNoTracking().Where(u => u.ParentId == notice!.TownId && u.Kind == UnitKind.Village).OrderBy(u => u.SortOrder).ToListAsync(cancel);
        return new JsonArray([.. villages.Select(u => (JsonNode)Options.Of(u.Id, u.Name, u.NameEn))]);
    }
}
