namespace WorkflowJobs.Engine.Definitions.Validation;

/// <summary>What a flowchart may not do: jump back into the middle of a branch, or turn in a circle without ever waiting.</summary>
internal static class FlowRules
{
    public static IEnumerable<DefinitionProblem> Check(FlowView flow)
    {
        foreach (var edge in flow.Edges.Where(edge => edge.Backward && !edge.Valid))
        {
            var (source, target) = (flow.Graph.Ids[edge.Source], flow.Graph.Ids[edge.Target]);
            yield return new DefinitionProblem("BACKWARD_CONNECTION_INVALID", ProblemSeverity.PublishError, flow.PathOf(edge),
                $"连线从“{source}”退回到“{target}”，但到“{source}”的路不都经过“{target}”，运行时会出错。请退回到每条路都经过的活动。",
                $"The connection leads back from \"{source}\" to \"{target}\", but not every way to \"{source}\" passes \"{target}\", so it faults when taken. Lead back to an activity that every way passes.");
        }

        foreach (var edge in flow.Edges.Where(edge => edge.Backward && TurnsWithoutWaiting(flow, edge.Target, edge.Source)))
            yield return new DefinitionProblem("CYCLE_WITHOUT_WAIT", ProblemSeverity.Warning, flow.PathOf(edge),
                $"从“{flow.Graph.Ids[edge.Target]}”到“{flow.Graph.Ids[edge.Source]}”的循环里没有任何等待（人工任务、事件、定时），可能无限循环。",
                $"The loop from \"{flow.Graph.Ids[edge.Target]}\" to \"{flow.Graph.Ids[edge.Source]}\" never waits (human task, event, timer) and may turn for ever.");
    }

    private static bool TurnsWithoutWaiting(FlowView flow, int from, int to)
    {
        if (flow.Waits[from] || flow.Waits[to])
            return false;
        var seen = new HashSet<int> { from };
        var stack = new Stack<int>([from]);
        while (stack.TryPop(out var node))
        {
            if (node == to)
                return true;
            foreach (var edge in flow.Graph.Outbound[node])
                if (!edge.Backward && !flow.Waits[edge.Target] && seen.Add(edge.Target))
                    stack.Push(edge.Target);
        }

        return false;
    }
}
