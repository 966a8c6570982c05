using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Execution;

/// <summary>Elsa's workflow status.</summary>
public enum WorkflowStatus
{
    /// <summary>Not ended.</summary>
    Running,

    /// <summary>Ended, whatever the end was.</summary>
    Finished,
}

/// <summary>Elsa's workflow sub-status.</summary>
public enum WorkflowSubStatus
{
    /// <summary>Created, not started.</summary>
    Pending,

    /// <summary>In a burst; seen by a host only while a call is outstanding.</summary>
    Executing,

    /// <summary>Waiting for bookmarks.</summary>
    Suspended,

    /// <summary>Ran to its end.</summary>
    Finished,

    /// <summary>Ended by a cancellation.</summary>
    Cancelled,

    /// <summary>Ended by a fault.</summary>
    Faulted,
}

/// <summary>Something an instance waits for. Burns when it is resumed.</summary>
/// <param name="Id">Made from the instance id and a counter; unique everywhere.</param>
/// <param name="ActivityId">The waiting activity of the definition.</param>
/// <param name="ExecutionId">The execution of that activity.</param>
/// <param name="Kind">One of <see cref="BookmarkKinds"/>.</param>
/// <param name="Key">Event name, wait key or child instance id; null for human tasks and timers.</param>
/// <param name="DueAt">When a timer resumes it; null when none does.</param>
/// <param name="Payload">Evaluated inputs for the host, e.g. title, role and outcomes of a human task.</param>
/// <param name="Sequence">Order of creation within the instance.</param>
public sealed record Bookmark(
    string Id, string ActivityId, string ExecutionId, string Kind, string? Key, DateTimeOffset? DueAt, JsonObject? Payload, long Sequence);

/// <summary>The kinds of bookmark that the engine opens.</summary>
public static class BookmarkKinds
{
    /// <summary>A person must act. Payload: title, role, scope, form, instructions, instructionsEn, dueInWorkingDays, outcomes, groupKey, stage, stageEn, subject.</summary>
    public const string HumanTask = "HumanTask";

    /// <summary>An <c>Elsa.Event</c> of the name in Key.</summary>
    public const string Event = "Event";

    /// <summary>Delay, StartAt, Timer, Cron: resumed at DueAt.</summary>
    public const string Timer = "Timer";

    /// <summary>A call answered <see cref="CallAnswer.Wait"/>: when Key is signalled or DueAt comes, the activity asks its call again.</summary>
    public const string Wait = "Wait";

    /// <summary>Anything else that blocks until the host resumes it (RunTask, a test's blocking activity).</summary>
    public const string Other = "Other";
}

/// <summary>A fault of one activity.</summary>
public sealed record Incident(string ActivityId, string ExecutionId, string ActivityType, string Message, DateTimeOffset At)
{
    /// <summary>Null while it needs attention; <c>Retried</c> or <c>Skipped</c> afterwards.</summary>
    public string? Resolution { get; init; }
}

/// <summary>What happened to one activity, in order; Studio's viewer and the case history are derived from it.</summary>
/// <param name="Event">Started, Suspended, Resumed, Completed, Canceled, Faulted, Returned, Skipped.</param>
public sealed record JournalEvent(string ActivityId, string ActivityType, string ExecutionId, string Event, DateTimeOffset At)
{
    /// <summary>Outcomes of a Completed event.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];
}

/// <summary>One execution of one activity. Status: Running, Completed, Canceled, Faulted.</summary>
public sealed record ActivityExecution(
    string Id, string ActivityId, string ActivityType, string? ParentExecutionId, string Status,
    IReadOnlyList<string> Outcomes, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <summary>
/// Everything an instance is between two stimuli. The host stores <see cref="ToJson"/> and reads back with
/// <see cref="FromJson"/>; it looks at the public members and never inside. Equal histories give equal JSON, byte for byte.
/// </summary>
public sealed partial class InstanceState
{
    /// <summary>The instance's id, given by the host.</summary>
    public string InstanceId { get; internal set; } = "";

    /// <summary>The version it is pinned to.</summary>
    public string DefinitionVersionId { get; internal set; } = "";

    /// <summary>Status.</summary>
    public WorkflowStatus Status { get; internal set; }

    /// <summary>Sub-status.</summary>
    public WorkflowSubStatus SubStatus { get; internal set; }

    /// <summary>Correlation id; the project uses <c>application:ID</c>, <c>round:ID</c>, <c>notice:ID</c>.</summary>
    public string? CorrelationId { get; internal set; }

    /// <summary>Instance name, set by SetName.</summary>
    public string? Name { get; internal set; }

    /// <summary>Workflow input.</summary>
    public JsonObject Input { get; internal set; } = [];

    /// <summary>Workflow output so far.</summary>
    public JsonObject Output { get; internal set; } = [];

    /// <summary>Open bookmarks in order of creation.</summary>
    public IReadOnlyList<Bookmark> Bookmarks => OpenBookmarks;

    /// <summary>All incidents, resolved ones included.</summary>
    public IReadOnlyList<Incident> Incidents => AllIncidents;

    /// <summary>The state as JSON for storage.</summary>
    public string ToJson() => Write();

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static InstanceState FromJson(string json) => InstanceStateReader.Read(json);

    /// <summary>
    /// False when no returned step of this stored state is to be come straight back to; true when one may be. A look at the text, without reading it.
    /// </summary>
    public static bool MayComeStraightBack(string json) => json.Contains("\"back\":{", StringComparison.Ordinal);

    internal List<Bookmark> OpenBookmarks { get; set; } = [];

    internal List<Incident> AllIncidents { get; set; } = [];
}
