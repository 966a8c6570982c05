using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Activities.Flow;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Definitions.Validation;

/// <summary>A flowchart as the rules look at it: its graph from the start, and what each node may do.</summary>
internal sealed class FlowView
{
    public required ActivityNode Flowchart { get; init; }

    public required FlowGraph Graph { get; init; }

    public required ActivityNode[] Nodes { get; init; }

    /// <summary>Whether the node, or something inside it, may wait.</summary>
    public required bool[] Waits { get; init; }

    /// <summary>Whether one of several ports is taken, so that the others are not.</summary>
    public required bool[] Chooses { get; init; }

    public IEnumerable<FlowEdge> Edges => Graph.Outbound.SelectMany(edges => edges);

    /// <summary>Pairs of activities that one completed activity starts side by side.</summary>
    public IEnumerable<(int Fork, int Left, int Right)> SideBySide() =>
        from edges in Graph.Outbound
        from left in edges
        from right in edges
        where left.Index < right.Index && !left.Backward && !right.Backward && left.Target != right.Target
            && (left.Port == right.Port || Nodes[left.Source].Type == "Elsa.FlowFork")
        select (left.Source, left.Target, right.Target);

    public string PathOf(FlowEdge edge) => $"{Flowchart.JsonPath}.connections[{edge.Index}]";

    /// <summary>Null for what is no flowchart, or one with nothing in it.</summary>
    public static FlowView? Of(ActivityNode node, ActivityCatalog catalog)
    {
        if (node.Type != FlowActivities.Flowchart)
            return null;
        var children = node.Children
            .Where(child => child.Property.StartsWith("activities", StringComparison.Ordinal)).Select(child => child.Node).ToList();
        if (FlowchartBehavior.StartOf(node, children, null) is not { } start)
            return null;
        return new FlowView
        {
            Flowchart = node,
            Graph = FlowGraphBuilder.Build(node, start.Id),
            Nodes = [.. children],
            Waits = [.. children.Select(child => child.SelfAndDescendants().Any(inner => catalog.Find(inner.Type)?.MayWait ?? true))],
            Chooses = [.. children.Select(child => child.Type != "Elsa.FlowFork" && (Ports.Of(child, catalog)?.Count ?? 2) > 1)],
        };
    }
}
