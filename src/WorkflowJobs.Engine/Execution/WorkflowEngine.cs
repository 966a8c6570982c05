using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Engine.Execution;

/// <summary>
/// The pure engine: <c>Advance(definition, state, stimulus, now)</c> gives the next state and what the host must do.
/// No database, no clock, no randomness; the same arguments give the same transition, byte for byte. Thread-safe.
/// </summary>
public sealed class WorkflowEngine(ActivityCatalog catalog)
{
    /// <summary>The activities that this engine knows.</summary>
    public ActivityCatalog Catalog { get; } = catalog;

    /// <summary>Starts a new instance.</summary>
    public Transition Start(WorkflowDefinition definition, string instanceId, Stimulus.Start start, DateTimeOffset now) =>
        throw new NotSupportedException();

    /// <summary>Applies a stimulus to an instance.</summary>
    public Transition Advance(WorkflowDefinition definition, InstanceState state, Stimulus stimulus, DateTimeOffset now) =>
        throw new NotSupportedException();
}
