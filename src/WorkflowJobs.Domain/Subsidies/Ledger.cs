namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Accounts of the ledger. What comes from a source is debited to it, what goes to a person is credited until it is paid.</summary>
public static class LedgerAccounts
{
    public const string Province = "FUND_PROVINCE";
    public const string City = "FUND_CITY";
    public const string District = "FUND_DISTRICT";

    /// <summary>The existing channels of urban posts: never split 40/20/40.</summary>
    public const string Channel = "FUND_CHANNEL";

    /// <summary>What people on post were paid from before the system was; how its sources were split stands in the books of then and is not made up here.</summary>
    public const string Opening = "FUND_OPENING";

    /// <summary>Between the sources of a batch and its lines; nothing remains on it.</summary>
    public const string Clearing = "BATCH_CLEARING";

    public const string Payable = "PAYABLE_PERSON";
    public const string Other = "OTHER_COST";
    public const string Surplus = "SURPLUS_TO_RETURN";
    public const string Bank = "BANK";

    /// <summary>What a person has to pay back.</summary>
    public const string Receivable = "CLAWBACK_RECEIVABLE";

    /// <summary>What was recovered, back to its sources.</summary>
    public const string ReturnProvince = "RETURN_PROVINCE";

    public const string ReturnCity = "RETURN_CITY";
    public const string ReturnDistrict = "RETURN_DISTRICT";
    public const string ReturnChannel = "RETURN_CHANNEL";
}

/// <summary>Why a voucher was written.</summary>
public enum VoucherKind
{
    /// <summary>The batch's need on its sources.</summary>
    Funding,

    /// <summary>A line's need, to person, other cost and surplus.</summary>
    Accrual,

    Payment,

    /// <summary>The bank did not pay: the payment backwards.</summary>
    Reversal,

    /// <summary>A person has to pay back, by source.</summary>
    Clawback,

    Repayment,

    /// <summary>
    /// What a person on post was paid before the system was (期初), as one sum up to a day. It is paid: it counts in what the person got, in reports,
    /// settlements and clawbacks, belongs to no pay batch, is never paid or split by source again, and no bank's return reverses it.
    /// </summary>
    Opening,
}

/// <summary>A bookkeeping voucher. Never changed or deleted: what was wrong is reversed by another of the same chain.</summary>
public sealed class Voucher
{
    public required string Id { get; init; }
    public required VoucherKind Kind { get; init; }

    /// <summary>What belongs together: a line's payments and their reversals, a clawback's repayments.</summary>
    public required string ChainId { get; init; }

    public string? ReversesId { get; init; }
    public string? BatchId { get; init; }
    public string? LineId { get; init; }
    public string? PlacementId { get; init; }
    public string? ClawbackId { get; init; }

    /// <summary>SHA-256 of the file that an opening voucher came from; null for all others.</summary>
    public string? SourceSha256 { get; init; }

    public required DateTimeOffset At { get; init; }
    public required string ByUserId { get; init; }
}

/// <summary>One side of a voucher, in 分: debit positive, credit negative. The entries of a voucher come to nothing.</summary>
public sealed class LedgerEntry
{
    public required string Id { get; init; }
    public required string VoucherId { get; init; }
    public required string Account { get; init; }
    public required long Fen { get; init; }
}

/// <summary>One side of a voucher to be written.</summary>
public readonly record struct Posting(string Account, long Fen);

/// <summary>Vouchers as they are written. Pure.</summary>
public static class LedgerRules
{
    /// <summary>The sources of a batch.</summary>
    public static IReadOnlyList<Posting> Funding(FundingSplit? split, long need) => split is { } shares
        ? Balanced([new(LedgerAccounts.Province, shares.Province), new(LedgerAccounts.City, shares.City), new(LedgerAccounts.District, shares.District), new(LedgerAccounts.Clearing, -need)])
        : Balanced([new(LedgerAccounts.Channel, need), new(LedgerAccounts.Clearing, -need)]);

    public static IReadOnlyList<Posting> Accrual(PayFigures figures) => Balanced(
    [
        new(LedgerAccounts.Clearing, figures.Need), new(LedgerAccounts.Payable, -figures.Personal), new(LedgerAccounts.Other, -figures.Other), new(LedgerAccounts.Surplus, -figures.Surplus),
    ]);

    public static IReadOnlyList<Posting> Payment(long fen) => Balanced([new(LedgerAccounts.Payable, fen), new(LedgerAccounts.Bank, -fen)]);

    /// <summary>What was paid before the system was: it left the bank from sources that were split then.</summary>
    public static IReadOnlyList<Posting> Opening(long fen) => Balanced([new(LedgerAccounts.Opening, fen), new(LedgerAccounts.Bank, -fen)]);

    public static IReadOnlyList<Posting> Reversal(IEnumerable<Posting> postings) => [.. postings.Select(posting => posting with { Fen = -posting.Fen })];

    /// <summary>What is owed back, to the sources that it came from.</summary>
    public static IReadOnlyList<Posting> Clawback(FundingSplit? split, long fen) => Balanced([new(LedgerAccounts.Receivable, fen), .. Returned(split, -fen, -1)]);

    public static IReadOnlyList<Posting> Repayment(long fen) => Balanced([new(LedgerAccounts.Bank, fen), new(LedgerAccounts.Receivable, -fen)]);

    /// <exception cref="InvalidOperationException">The entries do not come to nothing: a bug, and nothing is written.</exception>
    public static IReadOnlyList<Posting> Balanced(IReadOnlyList<Posting> postings) => postings.Sum(posting => posting.Fen) == 0
        ? [.. postings.Where(posting => posting.Fen != 0)]
        : throw new InvalidOperationException("A voucher does not balance.");

    private static IEnumerable<Posting> Returned(FundingSplit? split, long fen, int sign) => split is { } shares
        ? [new(LedgerAccounts.ReturnProvince, sign * shares.Province), new(LedgerAccounts.ReturnCity, sign * shares.City), new(LedgerAccounts.ReturnDistrict, sign * shares.District)]
        : [new(LedgerAccounts.ReturnChannel, fen)];
}
