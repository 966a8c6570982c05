namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What became of a <see cref="SkipRequest"/>.</summary>
public enum SkipState
{
    /// <summary>Waits for a second administrator.</summary>
    Pending,

    /// <summary>The process went on by the outcome in the same transaction.</summary>
    Approved,
    Declined,

    /// <summary>Taken back by who asked.</summary>
    Withdrawn,

    /// <summary>The activity was run again, or the instance ended, before anybody decided.</summary>
    Lapsed,
}

/// <summary>One administrator asks to go on without a failed activity; another decides.</summary>
public sealed class SkipRequest
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }

    /// <summary>The failed execution.</summary>
    public required string ExecutionId { get; init; }

    public required string ActivityId { get; init; }

    /// <summary>The port by which the process is to go on.</summary>
    public required string Outcome { get; init; }

    public required string Reason { get; init; }
    public required string RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public SkipState State { get; set; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecisionReason { get; set; }
    public int Revision { get; set; }
}
