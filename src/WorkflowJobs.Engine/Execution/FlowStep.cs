namespace WorkflowJobs.Engine.Execution;

/// <summary>
/// What one completion (or cancellation, return, recall) does to its flowchart: SEMANTICS rules 3, 5 and 6. Lives for that
/// one step; what must be remembered is in <see cref="FlowState"/>.
/// </summary>
internal sealed class FlowStep
{
    private readonly Burst burst;
    private readonly Frame flow;
    private readonly FlowGraph graph;
    private readonly FlowState state;

    /// <summary>Targets of followed connections of the activity just completed that are not yet handled.</summary>
    private readonly List<int> coming = [];

    public FlowStep(Burst burst, Frame flow)
    {
        this.burst = burst;
        this.flow = flow;
        state = flow.Flow!;
        graph = burst.Plan.Graph(burst.Node(flow), state.StartId);
    }

    public FlowGraph Graph => graph;

    /// <summary>The connection that would jump into the middle of a branch, if one of these outcomes takes such a one.</summary>
    public FlowEdge? InvalidBackward(int node, IReadOnlyList<string> outcomes)
    {
        foreach (var edge in graph.Outbound[node])
            if (edge is { Backward: true, Valid: false } && outcomes.Contains(edge.Port))
                return edge;
        return null;
    }

    /// <summary>Handles all connections of a completed activity, in list order, then looks at the merges.</summary>
    public void Completed(int node, IReadOnlyList<string> outcomes)
    {
        var edges = graph.Outbound[node];
        coming.AddRange(edges.Where(edge => outcomes.Contains(edge.Port)).Select(edge => edge.Target));

        // Forgetting comes before any connection is handled, so that the order of the list does not matter.
        foreach (var edge in edges)
            if (edge.Backward && outcomes.Contains(edge.Port))
                ForgetFrom(edge.Target);

        foreach (var edge in edges)
        {
            var followed = outcomes.Contains(edge.Port);
            if (followed)
                coming.Remove(edge.Target);
            Handle(edge, followed);
        }

        LookAtMerges();
    }

    /// <summary>Starts the activity unless it is open or queued already.</summary>
    public void StartAnew(int node)
    {
        if (!IsOpen(node) && !IsQueued(node))
            Enqueue(node);
    }

    /// <summary>A new pass begins at the node: what came from it, or from behind it, does not count any more.</summary>
    public void ForgetFrom(int node)
    {
        var ahead = graph.Ahead[node];
        for (var source = 0; source < ahead.Length; source++)
        {
            if (!ahead[source])
                continue;
            foreach (var edge in graph.Outbound[source])
                state.States.Remove(edge.Index);
            state.Closed.Remove(graph.Ids[source]);
            state.StraightBacks.Remove(graph.Ids[source]);
            // A completion of the old pass can no longer be recalled: its task will be opened again by the new one.
            if (state.Tasks.TryGetValue(graph.Ids[source], out var task))
                state.Tasks[graph.Ids[source]] = task with { Acted = true };
        }
    }

    /// <summary>Whether something else than the given activity is still on its way to the node in this pass.</summary>
    public bool IsAwaited(int node, Frame except)
    {
        foreach (var child in burst.Children(flow))
            if (child != except && graph.Ahead[graph.Nodes[child.ActivityId]][node])
                return true;
        foreach (var merge in graph.MergeNodes)
            if (graph.Ahead[merge][node] && Count(merge) is not (0, 0))
                return true;
        return false;
    }

    /// <summary>Looks at every merge until nothing changes: one that is skipped may settle an earlier one.</summary>
    public void LookAtMerges()
    {
        bool changed;
        do
        {
            changed = false;
            foreach (var merge in graph.MergeNodes)
                changed |= Look(merge);
        }
        while (changed);
    }

    /// <summary>After a move: what arrived at a merge that is none in this version goes on, and the others are looked at.</summary>
    public void Settle()
    {
        var arrived = graph.Inbound.SelectMany(edges => edges)
            .Where(edge => graph.Merges[edge.Target] is MergeKind.None or MergeKind.WaitAny && state.States.ContainsKey(edge.Index)).ToList();
        foreach (var edge in arrived)
            if (state.States.Remove(edge.Index, out var followed))
                Handle(edge, followed);
        LookAtMerges();
    }

