using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Activities.Composition;
using WorkflowJobs.Engine.Activities.Flow;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Engine.Execution;

/// <summary>
/// The pure engine: <c>Advance(definition, state, stimulus, now)</c> gives the next state and what the host must do.
/// No database, no clock, no randomness; the same arguments give the same transition, byte for byte. Thread-safe.
/// </summary>
public sealed class WorkflowEngine
{
    private readonly ConditionalWeakTable<WorkflowDefinition, DefinitionPlan> plans = [];
    private readonly IReadOnlyDictionary<string, ActivityBehavior> extra;

    /// <summary>An engine that knows the catalog's activities.</summary>
    public WorkflowEngine(ActivityCatalog catalog)
        : this(catalog, new Dictionary<string, ActivityBehavior>())
    {
    }

    /// <summary>For tests: further activity types with behaviours of their own.</summary>
    internal WorkflowEngine(ActivityCatalog catalog, IReadOnlyDictionary<string, ActivityBehavior> extra)
    {
        Catalog = catalog;
        this.extra = extra;
    }

    /// <summary>The activities that this engine knows.</summary>
    public ActivityCatalog Catalog { get; }

    internal ActivityBehavior WorkflowBehavior { get; } = new WorkflowBehavior();

    /// <summary>Starts a new instance.</summary>
    /// <param name="interrupted">In a replay: the recorded <see cref="Transition.Interrupted"/>.</param>
    public Transition Start(
        WorkflowDefinition definition, string instanceId, Stimulus.Start start, DateTimeOffset now, IReadOnlyCollection<int>? interrupted = null)
    {
        var state = new InstanceState
        {
            InstanceId = instanceId,
            DefinitionVersionId = definition.VersionId,
            Status = WorkflowStatus.Running,
            SubStatus = WorkflowSubStatus.Pending,
            CorrelationId = start.CorrelationId,
            Seed = start.Seed,
            Input = InputsOf(definition, start.Input),
            TriggerActivityId = start.TriggerActivityId,
            TriggerPayload = start.TriggerPayload?.DeepClone(),
        };
        var burst = new Burst(PlanOf(definition), state, Burst.Milliseconds(now), interrupted);
        burst.Begin();
        return burst.Run();
    }

    /// <summary>
    /// Applies a stimulus to an instance. While a call is outstanding only its <see cref="Stimulus.Answer"/> is taken;
    /// anything else is a bug of the host and throws. A finished instance takes nothing but the retry or skip of its fault.
    /// </summary>
    /// <param name="interrupted">In a replay: the recorded <see cref="Transition.Interrupted"/>.</param>
    public Transition Advance(
        WorkflowDefinition definition, InstanceState state, Stimulus stimulus, DateTimeOffset now, IReadOnlyCollection<int>? interrupted = null)
    {
        if (state.Call is not null && stimulus is not Stimulus.Answer)
            throw new InvalidOperationException($"Call {state.Id(state.Call.Number)} must be answered first.");
        if (state.Status != WorkflowStatus.Running && !(state.SubStatus == WorkflowSubStatus.Faulted && stimulus is Stimulus.Retry or Stimulus.Skip))
            return new Transition { State = state, Changed = false };
        var burst = new Burst(PlanOf(definition), state.Clone(), Burst.Milliseconds(now), interrupted);
        return Apply(burst, stimulus) ? burst.Run() : new Transition { State = state, Changed = false };
    }

    /// <summary>What <see cref="Move"/> would do to the instance's open steps.</summary>
    public MovePreview PreviewMove(WorkflowDefinition from, WorkflowDefinition to, InstanceState state) => Moves.Preview(PlanOf(from), PlanOf(to), state);

