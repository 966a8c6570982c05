using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

public sealed partial class TaskCommands
{
    private static readonly TimeSpan BetweenUrges = TimeSpan.FromHours(24);

    /// <summary>转办 to another holder of the role, by the holder, a candidate while nobody holds it, or the leader. Who is barred from the task may pass it on.</summary>
    public Task<Result<TaskAnswer>> Transfer(TaskCall call, string toUserId, string? reason, Actor actor, CancellationToken cancel) =>
        Run("transfer", call, actor, new { toUserId, reason }, async (work, token) =>
        {
            var found = await access.Find(work, call.TaskId, actor, token);
            if (found.Value is not { } task)
                return found.Refusal!;
            if (!task.IsOpen)
                return TaskRefusals.Closed(task);
            if (task.Role == Roles.Applicant)
                return TaskRefusals.NotTransferable;
            var holds = task.AssigneeId is null ? TaskAccess.MayHold(task, actor) : task.AssigneeId == actor.UserId;
            if (!holds && !TaskAccess.Leads(task, actor))
                return task.AssigneeId is null ? TaskRefusals.NotHolder : TaskRefusals.ClaimedByOther;
            if (TaskAccess.Stale(task, call.ExpectedRevision) is { } stale)
                return stale;
            if (TaskAccess.CheckReason(reason, required: true) is { } noReason)
                return noReason;
            var fit = await access.ToGiveTo(work, task, toUserId, token);
            if (fit.Value is not { } target)
                return fit.Refusal!;

            Assign(task, toUserId);
            TaskEvents.Ring(work, [toUserId], "Transferred", $"{actor.DisplayName}将“{task.Title}”（{task.SubjectName}）转办给您。",
                $"{actor.DisplayName} transferred “{task.TitleEn ?? task.Title}” ({task.SubjectName}) to you.", task.Id);
            return Changed(work, task, "Transferred", actor, $"{target.DisplayName}：{reason}");
        }, cancel);

    /// <summary>催办 of whoever holds the task, or may; once in 24 hours. Does not consume the revision.</summary>
    public Task<Result<TaskAnswer>> Urge(TaskCall call, Actor actor, CancellationToken cancel) => Run("urge", call, actor, new { }, async (work, token) =>
    {
        var found = await access.Find(work, call.TaskId, actor, token);
        if (found.Value is not { } task)
            return found.Refusal!;
        if (!task.IsOpen)
            return TaskRefusals.Closed(task);
        if (task.AssigneeId == actor.UserId)
            return TaskRefusals.UrgeOwn;
        var since = work.Now - BetweenUrges;
        if (await work.Db.UserTaskEvents.AnyAsync(row => row.TaskId == task.Id && row.Kind == "Urged" && row.At > since, token))
            return TaskRefusals.UrgedRecently;
        TaskEvents.Ring(work, (await TaskReminders.WhoIsReminded(work, task, token)).Where(userId => userId != actor.UserId), "Urged",
            $"{actor.DisplayName}催办“{task.Title}”（{task.SubjectName}）。", $"{actor.DisplayName} urges “{task.TitleEn ?? task.Title}” ({task.SubjectName}).", task.Id);
        TaskEvents.Add(work, task.Id, "Urged", actor);
        return TaskAnswer.Of(task);
    }, cancel);

    /// <summary>Due date and priority are the leader's to change. The reminders move with the due date.</summary>
    public Task<Result<TaskAnswer>> Change(TaskCall call, DateTimeOffset? dueAt, int? priority, string? reason, Actor actor, CancellationToken cancel) =>
        Run("change", call, actor, new { dueAt, priority, reason }, async (work, token) =>
        {
            var found = await access.Find(work, call.TaskId, actor, token);
            if (found.Value is not { } task)
                return found.Refusal!;
            if (!task.IsOpen)
                return TaskRefusals.Closed(task);
            if (!TaskAccess.Leads(task, actor))
                return Refusals.Forbidden;
            if (TaskAccess.Stale(task, call.ExpectedRevision) is { } stale)
                return stale;
            if (TaskAccess.CheckReason(reason, required: dueAt is not null) is { } noReason)
                return noReason;
            if (dueAt <= work.Now)
                return TaskRefusals.DueInPast;
            if (dueAt is { } due)
                await TaskReminders.Move(work, task, due, token);
            task.Priority = priority ?? task.Priority;
            return Changed(work, task, "Changed", actor, reason);
        }, cancel);
}
