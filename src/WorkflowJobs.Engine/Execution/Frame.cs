using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Execution;

/// <summary>
/// One execution of one activity that still matters: it runs, or it failed and nobody has retried or skipped it yet.
/// Finished executions leave the state and live on in the journal only.
/// </summary>
internal sealed class Frame
{
    public required long Number { get; init; }

    public required string ActivityId { get; init; }

    /// <summary>The containing frame's number; 0 for the workflow itself.</summary>
    public required long Parent { get; init; }

    /// <summary>UTC milliseconds.</summary>
    public required long StartedAt { get; init; }

    /// <summary>The completed human task whose completion opened this frame; 0 when none did. Recall asks for it.</summary>
    public long Cause { get; init; }

    public bool Failed { get; set; }

    /// <summary>Outcomes of a frame that failed only after it had completed (an invalid backward connection).</summary>
    public IReadOnlyList<string> Outcomes { get; set; } = [];

    /// <summary>Declared variables of the container, and what a loop hands to its body. By name.</summary>
    public SortedDictionary<string, JsonNode?>? Variables { get; set; }

    /// <summary>Names of <see cref="Variables"/> that a loop handed down; a retry hands them down again.</summary>
    public SortedDictionary<string, JsonNode?>? Locals { get; set; }

    /// <summary>Items of a loop, fixed when it started.</summary>
    public JsonArray? Items { get; set; }

    /// <summary>Position of a sequence or a loop.</summary>
    public long Index { get; set; }

    public FlowState? Flow { get; set; }

    public Frame Clone() => new()
    {
        Number = Number,
        ActivityId = ActivityId,
        Parent = Parent,
        StartedAt = StartedAt,
        Cause = Cause,
        Failed = Failed,
        Outcomes = Outcomes,
        Variables = Copy(Variables),
        Locals = Locals,
        Items = Items,
        Index = Index,
        Flow = Flow?.Clone(),
    };

    private static SortedDictionary<string, JsonNode?>? Copy(SortedDictionary<string, JsonNode?>? source) =>
        source is null ? null : new(source, StringComparer.Ordinal);
}

/// <summary>A start that waits in the queue.</summary>
internal sealed record QueuedStart(string ActivityId, long Parent, SortedDictionary<string, JsonNode?>? Locals = null);

/// <summary>The call that the host must answer.</summary>
internal sealed record PendingCall(long Number, long Frame, JsonObject Arguments);
