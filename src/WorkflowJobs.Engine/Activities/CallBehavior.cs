using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities;

/// <summary>
/// An activity that the host performs (design, invariants 2 and 8): it asks a call; it completes, waits and asks the same
/// again, or fails, as the host answers.
/// </summary>
internal class CallBehavior : ActivityBehavior
{
    public static readonly CallBehavior Instance = new();

    public override void Start(Burst burst, Frame frame) => burst.Ask(frame, CallName(burst, frame), Arguments(burst, frame));

    public override void Resume(Burst burst, Frame frame, Bookmark bookmark, JsonNode? payload) =>
        burst.Ask(frame, CallName(burst, frame), bookmark.Payload ?? [], WokenBy(bookmark, payload, burst.Now));

    public override void Answered(Burst burst, Frame frame, JsonObject arguments, CallAnswer answer)
    {
        switch (answer)
        {
            case CallAnswer.Done done:
                Finished(burst, frame, done.Outcome, done.Result?.DeepClone());
                break;
            case CallAnswer.Wait wait:
                burst.Open(frame, BookmarkKinds.Wait, wait.Key, wait.Until, arguments);
                break;
            case CallAnswer.Fault fault:
                throw new ActivityFault(fault.Message);
            default:
                throw new InvalidOperationException("An answer of a kind that does not exist.");
        }
    }

    protected virtual string CallName(Burst burst, Frame frame) => burst.Node(frame).Type;

    protected virtual JsonObject Arguments(Burst burst, Frame frame) => burst.AllInputs(frame);

    protected virtual void Finished(Burst burst, Frame frame, string outcome, JsonNode? result)
    {
        burst.SetOutput(frame, "Result", result);
        burst.Complete(frame, [outcome]);
    }

    /// <summary>The payload that woke the activity, with <c>key</c> or <c>timer: true</c> beside it.</summary>
    private static JsonObject WokenBy(Bookmark bookmark, JsonNode? payload, DateTimeOffset now)
    {
        var resumed = payload as JsonObject ?? (payload is null ? [] : new JsonObject { ["payload"] = payload });
        if (resumed["timer"]?.GetValueKind() == JsonValueKind.True || resumed.ContainsKey("key"))
            return resumed;
        if (bookmark.Key is null || (payload is null && bookmark.DueAt <= now))
            resumed["timer"] = true;
        else
            resumed["key"] = bookmark.Key;
        return resumed;
    }
}