    /// <summary>
    /// Pins a running instance to another version of its definition (invariant 5). Open steps are matched by activity id: those that ask the
    /// same go on with their bookmarks, those that ask something else begin anew. Unchanged when a step has no counterpart, or nothing runs.
    /// </summary>
    /// <param name="interrupted">In a replay: the recorded <see cref="Transition.Interrupted"/>.</param>
    public Transition Move(WorkflowDefinition from, WorkflowDefinition to, InstanceState state, DateTimeOffset now, IReadOnlyCollection<int>? interrupted = null)
    {
        if (state.Call is not null)
            throw new InvalidOperationException($"Call {state.Id(state.Call.Number)} must be answered first.");
        var preview = PreviewMove(from, to, state);
        if (state.Status != WorkflowStatus.Running || !preview.IsPossible)
            return new Transition { State = state, Changed = false };
        var burst = new Burst(PlanOf(to), state.Clone(), Burst.Milliseconds(now), interrupted);
        Moves.Apply(burst, PlanOf(from), preview);
        return burst.Run();
    }

    /// <summary>
    /// Rule 12: the activities that the open human task of the bookmark can be returned to, the latest completed first.
    /// Empty when the bookmark is not open or is no human task.
    /// </summary>
    public IReadOnlyList<string> ReturnTargets(WorkflowDefinition definition, InstanceState state, string bookmarkId) =>
        Returns.Targets(new Burst(PlanOf(definition), state, default), bookmarkId);

    /// <summary>Rule 12: whether the completed human task can be recalled, as far as the engine knows. A host adds what it knows of claims.</summary>
    public bool CanRecall(WorkflowDefinition definition, InstanceState state, string executionId) =>
        Returns.FindRecall(new Burst(PlanOf(definition), state, default), executionId) is not null;

    internal ActivityBehavior BehaviorOf(ActivityNode node, ActivityDescriptor? descriptor)
    {
        if (extra.TryGetValue(node.Type, out var special))
            return special;
        if (BuiltInActivities.Behavior(node.Type) is { } builtIn)
            return builtIn;
        if (descriptor?.IsCall == true)
            return CallBehavior.Instance;
        return node.Json.ContainsKey("workflowDefinitionId") ? WorkflowAsActivityBehavior.Instance : UnknownBehavior.Instance;
    }

    internal DefinitionPlan PlanOf(WorkflowDefinition definition) =>
        plans.GetValue(definition, key => new DefinitionPlan(key, this));

    private static bool Apply(Burst burst, Stimulus stimulus)
    {
        var state = burst.State;
        switch (stimulus)
        {
            case Stimulus.Answer answer when state.Call is { } pending && state.Id(pending.Number) == answer.CallId:
                burst.Answer(pending, answer.Value);
                return true;
            case Stimulus.Resume resume when state.OpenBookmarks.Find(mark => mark.Id == resume.BookmarkId) is { } bookmark:
                burst.Resume(bookmark, resume.Payload?.DeepClone());
                return true;
            case Stimulus.Cancel:
                burst.CancelWorkflow();
                return true;
            case Stimulus.Return back:
                return Returns.Return(burst, back);
            case Stimulus.Recall recall:
                return Returns.Recall(burst, recall.ExecutionId);
            case Stimulus.Retry retry:
                return Incidents.Retry(burst, retry.ExecutionId);
            case Stimulus.Skip skip:
                return Incidents.Skip(burst, skip.ExecutionId, skip.Outcome);
            default:
                return false;
        }
    }

    /// <summary>
    /// Declared inputs under their declared names (a parent that uses the workflow as an activity gives them in camelCase),
    /// with their defaults; whatever else was given is kept.
    /// </summary>
    private static JsonObject InputsOf(WorkflowDefinition definition, JsonObject given)
    {
        var inputs = (JsonObject)given.DeepClone();
        foreach (var declared in definition.Inputs.Where(declared => !inputs.ContainsKey(declared.Name)))
        {
            var camelCase = Names.Camel(declared.Name);
            if (inputs.TryGetPropertyValue(camelCase, out var value) && inputs.Remove(camelCase))
                inputs[declared.Name] = value;
            else if (declared.DefaultValue is not null)
                inputs[declared.Name] = declared.DefaultValue.DeepClone();
        }

        return inputs;
    }
}
