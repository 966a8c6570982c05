namespace WorkflowJobs.Domain.Exits;

/// <summary>Where an exit stands.</summary>
public enum ExitState
{
    /// <summary>Reported or proposed; nobody has decided.</summary>
    Open,

    /// <summary>Approved by the district; the last day may be to come.</summary>
    Approved,

    /// <summary>The person has left the post.</summary>
    Completed,

    /// <summary>Not approved, or found groundless: the person stays.</summary>
    Refused,

    /// <summary>Disputed, and the re-examination put the person back.</summary>
    Overturned,

    /// <summary>A death or a removal came before it was completed and took its place.</summary>
    Superseded,

    /// <summary>An administrator ended its process: nothing was decided.</summary>
    Cancelled,
}

/// <summary>What became of a statement of defence or of the right to dispute a decision.</summary>
public enum Hearing
{
    /// <summary>Stated, or disputed, in time.</summary>
    Used,

    /// <summary>The person declared that they do not use it.</summary>
    Waived,

    /// <summary>The period ended without a word.</summary>
    Lapsed,
}

/// <summary>A person's way out of a placement, with a process of its own under the same id (definition <c>exit</c>). What was written about the person is in the submissions that it names, and in <see cref="FactsCipher"/>.</summary>
public sealed class Exit
{
    public const string SubjectType = "exit";

    public required string Id { get; init; }
    public required string PlacementId { get; init; }
    public required string PersonId { get; init; }
    public required string TownId { get; init; }
    public required string VillageId { get; init; }
    public required ExitKind Kind { get; init; }
    public ExitState State { get; set; }

    /// <summary>Code of what set it off, e.g. EXPIRY, ABSENCE, GHOST_WORKER; REPORTED when somebody reported it.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>Facts as reported, encrypted with the person's key.</summary>
    public required byte[] FactsCipher { get; set; }

    public required string BegunBy { get; init; }
    public required string BegunByName { get; init; }
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>Last day on post, included: as reported, then as handled.</summary>
    public required DateOnly LastDay { get; set; }

    /// <summary>The town handler's account: facts, basis, handover.</summary>
    public string? HandlingSubmissionId { get; set; }

    /// <summary>Until when the person may state a defence, 24:00; null where none is needed.</summary>
    public DateOnly? DefenceBy { get; set; }

    public Hearing? Defence { get; set; }
    public string? DefenceSubmissionId { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecidedBy { get; set; }

    /// <summary>Until when the decision may be disputed, 24:00; null where it may not.</summary>
    public DateOnly? DisputeBy { get; set; }

    public Hearing? Dispute { get; set; }
    public string? DisputeSubmissionId { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Last day of reporting the vacancy in time; null before the person has left.</summary>
    public DateOnly? VacancyDueOn { get; set; }

    /// <summary>The process that reports the vacancy (definition <c>vacancy</c>).</summary>
    public string? VacancyInstanceId { get; set; }

    public DateTimeOffset? VacancyReportedAt { get; set; }

    /// <summary>The vacancy was reported late, which counts as 虚报冒领 (DOMAIN §4.5).</summary>
    public bool VacancyLate { get; set; }

    /// <summary>Due for the days on post until the last day, after deductions, in 分; null before it was settled.</summary>
    public long? DueFen { get; set; }

    /// <summary>Paid until it was settled, in 分.</summary>
    public long? PaidFen { get; set; }

    /// <summary>Paid for days after the last day, in 分: to be recovered.</summary>
    public long? OverpaidFen { get; set; }

    /// <summary>Of one that was refused at an end: from which day on the town is reminded that the person is on post still; null where it is not.</summary>
    public DateOnly? RemindOn { get; set; }

    public string? InstanceId { get; set; }
    public int Revision { get; set; }

    /// <summary>Nothing has ended it yet and the person has not left.</summary>
    public bool IsRunning => State is ExitState.Open or ExitState.Approved;
}

/// <summary>Keys on which processes wait for an exit.</summary>
public static class ExitKeys
{
    public static string Changed(string exitId) => $"exit:{exitId}/changed";
}
