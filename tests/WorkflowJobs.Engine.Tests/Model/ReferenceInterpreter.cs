namespace WorkflowJobs.Engine.Tests.Model;

/// <summary>
/// SEMANTICS rules 1–7 and 9 as naively as they can be written: nothing is prepared, every question is answered by walking
/// the connections. Written from the text, to be compared with the engine; slow on purpose.
/// </summary>
internal sealed class ReferenceInterpreter
{
    /// <summary>A loop without a wait: not followed to the engine's budget, which has a test of its own.</summary>
    public const string Endless = "Endless";

    private const int MostStarts = 300;

    private readonly bool goesOn;
    private readonly List<Run> runs = [];
    private readonly List<(ModelNode Node, Run Parent)> queue = [];
    private int counter;
    private int starts;

    public ReferenceInterpreter(ModelFlow root, bool goesOn)
    {
        this.goesOn = goesOn;
        var workflow = Begin(new ModelNode("Workflow1", ModelKind.Nested, "", ["Done"]) { Inner = root }, null);
        queue.Add((new ModelNode(root.Id, ModelKind.Nested, "Elsa.Flowchart", ["Done"]) { Inner = root }, workflow));
        Work();
    }

    public string Status { get; private set; } = "Running";

    public List<string> Journal { get; } = [];

    public IEnumerable<string> Open => Status == "Running" ? runs.Where(run => run.Waits).Select(run => run.Node.Id) : [];

    public IEnumerable<string> Failed => runs.Where(run => run.Failed).Select(run => run.Node.Id);

    /// <summary>Somebody acted, an event came, a time came: the oldest waiting run of the activity goes on.</summary>
    public void Resume(string id, string outcome)
    {
        var run = runs.First(run => run.Waits && run.Node.Id == id);
        run.Waits = false;
        Journal.Add($"{id}:Resumed");
        Complete(run, [outcome]);
        Work();
    }

    public void Cancel()
    {
        CancelTree(runs.First(run => run.Parent is null));
        Status = "Cancelled";
    }

    public void Retry(string id)
    {
        var run = runs.First(run => run.Failed && run.Node.Id == id);
        runs.Remove(run);
        queue.Add((run.Node, run.Parent!));
        Work();
    }

    public void Skip(string id, string outcome)
    {
        var run = runs.First(run => run.Failed && run.Node.Id == id);
        runs.Remove(run);
        Journal.Add($"{id}:Skipped");
        Follow(run, [outcome]);
        Work();
    }

    private sealed class Run(int number, ModelNode node, Run? parent)
    {
        public int Number => number;
        public ModelNode Node => node;
        public Run? Parent => parent;
        public bool Waits { get; set; }
        public bool Failed { get; set; }
        public ModelNode? Start { get; set; }
        public Dictionary<ModelLink, bool> States { get; } = new(ReferenceEqualityComparer.Instance);
        public HashSet<ModelNode> Ignoring { get; } = [];
        public List<ModelNode> Coming { get; } = [];

        private List<ModelLink>? links;

        /// <summary>Connections whose source can be reached from where this flowchart started (rule 3).</summary>
        public List<ModelLink> Links => links ??= [.. Node.Inner!.Links.Where(link => Walk([Start!], Node.Inner.Links, _ => true).Contains(link.Source))];

        private HashSet<ModelLink>? backward;

        public HashSet<ModelLink> Backward => backward ??= FindBackward();

        public List<ModelLink> Into(ModelNode target) => [.. Links.Where(link => link.Target == target && !Backward.Contains(link))];

        public bool LiesAhead(ModelNode from, ModelNode of) => Walk([from], Links, link => !Backward.Contains(link)).Contains(of);

        /// <summary>Breadth first, in list order: what would close a cycle with the accepted ones (rule 5).</summary>
        private HashSet<ModelLink> FindBackward()
        {
            var accepted = new List<ModelLink>();
            var found = new HashSet<ModelLink>(ReferenceEqualityComparer.Instance);
            var order = new List<ModelNode> { Start! };
            for (var at = 0; at < order.Count; at++)
                foreach (var link in Links.Where(link => link.Source == order[at]))
                    if (Walk([link.Target], accepted, _ => true).Contains(link.Source))
                        found.Add(link);
                    else
                    {
                        accepted.Add(link);
                        if (!order.Contains(link.Target))
                            order.Add(link.Target);
                    }

            return found;
        }
    }

