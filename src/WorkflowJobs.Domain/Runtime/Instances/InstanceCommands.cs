using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>
/// What a workflow administrator does about an instance: suspend, resume or cancel it, run a failed activity again or go on without it, give a task to
/// another holder, move it to another version. Each needs a reason, and is journalled.
/// </summary>
public sealed partial class InstanceCommands(
    CommandRunner commands, IProcessHost host, IEnumerable<IInstanceObserver> observers, TaskAccess access, DefinitionCache definitions, ActivityCatalog catalog, RuntimeSignals signals)
{
    public Task<Result<int>> Cancel(string instanceId, string? operationId, int? expectedRevision, string? reason, Actor actor, CancellationToken cancel) =>
        Run("cancel", instanceId, operationId, expectedRevision, new Stimulus.Cancel(), reason, actor, cancel);

    public Task<Result<int>> Retry(string instanceId, string executionId, string? operationId, int? expectedRevision, string? reason, Actor actor, CancellationToken cancel) =>
        Run("retry", instanceId, operationId, expectedRevision, new Stimulus.Retry(executionId), reason, actor, cancel);

    /// <summary>Holds it (<see cref="Suspension"/>) until it is resumed.</summary>
    public Task<Result<int>> Suspend(string instanceId, string? operationId, int? expectedRevision, string? reason, Actor actor, CancellationToken cancel) =>
        Run("suspend", instanceId, operationId, expectedRevision, new { }, (work, instance, _) =>
        {
            if (instance.Status != WorkflowStatus.Running || instance.SuspendedAt is not null)
                return Task.FromResult<Refusal?>(NothingToDo);
            instance.SuspendedAt = work.Now;
            return Held(work, instance);
        }, reason, actor, cancel);

    /// <summary>Lets it go on: what fell due meanwhile happens at once.</summary>
    public Task<Result<int>> Resume(string instanceId, string? operationId, int? expectedRevision, string? reason, Actor actor, CancellationToken cancel) =>
        Run("resume", instanceId, operationId, expectedRevision, new { }, (work, instance, _) =>
        {
            if (instance.SuspendedAt is null)
                return Task.FromResult<Refusal?>(NothingToDo);
            instance.SuspendedAt = null;
            work.AfterCommit(signals.Timers.Wake);
            work.AfterCommit(signals.Messages.Wake);
            return Held(work, instance);
        }, reason, actor, cancel);

    private Task<Refusal?> Held(Work work, WorkflowInstance instance)
    {
        (instance.UpdatedAt, instance.Revision) = (work.Now, instance.Revision + 1);
        work.AfterCommit(() => signals.RaiseTasksChanged(instance.Id));
        return Task.FromResult<Refusal?>(null);
    }

    /// <summary>Gives an open task to another holder of its role, or, with no user, back to all of them. The administrator need not and may not see what it is about.</summary>
    public Task<Result<int>> Reassign(string instanceId, string taskId, string? toUserId, string? operationId, int? expectedRevision, string? reason, Actor actor, CancellationToken cancel) =>
        Run("reassign", instanceId, operationId, expectedRevision, new { taskId, toUserId }, async (work, _, token) =>
        {
            if (await work.Db.Row<UserTask>(token, taskId) is not { } task || task.InstanceId != instanceId)
                return Refusals.NotFound;
            if (!task.IsOpen)
                return TaskRefusals.Closed(task);
            if (task.Role == Roles.Applicant)
                return TaskRefusals.NotTransferable;
            var holders = await Holders.Of(work, task.Role, task.UnitId, token);
            if (holders.Count == 0)
                return TaskRefusals.NoHolder(task);
            var target = toUserId is null ? default : await access.ToGiveTo(work, task, toUserId, token);
            if (target.Refusal is { } unfit)
                return unfit;

            (task.AssigneeId, task.State) = (toUserId, toUserId is null ? UserTaskState.Available : UserTaskState.Assigned);
            task.Revision++;
            TaskEvents.Add(work, task.Id, "Reassigned", actor, target.Value is { } who ? $"{who.DisplayName}：{reason}" : reason);
            TaskEvents.Ring(work, toUserId is null ? holders.Select(holder => holder.UserId) : [toUserId], "Transferred",
                $"流程管理员将“{task.Title}”（{task.SubjectName}）交由您办理。", $"The workflow administrator gave “{task.TitleEn ?? task.Title}” ({task.SubjectName}) to you.", task.Id);
            work.AfterCommit(() => signals.RaiseTasksChanged(task.InstanceId));
            return null;
        }, reason, actor, cancel);

    /// <summary>Goes on with another published version of the same definition.</summary>
    public Task<Result<int>> Move(string instanceId, string toVersionId, string? operationId, int? expectedRevision, string? reason, Actor actor, CancellationToken cancel) =>
        Run("move", instanceId, operationId, expectedRevision, new { toVersionId }, async (work, instance, token) =>
            await work.Db.DefinitionVersions.FindAsync([toVersionId], token) is not { PublishedAt: not null } version || version.DefinitionId != instance.DefinitionId
                ? Refusals.NotFound
                : await host.Move(work, instanceId, toVersionId, actor, token) ? null : CannotMove, reason, actor, cancel);

    /// <summary>Takes a move back, as long as nothing happened since.</summary>
    public Task<Result<int>> UndoMove(string instanceId, string? operationId, int? expectedRevision, string? reason, Actor actor, CancellationToken cancel) =>
        Run("undo-move", instanceId, operationId, expectedRevision, new { }, async (work, _, token) =>
        {
            var stream = JournalChain.StreamOf(instanceId);
            var last = await work.Db.JournalEntries.AsNoTracking().Where(row => row.Stream == stream && row.Kind == "Transition").OrderByDescending(row => row.Sequence).Select(row => row.Body).FirstOrDefaultAsync(token);
            if (last is null || JsonNode.Parse(last)!["stimulus"] is not { } stimulus || StimulusJson.Read(stimulus) is not Stimulus.Move move)
                return new Refusal("MOVED_ON", "该流程实例迁移后已有新的办理，不能撤销迁移。", "Something has happened to the instance since it was moved; the move cannot be undone.") { Status = 409 };
            return await host.Move(work, instanceId, move.FromVersionId, actor, token) ? null : CannotMove;
        }, reason, actor, cancel);

    private static readonly Refusal CannotMove = new("STEP_WITHOUT_COUNTERPART", "正在办理的环节在目标版本中没有对应环节，不能迁移。", "An open step has no counterpart in that version; the instance cannot be moved.") { Status = 409 };
    private static readonly Refusal NothingToDo = new("NOTHING_TO_DO", "该流程实例没有可以处理的内容。", "There is nothing of that kind to do on this instance.") { Status = 409 };

    private Task<Result<int>> Run(
        string verb, string instanceId, string? operationId, int? expectedRevision, Stimulus stimulus, string? reason, Actor actor, CancellationToken cancel) =>
        Run(verb, instanceId, operationId, expectedRevision, StimulusJson.Write(stimulus), async (work, instance, token) =>
        {
            if (!await host.Advance(work, instanceId, stimulus, actor, token))
                return NothingToDo;
            await Lapse(work, instanceId, (stimulus as Stimulus.Retry)?.ExecutionId, token);
            if (stimulus is Stimulus.Cancel)
                foreach (var observer in observers)
                    await observer.Cancelled(work, instance, actor, reason!, token);
            return null;
        }, reason, actor, cancel);

    /// <summary>Answers the revision afterwards.</summary>
    private Task<Result<int>> Run(
        string verb, string instanceId, string? operationId, int? expectedRevision, object what, Func<Work, WorkflowInstance, CancellationToken, Task<Refusal?>> act, string? reason, Actor actor, CancellationToken cancel) =>
        commands.Run<int>("instance." + verb, actor, operationId, new { instanceId, expectedRevision, what, reason }, async (work, token) =>
        {
            if (!actor.Has(Roles.WorkflowAdministrator) || await work.Db.Instances.FindAsync([instanceId], token) is not { } instance)
                return Refusals.NotFound;
            if (expectedRevision is { } expected && expected != instance.Revision)
                return Refusals.StaleRevision(instance.Revision);
            if (TaskAccess.CheckReason(reason, required: true) is { } noReason)
                return noReason;
            if (await act(work, instance, token) is { } refusal)
                return refusal;
            // Free text enters neither process nor journal; its hash ties the audit event to the transition.
            TaskEvents.Add(work, JournalChain.StreamOf(instanceId), "Administration", actor, $"{verb}: {reason}");
            await JournalChain.Append(work, JournalChain.StreamOf(instanceId), "Administration", actor.UserId, new JsonObject
            {
                ["verb"] = verb,
                ["reasonHash"] = ContentHash.Of(reason!),
                ["operationId"] = operationId,
            }, token);
            return instance.Revision;
        }, cancel);
}
