using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Where a pay batch stands; which task it is at, its process says.</summary>
public enum BatchStatus
{
    /// <summary>Its lines are being written, some at a time.</summary>
    Preparing,

    /// <summary>The town's handler may still set figures.</summary>
    Drafting,

    /// <summary>Submitted: deductions are told, decided, checked, approved.</summary>
    InReview,

    /// <summary>Approved by the district's leader: its money stands in the ledger and is paid.</summary>
    Approved,

    /// <summary>Paid; what is held stays held.</summary>
    Closed,
}

/// <summary>What becomes of a line.</summary>
public enum PayStatus
{
    /// <summary>To be paid.</summary>
    Due,

    /// <summary>Kept back before sending; <see cref="SubsidyLine.Holds"/> says why.</summary>
    Held,

    /// <summary>In the pay file, the bank's answer is to come.</summary>
    Sent,

    Paid,

    /// <summary>The bank could not pay it; reversed in the ledger, to be issued again in the same chain.</summary>
    Failed,

    /// <summary>Nothing is to be paid to the person.</summary>
    Nothing,
}

/// <summary>What became of an objection to a deduction.</summary>
public enum ContestState
{
    None,
    Raised,

    /// <summary>The deduction was lifted.</summary>
    Upheld,

    Dismissed,
}

/// <summary>
/// The pay of one month, town and kind (补贴发放表, D17). Sequence 1 is the month's; later ones are of people who were not in an earlier one.
/// Amounts are in 分 and fixed when it is approved.
/// </summary>
public sealed class SubsidyBatch
{
    public const string Type = "subsidy-batch";

    public required string Id { get; init; }
    public required PostKind Kind { get; init; }
    public required string TownId { get; init; }
    public required int Year { get; init; }
    public required int Month { get; init; }
    public required int Sequence { get; init; }
    public BatchStatus Status { get; set; }
    public string? InstanceId { get; set; }

    /// <summary>Where the work that is cut into pieces stands: the id of the last placement or line that was done; null between two of them.</summary>
    public string? Cursor { get; set; }

    /// <summary>Lines done and to do of the work under way; for the progress that the page shows.</summary>
    public int Done { get; set; }

    public int ToDo { get; set; }

    /// <summary>Last day on which a deduction may be contested; null when none was told.</summary>
    public DateOnly? ContestUntil { get; set; }

    public DateOnly? PayOn { get; set; }
    public long AccrualFen { get; set; }
    public long DeductionFen { get; set; }
    public long PersonalFen { get; set; }
    public long OtherFen { get; set; }
    public long SurplusFen { get; set; }
    public long ProvinceFen { get; set; }
    public long CityFen { get; set; }
    public long DistrictFen { get; set; }
    public DateTimeOffset? ApprovedAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public int Revision { get; set; }

    public DateOnly FirstDay => new(Year, Month, 1);
}

/// <summary>One placement in a batch.</summary>
public sealed class SubsidyLine
{
    public required string Id { get; init; }
    public required string BatchId { get; init; }
    public required string PlacementId { get; init; }
    public required string PersonId { get; init; }
    public required string VillageId { get; init; }
    public required int Year { get; init; }
    public required int Month { get; init; }

    /// <summary>Calendar days on post in the month.</summary>
    public int DaysOnPost { get; set; }

    /// <summary>应出勤 and 旷工; from the audited attendance, or set by the handler.</summary>
    public int ScheduledDays { get; set; }

    public int AbsentDays { get; set; }

    /// <summary>True when the days are those of the audited attendance: the handler cannot set others.</summary>
    public bool Attended { get; set; }

    /// <summary>Funding accrual; of an urban line the wage and the employer's part of the social insurance.</summary>
    public long AccrualFen { get; set; }

    public long DeductionFen { get; set; }
    public long PersonalFen { get; set; }

    /// <summary>Other eligible cost: accident policy, training; of an urban line the employer's part of the social insurance actually paid.</summary>
    public long OtherFen { get; set; }

    public long SurplusFen { get; set; }

    /// <summary>Urban: the wage that the employer pays for the month; null until it is entered.</summary>
    public long? WageFen { get; set; }

    /// <summary>Urban: the month's minimum wage for the days on post.</summary>
    public long LeastWageFen { get; set; }

    /// <summary>Warning code, e.g. HOURS_EXCEED_PAY; null when there is none.</summary>
    public string? Warning { get; set; }

    /// <summary>The deduction that the person was last told of.</summary>
    public long? ToldFen { get; set; }

    public ContestState Contest { get; set; }

    /// <summary>What the person says against the deduction, and what was answered; with the person's key.</summary>
    public byte[]? ContestCipher { get; set; }

    public byte[]? AnswerCipher { get; set; }
    public PayStatus Status { get; set; }

    /// <summary>Codes of why it is held, with a blank between; empty when it is not.</summary>
    public string Holds { get; set; } = "";

    /// <summary>What finance wrote when it gave the line back; with the person's key.</summary>
    public byte[]? ReturnCipher { get; set; }

    /// <summary>Discipline was told of these holds.</summary>
    public string Alerted { get; set; } = "";

    /// <summary>The account that it was sent to.</summary>
    public string? AccountId { get; set; }

    /// <summary>How often it was sent; each is a voucher of the line's chain.</summary>
    public int Issues { get; set; }

    /// <summary>What the bank said in the file that was read: OK or a code of failure; null while it said nothing about the last issue.</summary>
    public string? BankResult { get; set; }

    public DateOnly? PaidOn { get; set; }
    public int Revision { get; set; }

    public PayFigures Figures => new(AccrualFen, DeductionFen, PersonalFen, OtherFen, SurplusFen);

    public IReadOnlyList<string> HoldCodes => Holds.Length == 0 ? [] : Holds.Split(' ');

    public void Set(PayFigures figures) =>
        (AccrualFen, DeductionFen, PersonalFen, OtherFen, SurplusFen) = (figures.Accrual, figures.Deduction, figures.Personal, figures.Other, figures.Surplus);
}
