namespace WorkflowJobs.Domain.Renewals;

public enum RenewalStatus
{
    Requested,
    Approved,
    Declined,
    Signed,
}

/// <summary>A renewal that was asked for (续签, DOMAIN §8 stage 13), with the time that was used and left on that day.</summary>
public sealed class Renewal
{
    public required string Id { get; init; }
    public required string PlacementId { get; init; }

    /// <summary>The day after the agreement that it renews.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day that time and age allow.</summary>
    public required DateOnly LatestEnd { get; init; }

    public required int UsedMonths { get; init; }
    public required int UsedDays { get; init; }

    /// <summary>Beyond the 36 months, by the rule of less than five years to retirement.</summary>
    public required bool IsExtension { get; init; }

    /// <summary>Asked for later than <c>renewal.applyDays</c> before the end.</summary>
    public required bool IsLate { get; init; }

    public RenewalStatus Status { get; set; }
    public string? AgreementId { get; set; }
    public required string RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset? SettledAt { get; set; }
    public required string InstanceId { get; init; }
}

/// <summary>A notice of a coming end that was sent, each once.</summary>
public sealed class MilestoneNotice
{
    public required string PlacementId { get; init; }

    /// <summary>AgreementEnd or AgeLimit.</summary>
    public required string Kind { get; init; }

    /// <summary>The day that was announced.</summary>
    public required DateOnly On { get; init; }

    public required int DaysBefore { get; init; }
    public required DateTimeOffset At { get; init; }
}
