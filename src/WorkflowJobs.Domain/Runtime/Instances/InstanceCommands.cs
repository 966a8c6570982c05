using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What a workflow administrator does about an instance: cancel it, run a failed activity again, or go on without it. Each needs a reason.</summary>
public sealed class InstanceCommands(CommandRunner commands, IProcessHost host, IEnumerable<IInstanceObserver> observers)
{
    public Task<Result<int>> Cancel(string instanceId, string? operationId, int? expectedRevision, string? reason, Actor actor, CancellationToken cancel) =>
        Run("cancel", instanceId, operationId, expectedRevision, new Stimulus.Cancel(), reason, actor, cancel);

    public Task<Result<int>> Retry(string instanceId, string executionId, string? operationId, int? expectedRevision, string? reason, Actor actor, CancellationToken cancel) =>
        Run("retry", instanceId, operationId, expectedRevision, new Stimulus.Retry(executionId), reason, actor, cancel);

    public Task<Result<int>> Skip(string instanceId, string executionId, string outcome, string? operationId, int? expectedRevision, string? reason, Actor actor, CancellationToken cancel) =>
        Run("skip", instanceId, operationId, expectedRevision, new Stimulus.Skip(executionId, outcome), reason, actor, cancel);

    /// <summary>Answers the revision afterwards.</summary>
    private Task<Result<int>> Run(
        string verb, string instanceId, string? operationId, int? expectedRevision, Stimulus stimulus, string? reason, Actor actor, CancellationToken cancel) =>
        commands.Run<int>("instance." + verb, actor, operationId, new { instanceId, expectedRevision, stimulus = StimulusJson.Write(stimulus), reason }, async (work, token) =>
        {
            if (!actor.Has(Roles.WorkflowAdministrator) || await work.Db.Instances.FindAsync([instanceId], token) is not { } instance)
                return Refusals.NotFound;
            if (expectedRevision is { } expected && expected != instance.Revision)
                return Refusals.StaleRevision(instance.Revision);
            if (TaskAccess.CheckReason(reason, required: true) is { } noReason)
                return noReason;
            if (!await host.Advance(work, instanceId, stimulus, actor, token))
                return new Refusal("NOTHING_TO_DO", "该流程实例没有可以处理的内容。", "There is nothing of that kind to do on this instance.") { Status = 409 };
            if (stimulus is Stimulus.Cancel)
                foreach (var observer in observers)
                    await observer.Cancelled(work, instance, actor, reason!, token);
            // Free text enters neither process nor journal; its hash ties the audit event to the transition.
            TaskEvents.Add(work, JournalChain.StreamOf(instanceId), "Administration", actor, $"{verb}: {reason}");
            await JournalChain.Append(work, JournalChain.StreamOf(instanceId), "Administration", actor.UserId, new System.Text.Json.Nodes.JsonObject
            {
                ["verb"] = verb,
                ["reasonHash"] = DefinitionStore.HashOf(reason!),
                ["operationId"] = operationId,
            }, token);
            return instance.Revision;
        }, cancel);
}
