namespace WorkflowJobs.Domain.Insurance;

/// <summary>An accident policy as the insurer returned it for a person of a rural post (DOMAIN §7, stage 10): it must be in force on the first day.</summary>
public sealed class InsurancePolicy
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }

    /// <summary>Null of somebody who was on post before the system was.</summary>
    public required string? ApplicationId { get; init; }

    public required string Number { get; init; }

    /// <summary>First and last day of cover, both included.</summary>
    public required DateOnly From { get; init; }

    public required DateOnly Until { get; init; }

    /// <summary>SHA-256 of the insurer's file, in lower-case hex.</summary>
    public required string SourceSha256 { get; init; }

    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>What an employer paid for one person of an urban post and one month: its own part of the social insurance, in 分, as actually paid.</summary>
public sealed class SocialInsurancePayment
{
    public required string Id { get; init; }
    public required string PlacementId { get; init; }

    /// <summary>First day of the month that it was paid for.</summary>
    public required DateOnly Month { get; init; }

    public required long BaseFen { get; init; }
    public required long PensionFen { get; init; }
    public required long MedicalFen { get; init; }
    public required long UnemploymentFen { get; init; }
    public required long InjuryFen { get; init; }
    public required DateOnly PaidOn { get; init; }
    public required string SourceSha256 { get; init; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>A later file stated the month differently; the payment that counts is that one. The row stays as it was.</summary>
    public string? CorrectedById { get; set; }

    /// <summary>The employer's part in all.</summary>
    public long TotalFen => PensionFen + MedicalFen + UnemploymentFen + InjuryFen;
}
