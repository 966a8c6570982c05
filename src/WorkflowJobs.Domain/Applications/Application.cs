using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Applications;

/// <summary>The legal status of an application (DOMAIN §8), set by calls of its process.</summary>
public enum ApplicationStatus
{
    Draft,
    Submitted,
    Accepted,
    Supplement,
    Lapsed,
    Review,
    NotRecommended,
    TownReview,
    Publicity,
    Objection,
    DistrictReview,
    Approved,
    Waitlist,
    Rejected,
    Withdrawn,
    Superseded,
    Training,
    OfferLapsed,
    Signing,
    OnPost,
    Suspended,
    Exited,
    Revoked,
}

/// <summary>A person's application (申请), never the program. The form is encrypted with the person's key.</summary>
public sealed class Application : IOfPlanLine
{
    public required string Id { get; init; }

    /// <summary>Cannot be guessed; null while a draft.</summary>
    public string? ReceiptNumber { get; set; }

    public required string PersonId { get; init; }

    /// <summary>The person while this is their live application or post, else null: unique, so that no race makes two (DUPLICATE_ACTIVE).</summary>
    public string? ActivePersonId { get; set; }

    public required string NoticeId { get; init; }

    /// <summary>The notice line; its round carries the same id once the window has closed.</summary>
    public required string LineId { get; set; }

    public required int Year { get; init; }
    public required PostKind Kind { get; set; }
    public required int Batch { get; set; }
    public required string TownId { get; init; }
    public required string VillageId { get; init; }
    public ApplicationStatus Status { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>The officer who applied on the person's behalf; null when the person did.</summary>
    public string? AssistedBy { get; set; }

    public string? FirstPostId { get; set; }
    public string? SecondPostId { get; set; }

    /// <summary>The application form (household, claims, income …), encrypted with the person's key.</summary>
    public required byte[] FormCipher { get; set; }

    public required string FormHash { get; set; }
    public required int FormVersion { get; set; }

    /// <summary>Claimed categories, comma-separated codes of DOMAIN §5.2.</summary>
    public string Categories { get; set; } = "";

    public string? BestCategory { get; set; }
    public int? Tier { get; set; }

    /// <summary>The last eligibility result as JSON: gates, codes, dates, sentences.</summary>
    public string? Eligibility { get; set; }

    public string? EligibilityCode { get; set; }
    public int SupplementCount { get; set; }
    public DateTimeOffset? SupplementDueAt { get; set; }

    /// <summary>Household per-capita income in 分 a year, for ranking.</summary>
    public long? IncomePerCapita { get; set; }

    public int? MonthsUnemployed { get; set; }
    public int? Score { get; set; }

    /// <summary>Review result: yes votes and present, of the session that counted.</summary>
    public int? ReviewYes { get; set; }

    public int? ReviewPresent { get; set; }

    /// <summary>Recommended, NotRecommended; null while not reviewed.</summary>
    public string? ReviewOutcome { get; set; }

    /// <summary>Passed both town handler and town leader.</summary>
    public bool TownPassed { get; set; }

    public int? Rank { get; set; }

    /// <summary>Selected or Waitlisted, frozen at publicity start; null before.</summary>
    public string? Selection { get; set; }

    /// <summary>The values that decided the rank, as JSON.</summary>
    public string? RankValues { get; set; }

    public string? PublicityListId { get; set; }
    public bool QuotaTaken { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }
    public int TrainingAttempts { get; set; }
    public DateTimeOffset? WaitlistUntil { get; set; }
    public string? SupersededById { get; set; }

    /// <summary>Nothing can follow in this case any more, though its status does not say so: not recommended, and the remedy used or past.</summary>
    public bool IsFinal { get; set; }

    /// <summary>The closing date and the age bounds of the notice as it stood at the submission: a later correction takes nothing from who has applied.</summary>
    public DateOnly? AsOf { get; set; }

    public DateTimeOffset? TermsAt { get; set; }
    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}

/// <summary>A decision, never edited or deleted; corrections are new entries (invariant 9).</summary>
public sealed class Decision
{
    public required string Id { get; init; }
    public required string SubjectType { get; init; }
    public required string SubjectId { get; init; }
    public required string ActivityId { get; init; }
    public required string Stage { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }
    public required string Role { get; init; }
    public required string UnitId { get; init; }

    /// <summary>Name of the officer for whom it was decided (代), as it was then; null when in one's own name.</summary>
    public string? OnBehalfOf { get; init; }

    public string? OnBehalfOfId { get; init; }

    /// <summary>Both names where somebody stood in (林芳 代 王建国).</summary>
    public string By => OnBehalfOf is { Length: > 0 } behalf ? $"{ActorName} 代 {behalf}" : ActorName;

    public required string Outcome { get; init; }
    public string Reason { get; init; } = "";
    public required DateTimeOffset At { get; init; }
    public string? TaskId { get; init; }
    public string? SubmissionId { get; init; }
}

/// <summary>A change of legal status, for the case page and for "each status once".</summary>
public sealed class StatusChange
{
    public required string Id { get; init; }
    public required string ApplicationId { get; init; }
    public required ApplicationStatus From { get; init; }
    public required ApplicationStatus To { get; init; }
    public string? ReasonCode { get; init; }
    public required DateTimeOffset At { get; init; }
}
