using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Execution;

// Bookmarks and calls.
internal sealed partial class Burst
{
    /// <summary>Opens a bookmark; the activity is journalled as suspended.</summary>
    public void Open(Frame frame, string kind, string? key = null, DateTimeOffset? dueAt = null, JsonObject? payload = null)
    {
        var number = NextNumber();
        var bookmark = new Bookmark(
            State.Id(number), frame.ActivityId, State.Id(frame.Number), kind, key, dueAt is { } due ? Milliseconds(due) : null, payload, number);
        State.OpenBookmarks.Add(bookmark);
        opened.Add(bookmark);
        Journal(frame, "Suspended");
    }

    /// <summary>Burns the bookmark and lets its activity go on.</summary>
    public void Resume(Bookmark bookmark, JsonNode? payload)
    {
        var frame = Find(State.Number(bookmark.ExecutionId)) ?? throw new InvalidOperationException("A bookmark without its activity.");
        Close(bookmark, "Resumed");
        Journal(frame, "Resumed");
        if (Node(frame).IsHumanTask)
        {
            State.BurstCause = frame.Number;
            MarkActed(frame.Cause);
        }
        else
            State.BurstCause = frame.Cause;

        Guard(frame, behavior => behavior.Resume(this, frame, bookmark, payload));
    }

    /// <summary>Whether a trigger hit this activity: then it does not block. A trigger is used once.</summary>
    public bool TakeTrigger(Frame frame, out JsonNode? payload)
    {
        payload = State.TriggerPayload;
        if (State.TriggerActivityId != frame.ActivityId)
            return false;
        State.TriggerActivityId = null;
        State.TriggerPayload = null;
        return true;
    }

    /// <summary>Asks the host; the burst stops until the answer comes.</summary>
    public void Ask(Frame frame, string name, JsonObject arguments, JsonNode? resumed = null)
    {
        var number = NextNumber();
        State.Call = new PendingCall(number, frame.Number, arguments);
        call = new Call(
            State.Id(number), name, (JsonObject)arguments.DeepClone(), frame.ActivityId, State.Id(frame.Number), resumed?.DeepClone());
    }

    /// <summary>Gives the host's answer to the activity that asked.</summary>
    public void Answer(PendingCall pending, CallAnswer answer)
    {
        State.Call = null;
        var frame = Find(pending.Frame) ?? throw new InvalidOperationException("A call without its activity.");
        Guard(frame, behavior => behavior.Answered(this, frame, pending.Arguments, answer));
    }

    /// <summary>State keeps whole milliseconds in UTC, so that a state read back equals the one written.</summary>
    public static DateTimeOffset Milliseconds(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    public void Close(Bookmark bookmark, string reason)
    {
        State.OpenBookmarks.Remove(bookmark);
        closed.Add(new ClosedBookmark(bookmark.Id, reason));
    }

    private void CloseBookmarks(Frame frame, string reason)
    {
        var id = State.Id(frame.Number);
        foreach (var bookmark in State.OpenBookmarks.FindAll(bookmark => bookmark.ExecutionId == id))
            Close(bookmark, reason);
    }

    /// <summary>Somebody acted on a task which that completion opened: it can no longer be recalled.</summary>
    public void MarkActed(long cause)
    {
        if (cause == 0)
            return;
        foreach (var flow in State.Frames.Select(frame => frame.Flow).OfType<FlowState>())
            foreach (var (activity, task) in flow.Tasks.Where(entry => entry.Value.Number == cause).ToList())
                flow.Tasks[activity] = task with { Acted = true };
    }
}
