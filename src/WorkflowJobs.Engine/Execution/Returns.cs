namespace WorkflowJobs.Engine.Execution;

/// <summary>Return and recall (SEMANTICS rule 12): ours, since the officers' verbs need them.</summary>
internal static class Returns
{
    /// <summary>Gives an open human task back to an earlier completed one of its flowchart.</summary>
    public static bool Return(Burst burst, Stimulus.Return back)
    {
        if (!Targets(burst, back.BookmarkId).Contains(back.TargetActivityId, StringComparer.Ordinal))
            return false;
        var bookmark = burst.State.OpenBookmarks.Find(mark => mark.Id == back.BookmarkId)!;
        var task = burst.Find(burst.State.Number(bookmark.ExecutionId))!;
        var flow = burst.Parent(task);
        burst.State.BurstCause = 0;
        burst.MarkActed(task.Cause);
        burst.CompleteReturned(task);
        Reopen(burst, flow, back.TargetActivityId, back.StraightBack ? task.ActivityId : null, static (_, isAhead) => isAhead);
        return true;
    }

    /// <summary>Takes a completion back while nobody has acted on what it opened.</summary>
    public static bool Recall(Burst burst, string executionId)
    {
        if (FindRecall(burst, executionId) is not var (flow, activityId))
            return false;
        var number = burst.State.Number(executionId);
        burst.State.BurstCause = 0;
        Reopen(burst, flow, activityId, null, (child, _) => child.Cause == number);
        flow.Flow!.Tasks.Remove(activityId);
        return true;
    }

    /// <summary>Where the task of the bookmark can go back to, the latest completed first.</summary>
    public static IReadOnlyList<string> Targets(Burst burst, string bookmarkId)
    {
        var bookmark = burst.State.OpenBookmarks.Find(mark => mark.Id == bookmarkId && mark.Kind == BookmarkKinds.HumanTask);
        if (bookmark is null || burst.Find(burst.State.Number(bookmark.ExecutionId)) is not { } task
            || burst.Parent(task) is not { Flow: { } flow } container)
            return [];
        var step = new FlowStep(burst, container);
        var graph = step.Graph;
        var here = graph.Nodes[task.ActivityId];
        return [.. flow.Tasks
            .Where(entry => entry.Key != task.ActivityId && CanGo(graph.Nodes[entry.Key]))
            .OrderByDescending(entry => entry.Value.CompletedAfter)
            .Select(entry => entry.Key)];

        // A task that comes before this one; or one behind it that led back here, if nothing else is on its way there.
        bool CanGo(int target) =>
            graph.Reaches[target][here]
            && !burst.Children(container).Any(child => child.ActivityId == graph.Ids[target])
            && (graph.Ahead[target][here] || !graph.Ahead[here][target] || !step.IsAwaited(target, except: task));
    }

    /// <summary>
    /// The flowchart and activity of a completion that can be recalled; null when somebody acted on what it opened, when what
    /// lies ahead was opened by a later act of somebody else, or when it is not the activity's latest completion.
    /// </summary>
    public static (Frame Flow, string ActivityId)? FindRecall(Burst burst, string executionId)
    {
        var number = burst.State.Number(executionId);
        foreach (var flow in burst.State.Frames)
            foreach (var (activityId, task) in flow.Flow?.Tasks ?? [])
            {
                if (number == 0 || task.Number != number)
                    continue;
                var graph = new FlowStep(burst, flow).Graph;
                var ahead = graph.Ahead[graph.Nodes[activityId]];
                var overtaken = burst.Children(flow).Any(child =>
                    child.ActivityId == activityId
                    || (ahead[graph.Nodes[child.ActivityId]] && child.Cause != number && child.Number > task.CompletedAfter));
                return task.Acted || overtaken ? null : (flow, activityId);
            }

        return null;
    }

    private static void Reopen(Burst burst, Frame flow, string activityId, string? straightBackTo, Func<Frame, bool, bool> cancels)
    {
        var step = new FlowStep(burst, flow);
        var state = flow.Flow!;
        var node = step.Graph.Nodes[activityId];
        var ahead = step.Graph.Ahead[node];
        var cancelled = burst.Children(flow)
            .Where(child => step.Graph.Nodes[child.ActivityId] is var other && other != node && cancels(child, ahead[other]))
            .ToList();
        foreach (var child in cancelled)
            burst.Cancel(child);

        var rivals = state.Tasks[activityId].Rivals;
        if (straightBackTo is null)
            step.ForgetFrom(node);
        else
        {
            // Going straight back keeps the earlier promises to go straight back: nothing between is done again.
            var promises = state.StraightBacks.ToList();
            var kept = Keep(state, step.Graph, ahead, [straightBackTo, .. cancelled.Select(child => child.ActivityId)], rivals);
            step.ForgetFrom(node);
            foreach (var (other, promise) in promises)
                state.StraightBacks[other] = promise;
            state.StraightBacks[activityId] = kept;
        }

        step.StartAnew(node);
        foreach (var rival in rivals)
            step.StartAnew(step.Graph.Nodes[rival]);
        step.LookAtMerges();
    }

    private static StraightBack Keep(FlowState flow, FlowGraph graph, bool[] ahead, IReadOnlyList<string> activities, IReadOnlyList<string> rivals)
    {
        var states = new SortedDictionary<int, bool>();
        for (var source = 0; source < ahead.Length; source++)
            if (ahead[source])
                foreach (var edge in graph.Outbound[source])
                    if (flow.States.TryGetValue(edge.Index, out var followed))
                        states[edge.Index] = followed;
        return new StraightBack(
            [.. activities.Distinct()], rivals, states, [.. flow.Closed.Where(join => ahead[graph.Nodes[join]])]);
    }
}