    private static HashSet<ModelNode> Walk(IEnumerable<ModelNode> from, IEnumerable<ModelLink> over, Func<ModelLink, bool> allowed)
    {
        var seen = new HashSet<ModelNode>(from);
        while (over.FirstOrDefault(link => seen.Contains(link.Source) && !seen.Contains(link.Target) && allowed(link)) is { } next)
            seen.Add(next.Target);
        return seen;
    }

    private void Work()
    {
        while (Status == "Running" && queue.Count > 0)
        {
            var (node, parent) = queue[0];
            queue.RemoveAt(0);
            Execute(Begin(node, parent));
            if (starts > MostStarts)
                Status = Endless;
        }

        starts = 0;
    }

    private Run Begin(ModelNode node, Run? parent)
    {
        var run = new Run(++counter, node, parent);
        runs.Add(run);
        starts++;
        Journal.Add($"{node.Id}:Started");
        return run;
    }

    private void Execute(Run run)
    {
        switch (run.Node.Kind)
        {
            case ModelKind.Automatic or ModelKind.Join:
                Complete(run, run.Node.Outcomes);
                break;
            case ModelKind.Task or ModelKind.Event or ModelKind.Timer:
                run.Waits = true;
                Journal.Add($"{run.Node.Id}:Suspended");
                break;
            case ModelKind.Fault:
                Fail(run);
                break;
            case ModelKind.Finish:
                End(run);
                Status = "Finished";
                break;
            case ModelKind.End:
                End(run);
                CancelInside(run.Parent!);
                Complete(run.Parent!, run.Node.Outcomes);
                break;
            case ModelKind.Nested when StartOf(run.Node.Inner!) is { } start:
                run.Start = start;
                queue.Add((start, run));
                break;
            default:
                Complete(run, ["Done"]);
                break;
        }
    }

    /// <summary>Rule 2.</summary>
    private static ModelNode? StartOf(ModelFlow flow) =>
        flow.Nodes.FirstOrDefault(node => node.Type == "Elsa.Start")
        ?? flow.Nodes.FirstOrDefault(node => node.MayStart)
        ?? flow.Nodes.FirstOrDefault(node => flow.Links.All(link => link.Target != node))
        ?? flow.Nodes.FirstOrDefault();

    private void End(Run run)
    {
        runs.Remove(run);
        Journal.Add($"{run.Node.Id}:Completed");
    }

    private void Complete(Run run, string[] outcomes)
    {
        End(run);
        Follow(run, outcomes);
    }

    private void Follow(Run run, string[] outcomes)
    {
        if (run.Parent is null)
            Status = "Finished";
        else if (run.Parent.Parent is null)
            Complete(run.Parent, outcomes);
        else
            Completed(run.Parent, run, outcomes);
    }

    private void Fail(Run run)
    {
        run.Failed = true;
        if (!runs.Contains(run))
            runs.Insert(runs.Count(other => other.Number < run.Number), run);
        Journal.Add($"{run.Node.Id}:Faulted");
        if (!goesOn)
            Status = "Faulted";
    }

    private void CancelTree(Run run)
    {
        CancelInside(run);
        runs.Remove(run);
        Journal.Add($"{run.Node.Id}:Canceled");
    }

    private void CancelInside(Run run)
    {
        foreach (var child in runs.Where(child => child.Parent == run).ToList())
            CancelTree(child);
        queue.RemoveAll(start => start.Parent == run);
    }

    // From here on rules 3 to 6.
    private void Completed(Run flow, Run run, string[] outcomes)
    {
        var links = flow.Links.Where(link => link.Source == run.Node).ToList();
        var taken = links.Where(link => outcomes.Contains(link.Port)).ToHashSet();
        if (taken.Any(link => flow.Backward.Contains(link) && !IsValid(flow, link)))
        {
            Fail(run);
            return;
        }

        foreach (var link in taken.Where(flow.Backward.Contains))
            Forget(flow, link.Target);
        flow.Coming.AddRange(links.Where(taken.Contains).Select(link => link.Target));
        foreach (var link in links)
        {
            if (taken.Contains(link))
                flow.Coming.Remove(link.Target);
            Handle(flow, link, taken.Contains(link));
        }

        LookAtAll(flow);
        if (!runs.Exists(other => other.Parent == flow) && !queue.Exists(start => start.Parent == flow))
            Complete(flow, ["Done"]);
    }

    /// <summary>Every forward path to its source goes through its target.</summary>
    private static bool IsValid(Run flow, ModelLink back) =>
        back.Target == flow.Start
        || !Walk([flow.Start!], flow.Links, link => !flow.Backward.Contains(link) && link.Target != back.Target).Contains(back.Source);

