using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>
/// An open task as an administrator sees it: what is asked, of which role and unit, who holds it and who may. Nothing of the person or the form.
/// <paramref name="Stuck"/>: nobody may hold it, or its holder no longer may.
/// </summary>
public sealed record InstanceTask(
    string Id, string InstanceId, string Title, string? TitleEn, string Role, string UnitId, string? AssigneeId, string? AssigneeName,
    DateTimeOffset CreatedAt, DateTimeOffset? DueAt, bool Stuck, IReadOnlyList<Holder> Holders);

/// <summary>A request to skip, with names instead of ids.</summary>
public sealed record SkipRequestView(
    string Id, string InstanceId, string ExecutionId, string Title, string Outcome, string Reason, string RequestedById, string RequestedBy, DateTimeOffset RequestedAt,
    SkipState State, string? DecidedBy, DateTimeOffset? DecidedAt, string? DecisionReason);

/// <summary>What does not go on by itself and waits for an administrator: tasks that nobody can do, requests that a second person must decide.</summary>
public sealed class StuckQueries(IReader reader, DefinitionCache definitions)
{
    /// <summary>Tasks without a holder of their role, and tasks held by somebody who no longer holds it; the oldest first.</summary>
    public async Task<Result<ListPage<InstanceTask>>> Tasks(Actor actor, PageOf page, CancellationToken cancel)
    {
        if (!InstanceQueries.MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<ListPage<InstanceTask>>>(async (work, token) =>
        {
            var open = work.Db.UserTasks.AsNoTracking().Where(row => row.InboxKey != null && row.Role != Roles.Applicant);
            var rows = await open.Where(row => row.State == UserTaskState.Unassigned).ToListAsync(token);
            var held = await open.Where(row => row.State == UserTaskState.Assigned && row.AssigneeId != null).Select(row => new { row.Role, row.UnitId, row.AssigneeId }).Distinct().ToListAsync(token);
            foreach (var one in held)
                if ((await Holders.Of(work, one.Role, one.UnitId, token)).All(holder => holder.UserId != one.AssigneeId))
                    rows.AddRange(await open.Where(row => row.InboxKey == InboxKeys.OfUser(one.AssigneeId!) && row.Role == one.Role && row.UnitId == one.UnitId).ToListAsync(token));
            var paged = rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id, StringComparer.Ordinal).ToList().Page(row => row.Id, page);
            return new ListPage<InstanceTask>(await Views(work, paged.Items, token), paged.NextCursor);
        }, cancel);
    }

    /// <summary>Requests that wait for a second person, the oldest first.</summary>
    public async Task<Result<ListPage<SkipRequestView>>> Skips(Actor actor, PageOf page, CancellationToken cancel)
    {
        if (!InstanceQueries.MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<ListPage<SkipRequestView>>>(async (work, token) =>
            (await Views(work, work.Db.SkipRequests.Where(row => row.State == SkipState.Pending), definitions, token)).Page(row => row.Id, page), cancel);
    }

    internal static async Task<IReadOnlyList<InstanceTask>> Views(Work work, IReadOnlyList<UserTask> tasks, CancellationToken cancel)
    {
        var assignees = tasks.Select(task => task.AssigneeId).OfType<string>().Distinct().ToList();
        var names = await Names(work, assignees, cancel);
        var views = new List<InstanceTask>();
        foreach (var task in tasks)
        {
            var holders = task.Role == Roles.Applicant ? [] : await Holders.Of(work, task.Role, task.UnitId, cancel);
            var stuck = task.Role != Roles.Applicant && (holders.Count == 0 || (task.AssigneeId is { } by && holders.All(holder => holder.UserId != by)));
            // The applicant's name is not the administrator's to know.
            var assignee = task.Role == Roles.Applicant ? null : task.AssigneeId;
            views.Add(new InstanceTask(task.Id, task.InstanceId, task.Title, task.TitleEn, task.Role, task.UnitId, assignee, assignee is null ? null : names.GetValueOrDefault(assignee), task.CreatedAt, task.DueAt, stuck, holders));
        }

        return views;
    }

    internal static async Task<IReadOnlyList<SkipRequestView>> Views(Work work, IQueryable<SkipRequest> requests, DefinitionCache definitions, CancellationToken cancel)
    {
        var rows = await requests.OrderBy(row => row.RequestedAt).ThenBy(row => row.Id)
            .Join(work.Db.Instances, row => row.InstanceId, instance => instance.Id, (row, instance) => new { Request = row, instance.DefinitionVersionId }).ToListAsync(cancel);
        var names = await Names(work, [.. rows.SelectMany(row => new[] { row.Request.RequestedBy, row.Request.DecidedBy }).OfType<string>().Distinct()], cancel);
        var views = new List<SkipRequestView>();
        foreach (var (row, versionId) in rows.Select(row => (row.Request, row.DefinitionVersionId)))
        {
            var titles = (await definitions.Load(work.Db, versionId, cancel)).Titles();
            views.Add(new SkipRequestView(row.Id, row.InstanceId, row.ExecutionId, titles.GetValueOrDefault(row.ActivityId) ?? row.ActivityId, row.Outcome, row.Reason,
                row.RequestedBy, names.GetValueOrDefault(row.RequestedBy) ?? row.RequestedBy, row.RequestedAt, row.State,
                row.DecidedBy is { } by ? names.GetValueOrDefault(by) ?? by : null, row.DecidedAt, row.DecisionReason));
        }

        return views;
    }

    private static Task<Dictionary<string, string>> Names(Work work, IReadOnlyCollection<string> userIds, CancellationToken cancel) =>
        work.Db.Users.Where(user => userIds.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancel);
}
