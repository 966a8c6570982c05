namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>States of Elsa's user-task contract (SEMANTICS, last section).</summary>
public enum UserTaskState
{
    /// <summary>Nobody can hold it: the role has no holder in the unit; the unit's leader and the administrator are told.</summary>
    Unassigned,
    Available,
    Assigned,
    Completed,
    TimedOut,
    Cancelled,
}

public static class UserTaskStates
{
    /// <summary>Nobody has ended it yet.</summary>
    public static bool IsOpen(this UserTaskState state) => state is UserTaskState.Unassigned or UserTaskState.Available or UserTaskState.Assigned;
}

/// <summary>A human task: a bookmark of an instance as officers see it.</summary>
public sealed class UserTask
{
    /// <summary>The bookmark's id.</summary>
    public required string Id { get; init; }

    public required string InstanceId { get; init; }
    public required string DefinitionId { get; init; }
    public required string ActivityId { get; init; }
    public required string ExecutionId { get; init; }
    public required string SubjectType { get; init; }
    public required string SubjectId { get; init; }

    /// <summary>What an inbox row shows of the subject: name and receipt, or the notice's title. Never an ID number.</summary>
    public string SubjectName { get; init; } = "";

    public required string Title { get; init; }
    public string? TitleEn { get; init; }

    /// <summary>Stage shown to applicants, from the running definition (invariant 10).</summary>
    public string Stage { get; init; } = "";

    public string? StageEn { get; init; }

    /// <summary>Role code of DOMAIN §10; its holders in <see cref="UnitId"/> are the candidates.</summary>
    public required string Role { get; init; }

    public required string UnitId { get; init; }

    /// <summary>For a task of the applicant: the person; null otherwise.</summary>
    public string? PersonId { get; init; }

    public string? FormKey { get; init; }

    /// <summary>The form's version is pinned when the task is made.</summary>
    public int FormVersion { get; init; }

    public string Instructions { get; init; } = "";

    public string? InstructionsEn { get; init; }

    /// <summary>Action keys, literals fixed when the task is made: JSON array of {key, zh, en, negative}.</summary>
    public required string Outcomes { get; init; }

    /// <summary>Tasks of one list share it, so that an officer handles them in one sitting.</summary>
    public string? GroupKey { get; init; }

    public UserTaskState State { get; set; }

    /// <summary>Nobody has ended it yet.</summary>
    public bool IsOpen => State.IsOpen();

    public string? AssigneeId { get; set; }
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>
    /// Whose inboxes show it: the role in the unit while nobody has claimed it, else who has; null once it has ended. It follows from the other
    /// columns and is stored so that an inbox is a walk along an index.
    /// </summary>
    public string? InboxKey
    {
        get => !IsOpen ? null : AssigneeId is { } userId ? InboxKeys.OfUser(userId) : InboxKeys.OfRole(Role, UnitId);
        private set => _ = value;
    }

    /// <summary>Where it stands in an inbox: the due date, or the end of time without one; null once it has ended. Follows from the other columns.</summary>
    public DateTimeOffset? InboxDue
    {
        get => IsOpen ? DueAt ?? InboxKeys.Never : null;
        private set => _ = value;
    }

    /// <summary>The due date crosses a year without a calendar: shown as 待日历发布，暂定.</summary>
    public bool DueProvisional { get; set; }

    public int Priority { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; set; }
    public string? CompletedBy { get; set; }
    public string? Outcome { get; set; }
    public string? SubmissionId { get; set; }
    public DateTimeOffset? EscalatedAt { get; set; }
    public int Revision { get; set; }
}

/// <summary>Principals of the inbox index, as they are stored.</summary>
public static class InboxKeys
{
    /// <summary>The place of what has no due date: the last instant that is written with four digits of a year.</summary>
    public static DateTimeOffset Never { get; } = DateTimeOffset.FromUnixTimeMilliseconds(253402300799000);

    public static string OfUser(string userId) => "user:" + userId;

    public static string OfRole(string role, string unitId) => role + "@" + unitId;
}

/// <summary>An audit event of a task; that it was made its own row says: Claimed, Released, Transferred, Reassigned, DraftSaved, Urged, Reminded, Escalated, Completed, Returned, Recalled, Cancelled. Does not consume the revision.</summary>
public sealed class UserTaskEvent
{
    public required string Id { get; init; }
    public required string TaskId { get; init; }
    public required string Kind { get; init; }
    public string? ActorId { get; init; }
    public string? ActorName { get; init; }

    /// <summary>Free text of the officer, e.g. why it was transferred.</summary>
    public string? Note { get; init; }

    public DateTimeOffset At { get; init; }
}

/// <summary>A saved draft or the final data of a task's form, encrypted; the journal holds only its hash.</summary>
public sealed class FormSubmission
{
    public required string Id { get; init; }
    public required string TaskId { get; init; }
    public required string FormKey { get; init; }
    public required int FormVersion { get; init; }
    public required byte[] DataCipher { get; set; }

    /// <summary>Whose key it is encrypted with; null for the system's.</summary>
    public string? PersonId { get; init; }

    /// <summary>SHA-256 of the canonical JSON.</summary>
    public required string DataHash { get; set; }

    public bool IsDraft { get; set; }
    public required string ByUserId { get; init; }
    public DateTimeOffset At { get; set; }
}

/// <summary>A stored group job: one command per person, each with its own operation id; goes on after a restart.</summary>
public sealed class GroupJob
{
    public required string Id { get; init; }
    public required string ActorId { get; init; }
    public required string OperationId { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }
    public int Total { get; init; }
    public int Done { get; set; }
    public int Failed { get; set; }
}

/// <summary>One person's command of a <see cref="GroupJob"/> and what came of it.</summary>
public sealed class GroupJobItem
{
    public required string Id { get; init; }
    public required string JobId { get; init; }
    public required int Position { get; init; }
    public required string TaskId { get; init; }
    public int ExpectedRevision { get; init; }
    public required string Outcome { get; init; }

    /// <summary>The command's data, encrypted with the system's key; emptied when done.</summary>
    public required byte[] DataCipher { get; set; }

    /// <summary>Pending, Done, Refused.</summary>
    public required string State { get; set; }

    public string? RefusalCode { get; set; }
    public string? RefusalZh { get; set; }
    public string? RefusalEn { get; set; }
}
