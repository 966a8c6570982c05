using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Tasks;

public sealed partial class TaskCommands
{
    /// <summary>
    /// Ends the task with one of its outcomes; the process goes on in the same transaction. What is not claimed is claimed by it.
    /// The process is told outcome, submission and actor, and nothing personal (invariant 12).
    /// </summary>
    public Task<Result<TaskAnswer>> Complete(TaskCall call, string outcome, JsonObject? data, string? reason, Actor actor, CancellationToken cancel) =>
        Run("complete", call, actor, new { outcome, data, reason }, (work, token) => Complete(work, call, outcome, data ?? [], reason, actor, token), cancel);

    private async Task<Result<TaskAnswer>> Complete(
        Work work, TaskCall call, string outcome, JsonObject data, string? reason, Actor actor, CancellationToken cancel)
    {
        var ready = await Ready(work, call, outcome, data, reason, actor, cancel);
        if (ready.Refusal is { } refusal)
            return refusal;
        var (task, filled) = ready.Value!;
        if (filled is not null)
        {
            await work.Db.FormSubmissions.Where(row => row.TaskId == task.Id && row.IsDraft).ExecuteDeleteAsync(cancel);
            task.SubmissionId = (await forms.Store(work, task, filled, actor, isDraft: false, cancel)).Id;
        }

        Close(work, task, UserTaskState.Completed, outcome, actor, "Completed", reason);
        foreach (var observer in observers)
            await observer.Completed(work, task, actor, outcome, reason?.Trim() ?? "", cancel);
        var result = new JsonObject { ["outcome"] = outcome, ["submissionId"] = task.SubmissionId, ["actorId"] = actor.UserId };
        var comesBack = await work.Db.Row<WorkflowInstance>(cancel, task.InstanceId) is { } instance && InstanceState.MayComeStraightBack(instance.State);
        work.EndsWithTransition = !comesBack;
        if (!await host.Advance(work, task.InstanceId, new Stimulus.Resume(task.Id, result), actor, cancel))
            throw new InvalidOperationException($"Task {task.Id} is open without an open bookmark.");
        if (comesBack)
            await GiveToWhoReturned(work, task, cancel);
        return TaskAnswer.Of(task);
    }

    /// <summary>Why this completion would be refused now; null when it would not. Changes nothing.</summary>
    internal async Task<Refusal?> Refuses(Work work, GroupItem item, Actor actor, CancellationToken cancel) =>
        (await Ready(work, new TaskCall(item.TaskId, null, item.ExpectedRevision), item.Outcome, item.Data ?? [], item.Reason, actor, cancel)).Refusal;

    /// <summary>The task and its cleaned form data, null when it has no form; or the first thing that keeps it from being ended so.</summary>
    private async Task<Result<ReadyToComplete>> Ready(Work work, TaskCall call, string outcome, JsonObject data, string? reason, Actor actor, CancellationToken cancel)
    {
        var found = await access.ToWorkOn(work, call.TaskId, call.ExpectedRevision, actor, cancel);
        if (found.Value is not { } task)
            return found.Refusal!;
        if (TaskOutcome.Of(task).FirstOrDefault(known => known.Key == outcome) is not { } chosen)
            return TaskRefusals.OutcomeUnknown;
        if (TaskAccess.CheckReason(reason, chosen.Negative) is { } noReason)
            return noReason;
        if (await forms.Document(work, task, cancel) is not { } form)
            return data.Count > 0 ? TaskRefusals.NoForm : new ReadyToComplete(task, null);
        var read = await forms.Validate(work, task, form, data, outcome, actor, isDraft: false, cancel);
        return read.Refusal is { } refusal ? refusal : new ReadyToComplete(task, read.Value!);
    }

    private sealed record ReadyToComplete(UserTask Task, JsonObject? Filled);

    private static void Close(Work work, UserTask task, UserTaskState state, string outcome, Actor actor, string kind, string? reason)
    {
        (task.State, task.Outcome, task.AssigneeId) = (state, outcome, actor.UserId);
        (task.CompletedAt, task.CompletedBy) = (work.Now, actor.UserId);
        task.Revision++;
        TaskEvents.Add(work, task.Id, kind, TaskAccess.Named(task, actor), reason);
    }
}
