using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities;

/// <summary>What an activity type does. Without state of its own: everything it remembers is in its frame.</summary>
internal abstract class ActivityBehavior
{
    /// <summary>Whether <c>Break</c> inside ends it.</summary>
    public virtual bool IsLoop => false;

    public abstract void Start(Burst burst, Frame frame);

    /// <summary>A direct child completed; the container starts what comes next or completes.</summary>
    public virtual void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes) =>
        throw new InvalidOperationException($"{burst.Node(frame).Type} has no children.");

    /// <summary>One of the activity's bookmarks was resumed.</summary>
    public virtual void Resume(Burst burst, Frame frame, Bookmark bookmark, JsonNode? payload) =>
        throw new InvalidOperationException($"{burst.Node(frame).Type} opens no bookmark.");

    /// <summary>The host answered the activity's call.</summary>
    public virtual void Answered(Burst burst, Frame frame, JsonObject arguments, CallAnswer answer) =>
        throw new InvalidOperationException($"{burst.Node(frame).Type} asks no call.");
}

/// <summary>An activity that does one thing and is done.</summary>
internal sealed class SimpleBehavior(Action<Burst, Frame> action) : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame)
    {
        action(burst, frame);
        burst.Complete(frame);
    }
}

/// <summary>An activity that does one thing and is done with outcomes of its own.</summary>
internal sealed class DecidingBehavior(Func<Burst, Frame, IReadOnlyList<string>> decide) : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame) => burst.Complete(frame, decide(burst, frame));
}

/// <summary>A type that neither the engine nor the host's catalog knows; publishing refuses it.</summary>
internal sealed class UnknownBehavior : ActivityBehavior
{
    public static readonly UnknownBehavior Instance = new();

    public override void Start(Burst burst, Frame frame) =>
        throw new ActivityFault($"Activity type '{burst.Node(frame).Type}' is unknown.");
}
