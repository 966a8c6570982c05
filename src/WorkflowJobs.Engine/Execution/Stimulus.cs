using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Execution;

/// <summary>What makes an instance advance. Serializable, since the journal keeps it for replay.</summary>
public abstract record Stimulus
{
    private Stimulus()
    {
    }

    /// <summary>Starts a new instance, at the triggered activity if one is named.</summary>
    public sealed record Start(JsonObject Input) : Stimulus
    {
        /// <summary>The activity that a trigger hit; it does not block.</summary>
        public string? TriggerActivityId { get; init; }

        /// <summary>What the trigger brought.</summary>
        public JsonNode? TriggerPayload { get; init; }

        /// <summary>Correlation id of the new instance.</summary>
        public string? CorrelationId { get; init; }

        /// <summary>Seed of the instance's random numbers.</summary>
        public long Seed { get; init; }
    }

    /// <summary>
    /// Resumes a bookmark: a human task was completed (payload: outcome, submissionId, actor …), an event came, a timer is due,
    /// a wait key was signalled. A bookmark that is not open does nothing.
    /// </summary>
    public sealed record Resume(string BookmarkId, JsonNode? Payload) : Stimulus;

    /// <summary>The host's answer to the outstanding call.</summary>
    public sealed record Answer(string CallId, CallAnswer Value) : Stimulus;

    /// <summary>Ends the instance as Cancelled.</summary>
    public sealed record Cancel : Stimulus;

    /// <summary>
    /// Rule 12. The open human task of the bookmark is given back to an earlier completed one of the same flowchart.
    /// With <paramref name="StraightBack"/> its completion starts the returning activity again.
    /// </summary>
    public sealed record Return(string BookmarkId, string TargetActivityId, bool StraightBack) : Stimulus;

    /// <summary>Rule 12. The completed human task's activity is opened again; what its completion opened is cancelled.</summary>
    public sealed record Recall(string ExecutionId) : Stimulus;

    /// <summary>Runs a failed activity again. Under the fault strategy the instance runs again too: what waited beside it waits anew.</summary>
    public sealed record Retry(string ExecutionId) : Stimulus;

    /// <summary>Treats a failed activity as completed with the outcome; the instance goes on as with <see cref="Retry"/>.</summary>
    public sealed record Skip(string ExecutionId, string Outcome) : Stimulus;

    /// <summary>The instance left this version for the one that it is pinned to now; see <see cref="WorkflowEngine.Move"/>. Advance does not take it.</summary>
    public sealed record Move(string FromVersionId) : Stimulus;
}

/// <summary>Something only the host can do, asked inside the host's transaction. One is outstanding at a time.</summary>
/// <param name="Id">Id of this asking; the answer names it.</param>
/// <param name="Name">The activity's type name, e.g. <c>WorkflowJobs.TakeQuota</c> or <c>Elsa.ExecuteWorkflow</c>.</param>
/// <param name="Arguments">Evaluated inputs, by their camelCase name.</param>
/// <param name="ActivityId">Who asks.</param>
/// <param name="ExecutionId">The execution that asks; stable over askings again.</param>
/// <param name="Resumed">When the activity asks again after a Wait: the payload that woke it, with <c>key</c> or <c>timer: true</c>.</param>
public sealed record Call(string Id, string Name, JsonObject Arguments, string ActivityId, string ExecutionId, JsonNode? Resumed);

/// <summary>The host's answer to a <see cref="Call"/>.</summary>
public abstract record CallAnswer
{
    private CallAnswer()
    {
    }

    /// <summary>The activity completes with the outcome ("Done" by default); <paramref name="Result"/> goes to its <c>result</c> output.</summary>
    public sealed record Done(string Outcome = "Done", JsonNode? Result = null) : CallAnswer;

    /// <summary>The state is not reached: a bookmark of kind Wait opens with this key, or this time, or both; then the call is asked again.</summary>
    public sealed record Wait(string? Key, DateTimeOffset? Until = null) : CallAnswer;

    /// <summary>The activity faults with an incident.</summary>
    public sealed record Fault(string Message) : CallAnswer;
}

/// <summary>The result of <see cref="WorkflowEngine.Advance"/>.</summary>
public sealed record Transition
{
    /// <summary>The new state. The one given to Advance is left as it was.</summary>
    public required InstanceState State { get; init; }

    /// <summary>The call to answer before anything else; null when the burst is over.</summary>
    public Call? Call { get; init; }

    /// <summary>Bookmarks opened by this step.</summary>
    public IReadOnlyList<Bookmark> Opened { get; init; } = [];

    /// <summary>Bookmarks closed by this step: resumed, cancelled or returned.</summary>
    public IReadOnlyList<ClosedBookmark> Closed { get; init; } = [];

    /// <summary>Journal events of this step, in order.</summary>
    public IReadOnlyList<JournalEvent> Events { get; init; } = [];

    /// <summary>Executions that this step began or changed.</summary>
    public IReadOnlyList<ActivityExecution> Executions { get; init; } = [];

    /// <summary>Incidents of this step.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>Lines written by WriteLine.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>
    /// Numbers of this step's evaluations that a guard of time or memory stopped: they depend on the machine, so a host keeps
    /// them beside the stimulus and gives them to the replay. Empty but for runaway expressions.
    /// </summary>
    public IReadOnlyList<int> Interrupted { get; init; } = [];

    /// <summary>False when the stimulus hit nothing (a burnt bookmark, a finished instance): the host stores nothing.</summary>
    public bool Changed { get; init; } = true;
}

/// <summary>A bookmark that closed, and why: Resumed, Cancelled or Returned.</summary>
public sealed record ClosedBookmark(string Id, string Reason);
