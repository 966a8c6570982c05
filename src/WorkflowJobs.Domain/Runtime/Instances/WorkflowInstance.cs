using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>A published, draft or retracted version of a process definition. A published one is immutable (invariant 5).</summary>
public sealed class DefinitionVersion
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required int Version { get; set; }
    public required string Name { get; set; }
    public required string Json { get; set; }

    /// <summary>SHA-256 of the file it was imported from; null when it came from the designer.</summary>
    public string? SourceHash { get; set; }

    public bool IsPublished { get; set; }
    public bool IsLatest { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public string? PublishedBy { get; set; }
    public int Revision { get; set; }
}

/// <summary>A running or ended process. State holds ids, codes and hashes only (invariant 12).</summary>
public sealed class WorkflowInstance
{
    public required string Id { get; init; }
    public required string DefinitionId { get; init; }
    public required string DefinitionVersionId { get; set; }
    public required int Version { get; set; }

    /// <summary>What it is about: application, round, notice, meeting, list, class.</summary>
    public required string SubjectType { get; init; }

    public required string SubjectId { get; init; }
    public string? CorrelationId { get; set; }
    public string? ParentInstanceId { get; init; }
    public WorkflowStatus Status { get; set; }
    public WorkflowSubStatus SubStatus { get; set; }
    public required string State { get; set; }

    /// <summary>An unresolved incident, or nothing open while Running: an administrator must look.</summary>
    public bool NeedsAttention { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>
    /// Since when an administrator holds it: its tasks cannot be worked on, its timers and messages wait. Null while it may go on.
    /// Not Elsa's sub-status Suspended, which says that it waits at a step.
    /// </summary>
    public DateTimeOffset? SuspendedAt { get; set; }

    public int Revision { get; set; }
}

/// <summary>An open bookmark, so that events, wait keys and child ends find their instances.</summary>
public sealed class BookmarkRow
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string ActivityId { get; init; }
    public required string Kind { get; init; }
    public string? Key { get; init; }
    public long Sequence { get; init; }
}

/// <summary>A message between instances: a row of the sender's transaction, delivered one transaction each (invariant 8).</summary>
public sealed class MessageRow
{
    public required string Id { get; init; }

    /// <summary>Wait key or event name.</summary>
    public required string Key { get; init; }

    /// <summary><see cref="BookmarkKinds.Wait"/> or <see cref="BookmarkKinds.Event"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Only bookmarks of this instance; null for all.</summary>
    public string? InstanceId { get; init; }

    public string? Payload { get; init; }
    /// <summary>The command that set it off, however many messages ago.</summary>
    public required string CauseId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public int Attempts { get; set; }

    /// <summary>Not before this instant after a failure; null while none failed.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public string? LastError { get; set; }
}
