namespace WorkflowJobs.Domain.Runtime.Timers;

/// <summary>A timer is a row, fired by a conditional delete in the transaction of its effect (invariant 6).</summary>
public sealed class TimerRow
{
    public required string Id { get; init; }
    public required TimerPurpose Purpose { get; init; }

    /// <summary>Bookmark id, task id or, for a schedule, definition id and activity id, by purpose.</summary>
    public required string TargetId { get; init; }

    public string? InstanceId { get; init; }
    public required DateTimeOffset DueAt { get; set; }
    public int Attempts { get; set; }

    /// <summary>Not before this instant after a failure; null while none failed.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public string? LastError { get; set; }
}

/// <summary>What a timer does when it is due. None of them ever approves anything.</summary>
public enum TimerPurpose
{
    /// <summary>Resumes the bookmark; late: at once.</summary>
    ResumeBookmark,

    /// <summary>Reminder one working day before a task is due; late and past the due date: dropped.</summary>
    RemindBefore,

    /// <summary>Reminder on the due date; late: sent once.</summary>
    RemindOnDue,

    /// <summary>Reminder one working day after; late: sent once.</summary>
    RemindAfter,

    /// <summary>Escalation to the unit's leader; late: at once.</summary>
    Escalate,

    /// <summary>Starts a definition by its schedule; late: each start that was missed, one after the other, unless there are more than one a day: then once.</summary>
    StartDefinition,
}
