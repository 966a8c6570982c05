using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Tasks;

public sealed partial class TaskCommands
{
    /// <summary>退回 to an earlier completed step of the same path, the applicant's included; with straightBack it then comes straight back to me.</summary>
    public Task<Result<TaskAnswer>> Return(TaskCall call, string targetActivityId, bool straightBack, string? reason, Actor actor, CancellationToken cancel) =>
        Run("return", call, actor, new { targetActivityId, straightBack, reason }, async (work, token) =>
        {
            var found = await access.ToWorkOn(work, call.TaskId, call.ExpectedRevision, actor, token);
            if (found.Value is not { } task)
                return found.Refusal!;
            if (TaskAccess.CheckReason(reason, required: true) is { } noReason)
                return noReason;
            if (!(await EarlierSteps(work, task, token)).Contains(targetActivityId, StringComparer.Ordinal))
                return TaskRefusals.ReturnTarget;
            if (!(await ReturnTargets(work, task, token)).Contains(targetActivityId, StringComparer.Ordinal))
                return TaskRefusals.PastEffect;

            Close(work, task, UserTaskState.Completed, TaskOutcome.Returned, actor, "Returned", reason);
            foreach (var observer in observers)
                await observer.Reversed(work, task, actor, "Return", reason!.Trim(), token);
            if (!await host.Advance(work, task.InstanceId, new Stimulus.Return(task.Id, targetActivityId, straightBack), actor, token))
                throw new InvalidOperationException($"Task {task.Id} could not be returned to {targetActivityId}, though the engine names it.");
            var opened = await GiveBack(work, task, targetActivityId, null, token);
            return TaskAnswer.Of(task) with { OpenedTaskId = opened?.Id };
        }, cancel);

    /// <summary>Activities that an open task may go back to, the latest completed first: none behind a binding effect.</summary>
    internal async Task<IReadOnlyList<string>> ReturnTargets(Work work, UserTask task, CancellationToken cancel)
    {
        var steps = await EarlierSteps(work, task, cancel);
        if (steps.Count == 0)
            return steps;
        var free = await binding.TasksAfterTheLast(work, task.InstanceId, cancel);
        var completed = await work.Db.UserTasks
            .Where(row => row.InstanceId == task.InstanceId && row.State == UserTaskState.Completed && row.Outcome != TaskOutcome.Returned)
            .OrderByDescending(row => row.CompletedAt).ThenByDescending(row => row.Id).Select(row => new { row.Id, row.ActivityId }).ToListAsync(cancel);
        return [.. steps.Where(step => completed.Find(row => row.ActivityId == step) is { } last && free.Contains(last.Id))];
    }

    private async Task<IReadOnlyList<string>> EarlierSteps(Work work, UserTask task, CancellationToken cancel)
    {
        if (await work.Db.Instances.FindAsync([task.InstanceId], cancel) is not { } instance)
            return [];
        var definition = await definitions.Load(work.Db, instance.DefinitionVersionId, cancel);
        return engine.ReturnTargets(definition, InstanceState.FromJson(instance.State), task.Id);
    }

    /// <summary>What was returned with “come straight back to me” comes back to that person, while they still hold its role.</summary>
    private static async Task GiveToWhoReturned(Work work, UserTask completed, CancellationToken cancel)
    {
        var opened = await work.Db.UserTasks
            .Where(row => row.InstanceId == completed.InstanceId && row.State == UserTaskState.Available && row.PersonId == null).ToListAsync(cancel);
        foreach (var task in opened)
        {
            var last = await work.Db.UserTasks
                .Where(row => row.InstanceId == task.InstanceId && row.ActivityId == task.ActivityId && row.State == UserTaskState.Completed)
                .OrderByDescending(row => row.CompletedAt).ThenByDescending(row => row.Id).FirstOrDefaultAsync(cancel);
            if (last?.Outcome == TaskOutcome.Returned)
                await GiveTo(work, task, last.CompletedBy, cancel);
        }
    }

    /// <summary>A task opened again goes to whoever completed it before, while they still hold its role: they know the case.</summary>
    private async Task<UserTask?> GiveBack(Work work, UserTask from, string activityId, string? toUserId, CancellationToken cancel)
    {
        var opened = await work.Db.UserTasks
            .Where(row => row.InstanceId == from.InstanceId && row.ActivityId == activityId && (row.State == UserTaskState.Available || row.State == UserTaskState.Unassigned))
            .OrderByDescending(row => row.Id).FirstOrDefaultAsync(cancel);
        if (opened is null || opened.PersonId is not null)
            return opened;
        toUserId ??= await work.Db.UserTasks
            .Where(row => row.InstanceId == from.InstanceId && row.ActivityId == activityId && row.State == UserTaskState.Completed && row.Outcome != TaskOutcome.Returned)
            .OrderByDescending(row => row.CompletedAt).Select(row => row.CompletedBy).FirstOrDefaultAsync(cancel);
        await GiveTo(work, opened, toUserId, cancel);
        return opened;
    }

    /// <summary>Nothing when that person no longer holds the task's role.</summary>
    private static async Task GiveTo(Work work, UserTask task, string? userId, CancellationToken cancel)
    {
        if (userId is not null && (await Holders.Of(work, task.Role, task.UnitId, cancel)).Any(holder => holder.UserId == userId))
            Assign(task, userId);
    }
}
