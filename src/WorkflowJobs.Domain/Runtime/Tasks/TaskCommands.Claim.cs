using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

public sealed partial class TaskCommands
{
    /// <summary>认领. Claiming again what one holds changes nothing.</summary>
    public Task<Result<TaskAnswer>> Claim(TaskCall call, Actor actor, CancellationToken cancel) => Run("claim", call, actor, new { }, async (work, token) =>
    {
        var found = await access.ToWorkOn(work, call.TaskId, call.ExpectedRevision, actor, token);
        if (found.Value is not { } task)
            return found.Refusal!;
        if (task.AssigneeId == actor.UserId)
            return TaskAnswer.Of(task);
        Assign(task, actor.UserId);
        return Changed(work, task, "Claimed", actor);
    }, cancel);

    /// <summary>放回: the task goes back to its candidates, and its form out of sight. The draft stays for whoever claims it.</summary>
    public Task<Result<TaskAnswer>> Release(TaskCall call, Actor actor, CancellationToken cancel) => Run("release", call, actor, new { }, async (work, token) =>
    {
        var found = await access.Find(work, call.TaskId, actor, token);
        if (found.Value is not { } task)
            return found.Refusal!;
        if (!task.IsOpen)
            return TaskRefusals.Closed(task);
        if (task.AssigneeId != actor.UserId)
            return TaskRefusals.NotHolder;
        if (TaskAccess.Stale(task, call.ExpectedRevision) is { } stale)
            return stale;
        var hasHolders = task.Role == Roles.Applicant || (await Holders.Of(work, task.Role, task.UnitId, token)).Count > 0;
        (task.AssigneeId, task.State) = (null, hasHolders ? UserTaskState.Available : UserTaskState.Unassigned);
        return Changed(work, task, "Released", actor);
    }, cancel);
}
