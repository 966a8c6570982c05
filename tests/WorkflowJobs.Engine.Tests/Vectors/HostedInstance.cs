using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;
using WorkflowJobs.Engine.Tests.Execution;

namespace WorkflowJobs.Engine.Tests.Vectors;

/// <summary>An instance of a vector, and what it did since the last step.</summary>
internal sealed class HostedInstance(WorkflowDefinition definition, string id)
{
    private readonly Dictionary<string, ActivityExecution> executions = [];
    private readonly List<string> order = [];
    private readonly HashSet<string> rootNames = [];
    private string json = "";

    public WorkflowDefinition Definition => definition;

    public string Id => id;

    /// <summary>Whether the recording shows it as part of its parent (a workflow used as an activity).</summary>
    public bool Inlined { get; init; }

    /// <summary>How a dispatched child is to start.</summary>
    public Stimulus.Start? Begin { get; init; }

    public InstanceState State { get; private set; } = null!;

    public List<JournalEvent> Journal { get; private set; } = [];

    public List<string> Lines { get; private set; } = [];

    public IEnumerable<ActivityExecution> Executions => order.Select(execution => executions[execution]);

    public void BeginStep()
    {
        Journal = [];
        Lines = [];
    }

    /// <summary>The state as a host reads it back from storage.</summary>
    public InstanceState Read()
    {
        var state = InstanceState.FromJson(json);
        Assert.Equal(json, state.ToJson());
        return state;
    }

    public Recording Recording { get; } = new();

    public void Collect(Stimulus stimulus, DateTimeOffset now, Transition transition)
    {
        Recording.Add(stimulus, now, transition);
        State = transition.State;
        json = State.ToJson();
        Journal.AddRange(transition.Events);
        Lines.AddRange(transition.Lines);
        foreach (var execution in transition.Executions)
            Add(execution);
    }

    /// <summary>Shows a child's steps as the recording does: between the parent's, whose root is then named Workflow2.</summary>
    public void Inline(HostedInstance child)
    {
        Journal.AddRange(child.Journal);
        Lines.AddRange(child.Lines);
        foreach (var execution in child.Executions)
            Add(execution);
        rootNames.Add(child.Id);
    }

    /// <summary>The activity id under which the recording knows an execution.</summary>
    public string NameOf(string activityId, string executionId) =>
        activityId == "Workflow1" && rootNames.Count > 0 && executionId.StartsWith(id + "-", StringComparison.Ordinal) ? "Workflow2" : activityId;

    private void Add(ActivityExecution execution)
    {
        if (executions.TryAdd(execution.Id, execution))
            order.Add(execution.Id);
        else
            executions[execution.Id] = execution;
    }
}
