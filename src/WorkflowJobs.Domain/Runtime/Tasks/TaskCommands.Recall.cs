using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Tasks;

public sealed partial class TaskCommands
{
    /// <summary>撤回 of one's own completion, while nobody has claimed or acted on what it opened.</summary>
    public Task<Result<TaskAnswer>> Recall(TaskCall call, string? reason, Actor actor, CancellationToken cancel) => Run("recall", call, actor, new { reason }, async (work, token) =>
    {
        var found = await access.Find(work, call.TaskId, actor, token);
        if (found.Value is not { } task)
            return found.Refusal!;
        if (task.IsOpen)
            return TaskRefusals.NotCompleted;
        if (task.CompletedBy != actor.UserId)
            return TaskRefusals.NotHolder;
        if (await work.Db.Row<WorkflowInstance>(token, task.InstanceId) is { SuspendedAt: not null })
            return Suspension.Refusal;
        if (TaskAccess.CheckReason(reason, required: false) is { } tooLong)
            return tooLong;
        if (task.State == UserTaskState.Completed && !await IsFree(work, task, token))
            return TaskRefusals.PastEffect;
        if (task.State != UserTaskState.Completed || await RecallHits(work, task, actor, token))
            return TaskRefusals.RecallTooLate;
        if (TaskAccess.Stale(task, call.ExpectedRevision) is { } stale)
            return stale;

        task.State = UserTaskState.Cancelled;
        foreach (var observer in observers)
            await observer.Reversed(work, task, actor, "Recall", reason?.Trim() ?? "", token);
        if (!await host.Advance(work, task.InstanceId, new Stimulus.Recall(task.ExecutionId), actor, token))
            throw new InvalidOperationException($"Task {task.Id} could not be recalled, though the engine allows it.");
        var opened = await GiveBack(work, task, task.ActivityId, actor.UserId, token);
        return Changed(work, task, "Recalled", actor, reason) with { OpenedTaskId = opened?.Id };
    }, cancel);

    internal async Task<bool> MayRecall(Work work, UserTask task, Actor actor, CancellationToken cancel) =>
        await IsFree(work, task, cancel) && !await RecallHits(work, task, actor, cancel);

    private async Task<bool> IsFree(Work work, UserTask task, CancellationToken cancel) =>
        (await binding.TasksAfterTheLast(work, task.InstanceId, cancel)).Contains(task.Id);

    /// <summary>Whether the engine refuses the recall, or it would take a task away from somebody who has claimed it. The engine is asked without storing.</summary>
    private async Task<bool> RecallHits(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var instance = (await work.Db.Instances.FindAsync([task.InstanceId], cancel))!;
        var definition = await definitions.Load(work.Db, instance.DefinitionVersionId, cancel);
        var state = InstanceState.FromJson(instance.State);
        if (state.Status != WorkflowStatus.Running || !engine.CanRecall(definition, state, task.ExecutionId))
            return true;
        var trial = engine.Advance(definition, state, new Stimulus.Recall(task.ExecutionId), work.Now);
        var closing = trial.Closed.Select(mark => mark.Id).ToList();
        return !trial.Changed || await work.Db.UserTasks.AnyAsync(row => closing.Contains(row.Id) && row.AssigneeId != null && row.AssigneeId != actor.UserId, cancel);
    }
}