    private void Handle(FlowEdge edge, bool followed)
    {
        if (edge.Backward)
        {
            if (followed)
                StartAnew(edge.Target);
            return;
        }

        var target = edge.Target;
        switch (graph.Merges[target])
        {
            case MergeKind.None when followed:
                Enqueue(target);
                break;
            case MergeKind.None:
                NotFollowedFrom(target);
                break;
            case MergeKind.WaitAny when state.Closed.Contains(graph.Ids[target]):
                break;
            case MergeKind.WaitAny when followed:
                Arrive(target);
                break;
            case var _ when !followed && IsQueued(target):
                // Its inbound states were consumed in this very pass; a dead branch beside it changes nothing.
                break;
            default:
                state.States[edge.Index] = followed;
                Look(target);
                break;
        }
    }

    /// <summary>The first arrival at a WaitAny join: its open rivals are cancelled before it starts.</summary>
    private void Arrive(int join)
    {
        Consume(join);
        state.Closed.Add(graph.Ids[join]);
        Enqueue(join);
        var rivals = burst.Children(flow)
            .Where(child => !child.Failed && graph.Nodes[child.ActivityId] is var node && node != join && graph.Ahead[node][join])
            .ToList();
        foreach (var rival in rivals)
        {
            state.StraightBacks.Remove(rival.ActivityId);
            burst.Cancel(rival);
        }

        RememberRivals(rivals);
        foreach (var rival in rivals)
            NotFollowedFrom(graph.Nodes[rival.ActivityId]);
    }

    private void RememberRivals(List<Frame> rivals)
    {
        if (rivals.Count == 0 || burst.State.BurstCause == 0)
            return;
        foreach (var (activity, task) in state.Tasks.ToList())
            if (task.Number == burst.State.BurstCause)
                state.Tasks[activity] = task with { Rivals = [.. task.Rivals, .. rivals.Select(rival => rival.ActivityId)] };
    }

    private void NotFollowedFrom(int node)
    {
        foreach (var edge in graph.Outbound[node])
            Handle(edge, followed: false);
    }

    /// <summary>Decides a merge if it can be decided; says whether anything changed.</summary>
    private bool Look(int merge)
    {
        if (state.Closed.Contains(graph.Ids[merge]))
            return !IsQueued(merge) && Settled(merge) && state.Closed.Remove(graph.Ids[merge]);
        var (followed, notFollowed) = Count(merge);
        if (followed + notFollowed == 0 || !Settled(merge))
            return false;
        var runs = graph.Merges[merge] == MergeKind.WaitAll ? followed == graph.Inbound[merge].Length : followed > 0;
        Consume(merge);
        if (runs)
            Enqueue(merge);
        else
            NotFollowedFrom(merge);
        return true;
    }

    /// <summary>Nothing live can still reach any inbound source of the merge in this pass.</summary>
    private bool Settled(int merge)
    {
        var feeders = graph.Feeders[merge]!;
        foreach (var target in coming)
            if (target == merge || feeders[target])
                return false;
        foreach (var child in burst.Children(flow))
            if (feeders[graph.Nodes[child.ActivityId]])
                return false;
        foreach (var start in burst.State.Queue)
            if (start.Parent == flow.Number && feeders[graph.Nodes[start.ActivityId]])
                return false;
        foreach (var other in graph.MergeNodes)
            if (other != merge && feeders[other] && Count(other).Followed > 0)
                return false;
        return true;
    }

    private (int Followed, int NotFollowed) Count(int merge)
    {
        var (followed, notFollowed) = (0, 0);
        foreach (var edge in graph.Inbound[merge])
            if (state.States.TryGetValue(edge.Index, out var taken))
                _ = taken ? followed++ : notFollowed++;
        return (followed, notFollowed);
    }

    private void Consume(int merge)
    {
        foreach (var edge in graph.Inbound[merge])
            state.States.Remove(edge.Index);
    }

    private void Enqueue(int node)
    {
        Overtake(node);
        burst.Queue(flow, graph.Ids[node]);
    }

    /// <summary>Earlier completions that somebody else's has now carried on to this node can no longer be recalled.</summary>
    private void Overtake(int node)
    {
        foreach (var (activity, task) in state.Tasks.ToList())
            if (!task.Acted && task.Number != burst.State.BurstCause && graph.Ahead[graph.Nodes[activity]][node])
                state.Tasks[activity] = task with { Acted = true };
    }

    private bool IsOpen(int node) => burst.Children(flow).Any(child => !child.Failed && child.ActivityId == graph.Ids[node]);

    private bool IsQueued(int node) =>
        burst.State.Queue.Exists(start => start.Parent == flow.Number && start.ActivityId == graph.Ids[node]);
}
