using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>
/// Starts and drives instances inside the caller's transaction (invariant 1): the engine's burst, the answers to its calls, and then
/// state, bookmarks, tasks, timers and the journal row together.
/// </summary>
public sealed class ProcessHost(
    WorkflowEngine engine, DefinitionCache definitions, CallHandlers handlers, TaskOpener tasks, RuntimeSignals signals) : IProcessHost
{
    private const int MostCalls = 500;

    public async Task<string> Start(
        Work work, string definitionId, Subject subject, JsonObject input, Actor actor, CancellationToken cancel)
    {
        var id = Ids.New();
        await Start(work, id, definitionId, subject, input, null, subject.Key, actor, cancel);
        return id;
    }

    /// <summary>Starts an instance because its schedule is due; the activity that says so does not wait.</summary>
    internal Task Start(Work work, string id, string definitionId, Subject subject, JsonObject input, string triggerActivityId, CancellationToken cancel) =>
        Start(work, id, definitionId, subject, input, null, subject.Key, Actor.System, cancel, triggerActivityId);

    /// <summary>Starts an instance under a given id, as a child when it has a parent.</summary>
    /// <exception cref="ProcessNotInForceException">Nothing is published under the definition's id.</exception>
    internal async Task Start(
        Work work, string id, string definitionId, Subject subject, JsonObject input, string? parentId, string? correlationId, Actor actor, CancellationToken cancel,
        string? triggerActivityId = null)
    {
        if (await DefinitionStore.Published(work.Db, definitionId, cancel) is not { } version)
        {
            var name = await work.Db.DefinitionVersions.Where(row => row.DefinitionId == definitionId && row.IsLatest).Select(row => row.Name).FirstOrDefaultAsync(cancel);
            throw new ProcessNotInForceException(definitionId, name);
        }

        var instance = new WorkflowInstance
        {
            Id = id,
            DefinitionId = definitionId,
            DefinitionVersionId = version.Id,
            Version = version.Version,
            SubjectType = subject.Type,
            SubjectId = subject.Id,
            CorrelationId = correlationId,
            ParentInstanceId = parentId,
            State = "",
            CreatedAt = work.Now,
            UpdatedAt = work.Now,
        };
        work.Db.Instances.Add(instance);
        var start = StimulusJson.AsJournaled(new Stimulus.Start(input) { TriggerActivityId = triggerActivityId, CorrelationId = correlationId, Seed = BitConverter.ToInt64(Guid.NewGuid().ToByteArray()) });
        var definition = definitions.Load(version);
        await Drive(work, instance, definition, start, actor, () => engine.Start(definition, id, start, work.Now), cancel);
    }

    public async Task<bool> Advance(Work work, string instanceId, Stimulus stimulus, Actor actor, CancellationToken cancel)
    {
        var instance = await work.Db.Row<WorkflowInstance>(cancel, instanceId);
        if (instance is null)
            return false;
        var definition = await definitions.Load(work.Db, instance.DefinitionVersionId, cancel);
        var state = InstanceState.FromJson(instance.State);
        var journaled = StimulusJson.AsJournaled(stimulus);
        return await Drive(work, instance, definition, journaled, actor, () => engine.Advance(definition, state, journaled, work.Now), cancel);
    }

    public async Task<bool> Move(Work work, string instanceId, string toVersionId, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Row<WorkflowInstance>(cancel, instanceId) is not { } instance)
            return false;
        var from = await definitions.Load(work.Db, instance.DefinitionVersionId, cancel);
        var to = await definitions.Load(work.Db, toVersionId, cancel);
        if (from.DefinitionId != to.DefinitionId || from.VersionId == to.VersionId)
            return false;
        var state = InstanceState.FromJson(instance.State);
        var transition = engine.Move(from, to, state, work.Now);
        if (!transition.Changed)
            return false;
        (instance.DefinitionVersionId, instance.Version) = (to.VersionId, to.Version);
        return await Drive(work, instance, to, new Stimulus.Move(from.VersionId), actor, () => transition, cancel);
    }

    public void Signal(Work work, string key, JsonObject? payload = null) => Send(work, BookmarkKinds.Wait, key, null, payload);

    public void SendEvent(Work work, string eventName, string? instanceId, JsonObject? payload = null) =>
        Send(work, BookmarkKinds.Event, eventName, instanceId, payload);

    internal void Send(Work work, string kind, string key, string? instanceId, JsonObject? payload)
    {
        work.Db.Messages.Add(new MessageRow
        {
            Id = work.NextSortableId(),
            Key = key,
            Kind = kind,
            InstanceId = instanceId,
            Payload = payload?.ToJsonString(),
            CauseId = work.CauseId,
            CreatedAt = work.Now,
        });
        work.HasSent = true;
        work.AfterCommit(signals.Messages.Wake);
    }

    private async Task<bool> Drive(
        Work work, WorkflowInstance instance, WorkflowDefinition definition, Stimulus stimulus, Actor actor, Func<Transition> first, CancellationToken cancel)
    {
        if (!work.Entered.Add(instance.Id))
            throw new InvalidOperationException($"Instance {instance.Id} is in the middle of a transition.");
        try
        {
            var transition = first();
            if (!transition.Changed)
                return false;
            var burst = new BurstRecord();
            burst.Take(transition);
            while (transition.Call is { } call)
            {
                if (burst.Answers.Count == MostCalls)
                    throw new InvalidOperationException($"Instance {instance.Id} asked more than {MostCalls} calls in one transition.");
                // A handler's queries see what the burst wrote so far.
                await work.Db.SaveChangesAsync(cancel);
                var answer = StimulusJson.Write(call, await handlers.Answer(this, new CallContext(work, instance, call, actor), cancel));
                burst.Answers.Add(answer);
                transition = engine.Advance(definition, transition.State, StimulusJson.ReadAnswer(StimulusJson.AsJournaled(answer)), work.Now);
                burst.Take(transition);
            }

            await Store(work, instance, transition.State, stimulus, burst, actor, cancel);
            return true;
        }
        finally
        {
            work.Entered.Remove(instance.Id);
        }
    }

    private async Task Store(
        Work work, WorkflowInstance instance, InstanceState state, Stimulus stimulus, BurstRecord burst, Actor actor, CancellationToken cancel)
    {
        instance.State = state.ToJson();
        (instance.Status, instance.SubStatus, instance.CorrelationId) = (state.Status, state.SubStatus, state.CorrelationId);
        instance.UpdatedAt = work.Now;
        instance.FinishedAt = state.Status == WorkflowStatus.Finished ? work.Now : null;
        if (state.Status == WorkflowStatus.Finished)
            instance.SuspendedAt = null;
        instance.NeedsAttention = state.Incidents.Any(incident => incident.Resolution is null)
            || (state.Status == WorkflowStatus.Running && state.Bookmarks.Count == 0);
        instance.Revision++;

        await BookmarkRows.Store(work, instance.Id, burst, cancel);
        await tasks.Close(work, burst.Closed, stimulus, actor, cancel);
        foreach (var bookmark in burst.Opened.Where(bookmark => bookmark.Kind == BookmarkKinds.HumanTask))
            await tasks.Open(work, instance, bookmark, cancel);
        await JournalChain.Append(work, JournalChain.StreamOf(instance.Id), "Transition", actor.UserId, burst.ToJson(instance, stimulus), cancel);

        if (state.Status == WorkflowStatus.Finished && instance.ParentInstanceId is not null)
            Signal(work, CallHandlers.ChildKey(instance.Id));
        if (!work.EndsWithTransition || work.Entered.Count > 1)
            await work.Db.SaveChangesAsync(cancel);
        work.AfterCommit(signals.Timers.Wake);
        work.AfterCommit(() => signals.RaiseTasksChanged(instance.Id));
    }
}
