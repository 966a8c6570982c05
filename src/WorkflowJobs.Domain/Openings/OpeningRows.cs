namespace WorkflowJobs.Domain.Openings;

/// <summary>Where a first import of people already on post stands.</summary>
public enum OpeningState
{
    /// <summary>The leader has not decided yet.</summary>
    Proposed,

    /// <summary>Decided, and its people enter the roster part by part.</summary>
    Approved,

    /// <summary>All its people are in the roster.</summary>
    Applied,
    Rejected,
}

/// <summary>A file with people who were on post before the system was (期初导入). Its rows stay sealed here until they are in the roster.</summary>
public sealed class OpeningImport
{
    public required string Id { get; init; }

    /// <summary>Hash of the file's bytes; the same file is imported once.</summary>
    public required string Sha256 { get; init; }

    public required string FileName { get; init; }

    /// <summary>The day up to which months and amounts are counted.</summary>
    public required DateOnly AsOf { get; init; }

    public required int Rows { get; init; }

    /// <summary>Rows left out by choice because they had problems.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Rows that were worked through.</summary>
    public int Done { get; set; }

    /// <summary>Of those, people who had entered the roster otherwise since the import was proposed, or stand under another name.</summary>
    public int Passed { get; set; }

    public OpeningState State { get; set; }
    public required string ProposedBy { get; init; }
    public required string ProposedByName { get; init; }

    /// <summary>The absent officer for whom it was proposed (代); null when in the proposer's own name. Neither of the two decides on it.</summary>
    public string? ProposedForId { get; init; }

    public string? ProposedForName { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>The rows as JSON, sealed with the system's key; null once they are in the roster, or rejected.</summary>
    public byte[]? RowsCipher { get; set; }

    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}

/// <summary>What somebody brought along: months used and amounts paid before the system began. Never edited.</summary>
public sealed class OpeningEntry
{
    /// <summary>Import and row.</summary>
    public required string Id { get; init; }

    public required string ImportId { get; init; }

    /// <summary>Hash of the source file.</summary>
    public required string Sha256 { get; init; }

    public required int SourceRow { get; init; }
    public required string PersonId { get; init; }
    public required string PlacementId { get; init; }

    /// <summary>Months and amounts up to this day, included.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Months used towards the 36, in hundredths of a month.</summary>
    public required int MonthsUsedHundredths { get; init; }

    /// <summary>
    /// 分, everything paid from the first day on post to <see cref="AsOf"/>, included. One sum, months are not told apart: what falls to a part of the
    /// time falls to it by days (<see cref="OpeningMoney"/>). In the ledger it is a voucher of kind Opening whose chain is this entry.
    /// </summary>
    public required long PaidCents { get; init; }

    /// <summary>What of it was paid for the year of <see cref="AsOf"/>, in 分; null when the file does not say and the post began earlier.</summary>
    public long? PaidThisYearCents { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}
