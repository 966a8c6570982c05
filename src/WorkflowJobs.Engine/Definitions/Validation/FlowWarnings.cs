using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Definitions.Validation;

/// <summary>The five surprises that SEMANTICS lists under "What publishing warns about".</summary>
internal static class FlowWarnings
{
    public static IEnumerable<DefinitionProblem> Check(FlowView flow) =>
        [.. SharedEnds(flow), .. OnwardAndBack(flow), .. LosersThatOpen(flow), .. JoinsNeverFed(flow), .. SiblingsInLoops(flow)];

    /// <summary>An End or Complete that a choice and a sibling branch both lead into waits for the sibling.</summary>
    private static IEnumerable<DefinitionProblem> SharedEnds(FlowView flow)
    {
        var pairs = flow.SideBySide().ToList();
        foreach (var node in flow.Graph.MergeNodes.Where(node => flow.Nodes[node].Type is "Elsa.End" or "Elsa.Complete"))
        {
            var sources = flow.Graph.Inbound[node].Select(edge => edge.Source).Distinct().ToList();
            if (pairs.Exists(pair => sources.Exists(one => flow.Chooses[one] && sources.Exists(other => other != one && Apart(flow, pair, one, other)))))
                yield return Warn("END_SHARED", $"{flow.Nodes[node].JsonPath}",
                    $"“{flow.Graph.Ids[node]}”由否决和正常路径共用，会等仍未办完的并行任务。请给否决单独的结束。",
                    $"\"{flow.Graph.Ids[node]}\" is shared by a rejection and the happy path, so it waits for open siblings. Give the rejection its own.");
        }
    }

    private static IEnumerable<DefinitionProblem> OnwardAndBack(FlowView flow) =>
        from edges in flow.Graph.Outbound
        from back in edges
        where back.Backward && Array.Exists(edges, other => !other.Backward && other.Port == back.Port)
        select Warn("OUTCOME_ONWARD_AND_BACK", flow.PathOf(back),
            $"“{flow.Graph.Ids[back.Source]}”的同一个结果“{back.Port}”既向前又退回。",
            $"The outcome \"{back.Port}\" of \"{flow.Graph.Ids[back.Source]}\" leads both onward and back.");

    /// <summary>When one branch reaches a WaitAny without waiting, a task queued on another still opens after the join.</summary>
    private static IEnumerable<DefinitionProblem> LosersThatOpen(FlowView flow)
    {
        foreach (var join in flow.Graph.MergeNodes.Where(node => flow.Graph.Merges[node] == MergeKind.WaitAny))
            if (flow.SideBySide().Any(pair => Loses(flow, join, pair.Left, pair.Right) || Loses(flow, join, pair.Right, pair.Left)))
                yield return Warn("WAIT_ANY_LOSER_OPENS", flow.Nodes[join].JsonPath,
                    $"“{flow.Graph.Ids[join]}”（任一先到）的一条分支不经等待就到达，另一条分支的任务仍会打开。请让每条分支先等待。",
                    $"One branch reaches \"{flow.Graph.Ids[join]}\" (WaitAny) without waiting, so a task of another still opens. Let every branch wait first.");
    }

    private static bool Loses(FlowView flow, int join, int winner, int loser) =>
        ReachesWithoutWaiting(flow, winner, join)
        && Enumerable.Range(0, flow.Nodes.Length).Any(node => flow.Waits[node] && flow.Graph.Ahead[loser][node] && flow.Graph.Ahead[node][join]);

    /// <summary>A WaitAll join is skipped, and all after it, when one way into it is not taken.</summary>
    private static IEnumerable<DefinitionProblem> JoinsNeverFed(FlowView flow)
    {
        foreach (var join in flow.Graph.MergeNodes.Where(node => flow.Graph.Merges[node] == MergeKind.WaitAll))
        {
            var sources = flow.Graph.Inbound[join].Select(edge => edge.Source).Distinct().ToList();
            bool Common(int node) => sources.TrueForAll(source => source == node ? sources.Count == 1 : flow.Graph.Ahead[node][source]);
            var choice = Enumerable.Range(0, flow.Nodes.Length).FirstOrDefault(
                node => flow.Chooses[node] && node != join && flow.Graph.Ahead[node][join] && !Common(node), -1);
            if (choice >= 0)
                yield return Warn("WAIT_ALL_MAY_STARVE", flow.Nodes[join].JsonPath,
                    $"“{flow.Graph.Ids[join]}”（等全部）的一条分支由“{flow.Graph.Ids[choice]}”决定，可能不会走到；那时其后的活动全部跳过。",
                    $"A branch into \"{flow.Graph.Ids[join]}\" (WaitAll) depends on \"{flow.Graph.Ids[choice]}\" and may never be taken; then everything after the join is dropped.");
        }
    }

    /// <summary>A loop is begun again while a sibling inside it is still open.</summary>
    private static IEnumerable<DefinitionProblem> SiblingsInLoops(FlowView flow)
    {
        var pairs = flow.SideBySide().ToList();
        foreach (var back in flow.Edges.Where(edge => edge.Backward))
        {
            var inLoop = pairs.Where(pair => flow.Graph.Ahead[back.Target][pair.Fork] && flow.Graph.Ahead[pair.Fork][back.Source]);
            var open = inLoop.SelectMany(pair => OpenBeside(flow, pair, back.Source)).Select(node => (int?)node).FirstOrDefault();
            if (open is { } sibling)
                yield return Warn("LOOP_WITH_OPEN_SIBLING", flow.PathOf(back),
                    $"从“{flow.Graph.Ids[back.Source]}”退回时，并行的“{flow.Graph.Ids[sibling]}”可能仍未办完，会继续留着。",
                    $"When \"{flow.Graph.Ids[back.Source]}\" leads back, its sibling \"{flow.Graph.Ids[sibling]}\" may still be open and stays so.");
        }
    }

    private static IEnumerable<int> OpenBeside(FlowView flow, (int Fork, int Left, int Right) pair, int source) =>
        from node in Enumerable.Range(0, flow.Nodes.Length)
        where flow.Waits[node] && node != source && Apart(flow, pair, source, node)
            && !flow.Graph.MergeNodes.Any(merge => flow.Graph.Ahead[node][merge] && flow.Graph.Ahead[merge][source])
            && !flow.Graph.Ahead[node][source]
        select node;

    /// <summary>Each is ahead of one branch alone: what lies ahead of both comes after their merge.</summary>
    private static bool Apart(FlowView flow, (int Fork, int Left, int Right) pair, int one, int other) =>
        (Alone(flow, pair.Left, pair.Right, one) && Alone(flow, pair.Right, pair.Left, other))
        || (Alone(flow, pair.Right, pair.Left, one) && Alone(flow, pair.Left, pair.Right, other));

    private static bool Alone(FlowView flow, int branch, int sibling, int node) =>
        flow.Graph.Ahead[branch][node] && !flow.Graph.Ahead[sibling][node];

    private static bool ReachesWithoutWaiting(FlowView flow, int from, int join)
    {
        var seen = new HashSet<int> { from };
        var stack = new Stack<int>([from]);
        while (stack.TryPop(out var node))
        {
            if (node == join)
                return true;
            if (flow.Waits[node])
                continue;
            foreach (var edge in flow.Graph.Outbound[node])
                if (!edge.Backward && seen.Add(edge.Target))
                    stack.Push(edge.Target);
        }

        return false;
    }

    private static DefinitionProblem Warn(string code, string path, string zh, string en) => new(code, ProblemSeverity.Warning, path, zh, en);
}
