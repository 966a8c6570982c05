using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Engine.Execution;

/// <summary>Works out backward connections, merges and who can still reach them (SEMANTICS rules 3, 5 and 6).</summary>
internal static class FlowGraphBuilder
{
    public static FlowGraph Build(ActivityNode flowchart, string startId)
    {
        var children = flowchart.Children
            .Where(child => child.Property == "activities" || child.Property.StartsWith("activities[", StringComparison.Ordinal))
            .Select(child => child.Node).ToArray();
        var ids = Array.ConvertAll(children, child => child.Id);
        var nodes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var node = 0; node < ids.Length; node++)
            nodes[ids[node]] = node;
        var start = nodes[startId];

        var edges = Classify(ReachableEdges(flowchart, nodes, start), ids.Length, start);
        var inbound = Group(edges.Where(edge => !edge.Backward), ids.Length, edge => edge.Target);
        var merges = new MergeKind[ids.Length];
        for (var node = 0; node < ids.Length; node++)
            merges[node] = KindOf(children[node], inbound[node].Length);
        var mergeNodes = Enumerable.Range(0, ids.Length).Where(node => merges[node] != MergeKind.None).ToArray();
        var feeders = new bool[]?[ids.Length];
        var loops = edges.Where(edge => edge.Backward).ToDictionary(edge => edge.Index, edge => NaturalLoop(edge, edges, ids.Length));
        foreach (var merge in mergeNodes)
            feeders[merge] = FeedersOf(merge, inbound[merge], edges, loops, ids.Length);
        return new FlowGraph
        {
            Ids = ids,
            Nodes = nodes,
            Outbound = Group(edges, ids.Length, edge => edge.Source),
            Inbound = inbound,
            Merges = merges,
            MergeNodes = mergeNodes,
            Ahead = Closure(edges.Where(edge => !edge.Backward), ids.Length),
            Reaches = Closure(edges, ids.Length),
            Feeders = feeders,
        };
    }

    /// <summary>Connections whose source can be reached from the start; those of orphans do not exist for this run.</summary>
    private static List<FlowEdge> ReachableEdges(ActivityNode flowchart, Dictionary<string, int> nodes, int start)
    {
        var all = new List<FlowEdge>();
        for (var index = 0; index < flowchart.Connections.Count; index++)
        {
            var connection = flowchart.Connections[index];
            if (nodes.TryGetValue(connection.SourceId, out var source) && nodes.TryGetValue(connection.TargetId, out var target))
                all.Add(new FlowEdge(index, source, connection.SourcePort is "" ? "Done" : connection.SourcePort, target, false, true));
        }

        var reached = Closure(all, nodes.Count)[start];
        return all.FindAll(edge => reached[edge.Source]);
    }

    /// <summary>Breadth first from the start, in list order: what would close a cycle with the accepted ones is backward.</summary>
    private static List<FlowEdge> Classify(List<FlowEdge> edges, int count, int start)
    {
        var outbound = Group(edges, count, edge => edge.Source);
        var accepted = new List<FlowEdge>[count];
        for (var node = 0; node < count; node++)
            accepted[node] = [];
        var backward = new HashSet<int>();
        var seen = new bool[count];
        var queue = new Queue<int>([start]);
        seen[start] = true;
        while (queue.TryDequeue(out var node))
            foreach (var edge in outbound[node])
            {
                if (CanWalk(accepted, edge.Target, edge.Source, blocked: -1))
                {
                    backward.Add(edge.Index);
                    continue;
                }

                accepted[node].Add(edge);
                if (!seen[edge.Target])
                {
                    seen[edge.Target] = true;
                    queue.Enqueue(edge.Target);
                }
            }

        return edges.ConvertAll(edge => backward.Contains(edge.Index)
            ? edge with { Backward = true, Valid = edge.Target == start || !CanWalk(accepted, start, edge.Source, blocked: edge.Target) }
            : edge);
    }

    private static bool CanWalk(List<FlowEdge>[] outbound, int from, int to, int blocked)
    {
        if (from == to)
            return true;
        var seen = new bool[outbound.Length];
        seen[from] = true;
        if (blocked >= 0)
            seen[blocked] = true;
        var stack = new Stack<int>([from]);
        while (stack.TryPop(out var node))
            foreach (var edge in outbound[node])
            {
                if (seen[edge.Target])
                    continue;
                if (edge.Target == to)
                    return true;
                seen[edge.Target] = true;
                stack.Push(edge.Target);
            }

        return false;
    }

    /// <summary>A join with one way in is no merge, except WaitAny, which cancels its rivals and then ignores latecomers.</summary>
    private static MergeKind KindOf(ActivityNode node, int inbound)
    {
        if (node.Type != "Elsa.FlowJoin")
            return inbound > 1 ? MergeKind.WaitAllActive : MergeKind.None;
        var mode = ((node.Json["mode"] as JsonObject)?["expression"] as JsonObject)?["value"]?.ToString() ?? node.Json["mode"]?.ToString();
        return mode switch
        {
            "WaitAll" => inbound > 1 ? MergeKind.WaitAll : MergeKind.None,
            "WaitAllActive" => inbound > 1 ? MergeKind.WaitAllActive : MergeKind.None,
            _ => inbound > 0 ? MergeKind.WaitAny : MergeKind.None,
        };
    }

    /// <summary>The target of a backward connection and all that reaches its source without passing the target.</summary>
    private static bool[] NaturalLoop(FlowEdge back, List<FlowEdge> edges, int count)
    {
        var loop = new bool[count];
        loop[back.Target] = true;
        WalkBack(loop, [back.Source], Group(edges, count, edge => edge.Target), static _ => true);
        return loop;
    }

    private static bool[] FeedersOf(
        int merge, FlowEdge[] inbound, List<FlowEdge> edges, Dictionary<int, bool[]> loops, int count)
    {
        var feeders = new bool[count];
        feeders[merge] = true;
        WalkBack(
            feeders, inbound.Select(edge => edge.Source), Group(edges, count, edge => edge.Target),
            edge => !edge.Backward || !loops[edge.Index][merge]);
        feeders[merge] = false;
        return feeders;
    }

    /// <summary>Marks the given nodes and all that lead to them, never walking past a node that is already marked.</summary>
    private static void WalkBack(bool[] marked, IEnumerable<int> from, FlowEdge[][] inbound, Func<FlowEdge, bool> allowed)
    {
        var stack = new Stack<int>();
        foreach (var node in from)
            Mark(node);
        while (stack.TryPop(out var node))
            foreach (var edge in inbound[node])
                if (allowed(edge))
                    Mark(edge.Source);

        void Mark(int node)
        {
            if (marked[node])
                return;
            marked[node] = true;
            stack.Push(node);
        }
    }

    private static bool[][] Closure(IEnumerable<FlowEdge> edges, int count)
    {
        var outbound = Group(edges, count, edge => edge.Source);
        var closure = new bool[count][];
        for (var from = 0; from < count; from++)
        {
            var seen = closure[from] = new bool[count];
            seen[from] = true;
            var stack = new Stack<int>([from]);
            while (stack.TryPop(out var node))
                foreach (var edge in outbound[node])
                    if (!seen[edge.Target])
                    {
                        seen[edge.Target] = true;
                        stack.Push(edge.Target);
                    }
        }

        return closure;
    }

    private static FlowEdge[][] Group(IEnumerable<FlowEdge> edges, int count, Func<FlowEdge, int> key)
    {
        var lists = new List<FlowEdge>[count];
        for (var node = 0; node < count; node++)
            lists[node] = [];
        foreach (var edge in edges)
            lists[key(edge)].Add(edge);
        return Array.ConvertAll(lists, list => list.ToArray());
    }
}
