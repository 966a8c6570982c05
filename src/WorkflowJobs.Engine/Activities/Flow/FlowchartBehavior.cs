using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities.Flow;

/// <summary>Runs what its connections say (SEMANTICS rules 2–6); the reckoning is <see cref="FlowStep"/>'s.</summary>
internal sealed class FlowchartBehavior : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame)
    {
        var node = burst.Node(frame);
        if (StartOf(node, burst.State.TriggerActivityId) is not { } start)
        {
            burst.Complete(frame);
            return;
        }

        frame.Flow = new FlowState { StartId = start.Id };
        burst.Queue(frame, start.Id);
    }

    public override void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        var flow = frame.Flow!;
        var step = new FlowStep(burst, frame);
        var node = step.Graph.Nodes[child.ActivityId];
        flow.StraightBacks.Remove(child.ActivityId, out var back);
        if (burst.Node(child).IsHumanTask)
            flow.Tasks[child.ActivityId] = new CompletedTask(child.Number, child.Cause, burst.State.Counter, Acted: false, back?.Rivals ?? []);
        if (back is not null)
            GoStraightBack(burst, frame, step, back);
        else if (step.InvalidBackward(node, outcomes) is { } edge)
            burst.Fail(child, InvalidMessage(step.Graph, edge), outcomes);
        else
            step.Completed(node, outcomes);

        if (burst.Running && !burst.HasWork(frame))
            burst.Complete(frame);
    }

    /// <summary>The activity that a run of this flowchart starts with (rule 2); null when it has none.</summary>
    internal static ActivityNode? StartOf(NodePlan flowchart, string? triggerId) =>
        StartOf(flowchart.Node!, flowchart.ChildList("activities").ToList(), triggerId);

    /// <summary>The same for a flowchart that is only looked at.</summary>
    internal static ActivityNode? StartOf(ActivityNode flowchart, List<ActivityNode> children, string? triggerId)
    {
        var targets = flowchart.Connections.Select(connection => connection.TargetId).ToHashSet(StringComparer.Ordinal);
        return children.Find(child => triggerId is not null && child.SelfAndDescendants().Any(node => node.Id == triggerId))
            ?? children.Find(child => child.Type == FlowActivities.Start)
            ?? children.Find(NodePlan.CanStart)
            ?? children.Find(child => !targets.Contains(child.Id))
            ?? children.FirstOrDefault();
    }

    /// <summary>"Come straight back to me": instead of following connections, what the return interrupted is open again.</summary>
    private static void GoStraightBack(Burst burst, Frame frame, FlowStep step, StraightBack back)
    {
        var flow = frame.Flow!;
        foreach (var rival in burst.Children(frame).Where(child => back.Rivals.Contains(child.ActivityId)).ToList())
            burst.Cancel(rival);
        foreach (var (connection, followed) in back.States)
            flow.States[connection] = followed;
        flow.Closed.UnionWith(back.Closed);
        foreach (var activity in back.Activities)
            step.StartAnew(step.Graph.Nodes[activity]);
        step.LookAtMerges();
    }

    private static string InvalidMessage(FlowGraph graph, FlowEdge edge) =>
        $"Invalid backward connection: every path from the source ('{graph.Ids[edge.Source]}') must go through the target "
        + $"('{graph.Ids[edge.Target]}') when tracing back to the start.";
}
