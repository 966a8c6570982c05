using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>One transition of an instance as replayed: what it began with and what it did to each activity.</summary>
public sealed record ReplayedTransition(
    long Sequence, DateTimeOffset At, string? ActorId, string StimulusKind, IReadOnlyList<JournalEvent> Events,
    IReadOnlyList<ActivityExecution> Executions, IReadOnlyList<Incident> Incidents)
{
    /// <summary>The replay arrived at the state whose hash the journal holds.</summary>
    public required bool Agrees { get; init; }
}

/// <summary>
/// The history of an instance, derived by replaying its journal on the engine alone (invariant 3): stimuli, instants and answers are all that
/// is stored. What Studio's viewer and the case page show of a run comes from here.
/// </summary>
public sealed class InstanceHistory(WorkflowEngine engine, DefinitionCache definitions)
{
    public async Task<IReadOnlyList<ReplayedTransition>> Replay(Work work, string instanceId, CancellationToken cancel)
    {
        var entries = await work.Db.JournalEntries.AsNoTracking()
            .Where(entry => entry.Stream == JournalChain.StreamOf(instanceId) && entry.Kind == "Transition").OrderBy(entry => entry.Sequence).ToListAsync(cancel);
        var history = new List<ReplayedTransition>();
        InstanceState? state = null;
        foreach (var entry in entries)
        {
            var body = JsonNode.Parse(entry.Body)!;
            var definition = await definitions.Load(work.Db, body["versionId"]!.GetValue<string>(), cancel);
            var stimulus = StimulusJson.Read(body["stimulus"]!);
            var interrupted = BurstRecord.InterruptedAt(body, 0);
            var steps = new List<Transition>
            {
                stimulus switch
                {
                    Stimulus.Start start => engine.Start(definition, instanceId, start, entry.At, interrupted),
                    Stimulus.Move move => engine.Move(await definitions.Load(work.Db, move.FromVersionId, cancel), definition, state!, entry.At, interrupted),
                    _ => engine.Advance(definition, state!, stimulus, entry.At, interrupted),
                },
            };
            foreach (var answer in body["answers"]!.AsArray())
                steps.Add(engine.Advance(definition, steps[^1].State, StimulusJson.ReadAnswer(answer!), entry.At, BurstRecord.InterruptedAt(body, steps.Count)));
            state = steps[^1].State;
            history.Add(new ReplayedTransition(
                entry.Sequence, entry.At, entry.ActorId, body["stimulus"]!["kind"]!.GetValue<string>(),
                [.. steps.SelectMany(step => step.Events)], [.. steps.SelectMany(step => step.Executions)], [.. steps.SelectMany(step => step.Incidents)])
            {
                Agrees = body["stateHash"]!.GetValue<string>() == ContentHash.Of(state.ToJson()),
            });
        }

        return history;
    }
}
