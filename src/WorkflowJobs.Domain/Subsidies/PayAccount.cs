namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Where a person's pay goes: as the bank or the village's list states it. A change is a new row; what a line was sent to stays readable.</summary>
public sealed class PayAccount
{
    public required string Id { get; init; }
    public required string PersonId { get; init; }

    /// <summary>开户名, 开户行 and number, with the person's key.</summary>
    public required byte[] HolderCipher { get; init; }

    public required byte[] BankCipher { get; init; }
    public required byte[] AccountCipher { get; init; }

    /// <summary>Blind index of the number, so that one account of two people is found.</summary>
    public required string AccountIndex { get; init; }

    public required string AccountMasked { get; init; }

    /// <summary>Codes of what is wrong with its holder, with a blank between: HOLDER_NAME, HOLDER_ID, UNIT_ACCOUNT; empty when it is the person's own.</summary>
    public required string Faults { get; init; }

    /// <summary>Declared in the application, or stated by list or bank.</summary>
    public required string Source { get; init; }

    public bool IsCurrent { get; set; } = true;
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>An account to which no subsidy may go: a village's, a cadre's. Lifting the bar ends the row; barring it again is a new one.</summary>
public sealed class BarredAccount
{
    public required string Id { get; init; }
    public required string AccountIndex { get; init; }
    public required string AccountMasked { get; init; }

    /// <summary>Village or Cadre.</summary>
    public required string Owner { get; init; }

    public required string UnitId { get; init; }

    /// <summary>Why it is barred, and why no more; with the system's key.</summary>
    public required byte[] ReasonCipher { get; init; }

    public byte[]? LiftReasonCipher { get; set; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public string? LiftedBy { get; set; }

    /// <summary>Null while nothing may be paid to it.</summary>
    public DateTimeOffset? LiftedAt { get; set; }
}

/// <summary>Why a line is held (DOMAIN §7, payment safety).</summary>
public static class HoldCodes
{
    public const string AccountMissing = "ACCOUNT_MISSING";
    public const string HolderName = "HOLDER_NAME";
    public const string HolderId = "HOLDER_ID";
    public const string UnitAccount = "UNIT_ACCOUNT";
    public const string SharedAccount = "SHARED_ACCOUNT";
    public const string BarredAccount = "BARRED_ACCOUNT";
    public const string ComparisonHit = "COMPARISON_HIT";
    public const string FinanceReturned = "FINANCE_RETURNED";

    /// <summary>What points to somebody else's hand in a worker's pay: discipline is told.</summary>
    public static IReadOnlySet<string> Alarming { get; } = new HashSet<string> { HolderName, HolderId, UnitAccount, SharedAccount, BarredAccount };
}