    private static void Forget(Run flow, ModelNode target)
    {
        foreach (var link in flow.Links.Where(link => flow.LiesAhead(target, link.Source)))
            flow.States.Remove(link);
        flow.Ignoring.RemoveWhere(join => flow.LiesAhead(target, join));
    }

    private void Handle(Run flow, ModelLink link, bool followed)
    {
        var target = link.Target;
        if (flow.Backward.Contains(link))
        {
            if (followed && !IsQueued(flow, target) && !runs.Exists(run => run.Parent == flow && run.Node == target && !run.Failed))
                queue.Add((target, flow));
        }
        else if (IsAny(target))
        {
            if (flow.Ignoring.Contains(target))
                return;
            flow.States[link] = followed;
            Look(flow, target);
        }
        else if (flow.Into(target).Count == 1)
        {
            if (followed)
                queue.Add((target, flow));
            else
                Dead(flow, target);
        }
        else if (followed || !IsQueued(flow, target))
        {
            // What comes beside a merge that is queued already was consumed with it (77).
            flow.States[link] = followed;
            Look(flow, target);
        }
    }

    private void Dead(Run flow, ModelNode node)
    {
        foreach (var link in flow.Links.Where(link => link.Source == node).ToList())
            Handle(flow, link, followed: false);
    }

    private void LookAtAll(Run flow)
    {
        while (flow.Node.Inner!.Nodes.Any(node => IsMerge(flow, node) && Look(flow, node)))
        {
        }
    }

    private bool Look(Run flow, ModelNode merge)
    {
        if (flow.Ignoring.Contains(merge))
            return !IsQueued(flow, merge) && IsSettled(flow, merge) && flow.Ignoring.Remove(merge);
        var inbound = flow.Into(merge);
        var known = inbound.Where(flow.States.ContainsKey).ToList();
        var followed = known.Count(link => flow.States[link]);
        if (known.Count == 0 || !((IsAny(merge) && followed > 0) || IsSettled(flow, merge)))
            return false;
        known.ForEach(link => flow.States.Remove(link));
        if (merge is { Kind: ModelKind.Join, Detail: "WaitAll" } ? followed < inbound.Count : followed == 0)
            Dead(flow, merge);
        else if (IsAny(merge))
            FirstArrival(flow, merge);
        else
            queue.Add((merge, flow));
        return true;
    }

    private void FirstArrival(Run flow, ModelNode join)
    {
        flow.Ignoring.Add(join);
        queue.Add((join, flow));
        var rivals = runs.Where(run => run.Parent == flow && !run.Failed && run.Node != join && flow.LiesAhead(run.Node, join)).ToList();
        rivals.ForEach(CancelTree);
        rivals.ForEach(rival => Dead(flow, rival.Node));
    }

    /// <summary>Nothing live can still reach any of its inbound sources in this pass.</summary>
    private bool IsSettled(Run flow, ModelNode merge)
    {
        if (flow.Coming.Contains(merge))
            return false;
        var live = runs.Where(run => run.Parent == flow).Select(run => run.Node)
            .Concat(queue.Where(start => start.Parent == flow).Select(start => start.Node))
            .Concat(flow.Coming)
            .Concat(flow.Node.Inner!.Nodes.Where(other => IsMerge(flow, other) && flow.Into(other).Any(link => flow.States.GetValueOrDefault(link))))
            .Where(node => node != merge);
        var reached = Walk(live, flow.Links, link => link.Source != merge && link.Target != merge && !(flow.Backward.Contains(link) && Loop(flow, link).Contains(merge)));
        return !flow.Into(merge).Exists(link => reached.Contains(link.Source));
    }

    /// <summary>The natural loop: the target, and what reaches the source without passing the target.</summary>
    private static HashSet<ModelNode> Loop(Run flow, ModelLink back) =>
        [back.Target, .. flow.Node.Inner!.Nodes.Where(node =>
            node != back.Target && Walk([node], flow.Links, link => link.Target != back.Target).Contains(back.Source))];

    private static bool IsMerge(Run flow, ModelNode node) => flow.Into(node).Count is var ways && (ways > 1 || (ways > 0 && IsAny(node)));

    private static bool IsAny(ModelNode node) => node is { Kind: ModelKind.Join, Detail: "" or "WaitAny" };

    private bool IsQueued(Run flow, ModelNode node) => queue.Exists(start => start.Parent == flow && start.Node == node);
}
