using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Clawbacks;

/// <summary>Where a clawback stands.</summary>
public enum ClawbackStatus
{
    /// <summary>Drafted or being decided.</summary>
    Proposed,

    /// <summary>The notice is out; repayments come in.</summary>
    Notified,

    Overdue,
    Repaid,

    /// <summary>What could not be recovered went to discipline; repayments are still taken.</summary>
    Transferred,

    /// <summary>Given up before a notice.</summary>
    Dropped,
}

/// <summary>
/// 追缴: what was paid for an ineligible period has to come back (DOMAIN §7, §8 stage 17). Amounts in 分, fixed with the notice. While it is
/// not <see cref="ClawbackStatus.Repaid"/> or dropped the person is barred.
/// </summary>
public sealed class Clawback
{
    public const string Type = "clawback";

    public required string Id { get; init; }
    public required string PlacementId { get; init; }
    public required string PersonId { get; init; }
    public required string TownId { get; init; }
    public required PostKind Kind { get; init; }

    /// <summary>First and last day that should not have been paid.</summary>
    public required DateOnly From { get; set; }

    public required DateOnly Until { get; set; }

    /// <summary>Code of the grounds, e.g. GHOST_WORKER, DECEASED, AGE_LIMIT, EMPLOYED_ELSEWHERE, OVERPAID.</summary>
    public required string GroundsCode { get; init; }

    /// <summary>Facts and basis in words, with the person's key.</summary>
    public byte[]? FactsCipher { get; set; }

    public ClawbackStatus Status { get; set; }
    public long AmountFen { get; set; }
    public long ProvinceFen { get; set; }
    public long CityFen { get; set; }
    public long DistrictFen { get; set; }
    public long RepaidFen { get; set; }
    public DateOnly? NoticeOn { get; set; }

    /// <summary>Last day to pay, on a working day.</summary>
    public DateOnly? DueOn { get; set; }

    public string? InstanceId { get; set; }
    public required DateTimeOffset BegunAt { get; init; }
    public required string BegunBy { get; init; }
    public int Revision { get; set; }

    public FundingSplit Split => new(ProvinceFen, CityFen, DistrictFen);

    public long BalanceFen => AmountFen - RepaidFen;
}

/// <summary>How much of a paid line, or of an opening entry, a clawback asks back.</summary>
public sealed class ClawbackItem
{
    public required string Id { get; init; }
    public required string ClawbackId { get; init; }

    /// <summary>The pay line, or the opening entry with what was paid before the system was.</summary>
    public required string LineId { get; init; }
    public required int Year { get; init; }
    public required int Month { get; init; }
    public required long Fen { get; init; }
}

/// <summary>An instalment that finance has seen come in, by source.</summary>
public sealed class Repayment
{
    public required string Id { get; init; }
    public required string ClawbackId { get; init; }
    public required DateOnly PaidOn { get; init; }
    public required long Fen { get; init; }
    public required long ProvinceFen { get; init; }
    public required long CityFen { get; init; }
    public required long DistrictFen { get; init; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    public FundingSplit Split => new(ProvinceFen, CityFen, DistrictFen);
}
