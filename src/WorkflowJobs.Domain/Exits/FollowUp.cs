namespace WorkflowJobs.Domain.Exits;

/// <summary>What came of a contact after an exit (DOMAIN §8, stage 15).</summary>
public enum FollowUpResult
{
    /// <summary>再就业.</summary>
    Reemployed,

    /// <summary>需要培训.</summary>
    Training,

    /// <summary>创业担保贷款.</summary>
    Loan,

    /// <summary>社会救助转介.</summary>
    Relief,

    /// <summary>不需要服务.</summary>
    Refused,

    /// <summary>失联.</summary>
    LostContact,
}

/// <summary>One contact with somebody who has left, some months after the last day; a process of its own under the same id (definition <c>follow-up</c>). What was said is in the submissions that it names.</summary>
public sealed class FollowUp
{
    public const string SubjectType = "follow-up";

    public required string Id { get; init; }
    public required string ExitId { get; init; }
    public required string PersonId { get; init; }
    public required string TownId { get; init; }
    public required string VillageId { get; init; }

    /// <summary>Months after the last day.</summary>
    public required int Months { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>Null while the contact is to come.</summary>
    public FollowUpResult? Result { get; set; }

    public DateOnly? ContactedOn { get; set; }
    public string? ContactSubmissionId { get; set; }
    public string? ContactedBy { get; set; }

    /// <summary>What the district arranged: training voucher, loan, referral.</summary>
    public string? ServiceSubmissionId { get; set; }

    public string? ServedBy { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}
