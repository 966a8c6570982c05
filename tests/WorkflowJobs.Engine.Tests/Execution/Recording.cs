using System.Text.Json;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Execution;

/// <summary>
/// The journal of one instance as a host keeps it (stimulus, instant, answers, guard hits), and what each step gave. Replaying
/// it must give the same transitions again, byte for byte.
/// </summary>
internal sealed class Recording
{
    private readonly List<(Stimulus Stimulus, DateTimeOffset Now, IReadOnlyList<int> Interrupted, string Transition)> steps = [];

    public int Count => steps.Count;

    public void Add(Stimulus stimulus, DateTimeOffset now, Transition transition) => steps.Add((stimulus, now, transition.Interrupted, Text(transition)));

    /// <summary>Twice from the start: with the state kept in memory, and with the state read back from JSON before each step.</summary>
    public void AssertReplays(WorkflowEngine engine, WorkflowDefinition definition, string instanceId)
    {
        foreach (var readBack in new[] { false, true })
        {
            InstanceState? state = null;
            foreach (var (stimulus, now, interrupted, recorded) in steps)
            {
                if (readBack && state is not null)
                    state = InstanceState.FromJson(state.ToJson());
                var transition = stimulus is Stimulus.Start start
                    ? engine.Start(definition, instanceId, start, now, interrupted)
                    : engine.Advance(definition, state!, stimulus, now, interrupted);
                Assert.Equal(recorded, Text(transition));
                state = transition.State;
            }
        }
    }

    private static string Text(Transition transition) => JsonSerializer.Serialize(new
    {
        State = transition.State.ToJson(),
        transition.Call,
        transition.Opened,
        transition.Closed,
        transition.Events,
        transition.Executions,
        transition.Incidents,
        transition.Lines,
        transition.Interrupted,
        transition.Changed,
    });
}
