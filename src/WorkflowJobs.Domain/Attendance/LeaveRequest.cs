namespace WorkflowJobs.Domain.Attendance;

public enum LeaveKind
{
    Sick,
    Personal,
    Family,
}

public enum LeaveStatus
{
    Requested,
    Approved,
    Refused,
}

/// <summary>A leave (请假, D15) asked for by the person or by an officer for them. Its reason stands in the form, encrypted.</summary>
public sealed class LeaveRequest
{
    public required string Id { get; init; }
    public required string PlacementId { get; init; }
    public required LeaveKind Kind { get; init; }

    /// <summary>First and last day, both included.</summary>
    public required DateOnly From { get; init; }

    public required DateOnly Until { get; init; }

    /// <summary>Calendar days.</summary>
    public required int Days { get; init; }

    /// <summary>Whether a hospital's proof was handed in.</summary>
    public required bool HasProof { get; init; }

    public LeaveStatus Status { get; set; }
    public required string RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public string? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The process in which it is decided.</summary>
    public required string InstanceId { get; init; }
}
