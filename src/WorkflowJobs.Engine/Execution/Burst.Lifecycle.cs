namespace WorkflowJobs.Engine.Execution;

// How an activity starts, completes, is cancelled and fails.
internal sealed partial class Burst
{
    public static readonly IReadOnlyList<string> Done = ["Done"];

    private void StartFrame(NodePlan node, QueuedStart start)
    {
        var frame = new Frame
        {
            Number = NextNumber(),
            ActivityId = node.Id,
            Parent = start.Parent,
            StartedAt = Now.ToUnixTimeMilliseconds(),
            Cause = State.BurstCause,
            Locals = start.Locals,
        };
        State.Frames.Add(frame);
        Journal(frame, "Started");
        Record(frame, "Running");
        if (++State.BurstStarts > MaxStarts)
        {
            Fail(frame, $"More than {MaxStarts} activities started in one burst: a loop without a wait?");
            return;
        }

        Guard(frame, behavior =>
        {
            DeclareVariables(frame, node);
            behavior.Start(this, frame);
        });
    }

    /// <summary>The activity is done; its container goes on.</summary>
    public void Complete(Frame frame, IReadOnlyList<string>? outcomes = null)
    {
        outcomes ??= Done;
        CompleteAlone(frame, outcomes);
        Follow(frame, outcomes);
    }

    /// <summary>An administrator lets a failed activity count as completed.</summary>
    public void CompleteSkipped(Frame frame, IReadOnlyList<string> outcomes)
    {
        Journal(frame, "Skipped", outcomes);
        Record(frame, "Completed", outcomes);
        Follow(frame, outcomes);
    }

    private void Follow(Frame frame, IReadOnlyList<string> outcomes)
    {
        if (frame.Parent == 0)
        {
            State.Outcomes = outcomes;
            FinishWorkflow(WorkflowSubStatus.Finished);
            return;
        }

        var parent = Parent(frame);
        Guard(parent, behavior => behavior.ChildCompleted(this, parent, frame, outcomes));
    }

    /// <summary>The activity is done, and its container is not asked what comes next.</summary>
    public void CompleteAlone(Frame frame, IReadOnlyList<string>? outcomes = null)
    {
        outcomes ??= Done;
        Remove(frame, "Cancelled");
        Journal(frame, "Completed", outcomes);
        Record(frame, "Completed", outcomes);
    }

    /// <summary>A human task gave its work back (rule 12): it ends, and nothing follows from it.</summary>
    public void CompleteReturned(Frame frame)
    {
        Remove(frame, "Returned");
        Journal(frame, "Returned");
        Record(frame, "Completed");
    }

    /// <summary>Cancels what is open inside, innermost first, drops what is queued, and completes.</summary>
    public void CompleteContainer(Frame container, IReadOnlyList<string> outcomes, bool tellParent = true)
    {
        CancelChildren(container);
        if (tellParent)
            Complete(container, outcomes);
        else
            CompleteAlone(container, outcomes);
    }

    /// <summary>Cancels the frame and all inside it, innermost first; what is queued inside never starts.</summary>
    public void Cancel(Frame frame)
    {
        CancelChildren(frame);
        Remove(frame, "Cancelled");
        Journal(frame, "Canceled");
        Record(frame, "Canceled");
        ResolveIncidents(frame, "Cancelled");
    }

    public void CancelChildren(Frame frame)
    {
        foreach (var child in Children(frame).ToList())
            Cancel(child);
        State.Queue.RemoveAll(start => start.Parent == frame.Number);
    }

    /// <summary>An incident. Under the fault strategy the workflow is over; otherwise the other branches go on.</summary>
    public void Fail(Frame frame, string message, IReadOnlyList<string>? outcomes = null)
    {
        frame.Failed = true;
        frame.Outcomes = outcomes ?? [];
        CloseBookmarks(frame, "Cancelled");
        if (Find(frame.Number) is null)
            State.Frames.Insert(State.Frames.FindIndex(other => other.Number > frame.Number) is var at and >= 0 ? at : State.Frames.Count, frame);
        Journal(frame, "Faulted");
        Record(frame, "Faulted", outcomes);
        var node = Node(frame);
        var incident = new Incident(node.Id, State.Id(frame.Number), node.Type, message, Now);
        incidents.Add(incident);
        State.AllIncidents.Add(incident);
        if (Plan.Definition.IncidentStrategy == Definitions.IncidentStrategy.Fault)
            FinishWorkflow(WorkflowSubStatus.Faulted);
    }

    /// <summary>The workflow is over at once: nothing queued starts, no bookmark stays. A fault keeps what it stopped.</summary>
    public void FinishWorkflow(WorkflowSubStatus how)
    {
        State.Status = WorkflowStatus.Finished;
        State.SubStatus = how;
        if (how == WorkflowSubStatus.Faulted)
            State.StoppedBookmarks = [.. State.OpenBookmarks];
        else
            State.Queue.Clear();
        foreach (var bookmark in State.OpenBookmarks)
            closed.Add(new ClosedBookmark(bookmark.Id, "Cancelled"));
        State.OpenBookmarks.Clear();
    }

    /// <summary>Goes on where a fault stopped the workflow: what waited beside the failed activity waits again.</summary>
    public void Revive()
    {
        State.Status = WorkflowStatus.Running;
        State.SubStatus = WorkflowSubStatus.Executing;
        var stopped = State.StoppedBookmarks;
        State.StoppedBookmarks = [];
        foreach (var mark in stopped)
            if (Find(State.Number(mark.ExecutionId)) is { } frame)
                Open(frame, mark.Kind, mark.Key, mark.DueAt, mark.Payload);
    }

    /// <summary>Ends the instance from outside: every open activity is journalled, innermost first.</summary>
    public void CancelWorkflow()
    {
        foreach (var root in State.Frames.Where(frame => frame.Parent == 0).ToList())
            Cancel(root);
        FinishWorkflow(WorkflowSubStatus.Cancelled);
    }

    public void ResolveIncidents(Frame frame, string resolution)
    {
        var id = State.Id(frame.Number);
        for (var index = 0; index < State.AllIncidents.Count; index++)
            if (State.AllIncidents[index] is { Resolution: null } incident && incident.ExecutionId == id)
                State.AllIncidents[index] = incident with { Resolution = resolution };
    }

    private void Remove(Frame frame, string bookmarksClosedAs)
    {
        CloseBookmarks(frame, bookmarksClosedAs);
        State.Frames.Remove(frame);
    }
}
