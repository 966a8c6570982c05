namespace WorkflowJobs.Domain.Comparison;

/// <summary>A list as it was imported, known by the hash of its file. It counts once it is complete, until a newer one of its kind replaces it.</summary>
public sealed class ComparisonList
{
    public required string Id { get; init; }
    public required ListKind Kind { get; init; }

    /// <summary>Hash of the file's bytes; the same file is not imported twice.</summary>
    public required string Sha256 { get; set; }

    /// <summary>The day of which the list tells (截至日).</summary>
    public required DateOnly AsOf { get; init; }

    public required string FileName { get; init; }
    public int Rows { get; set; }

    /// <summary>Rows left out by choice because they had problems.</summary>
    public int LeftOut { get; init; }

    /// <summary>People of the system that it hit when it was imported.</summary>
    public int Hits { get; set; }

    public required string ImportedBy { get; init; }
    public required string ImportedByName { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>All rows are in; null while it is still being written or broke off.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    public DateTimeOffset? ReplacedAt { get; set; }
}

/// <summary>
/// One row of a list: whom it is about as a blind index only, so that somebody who applies later is matched, and the facts needed.
/// What else it says (an employer's name) is sealed with the system's key.
/// </summary>
public sealed class ComparisonEntry
{
    public required string Id { get; init; }
    public required string ListId { get; init; }
    public required ListKind Kind { get; init; }
    public required string PersonIndex { get; init; }

    /// <summary>See <see cref="FactVariants"/>.</summary>
    public string Variant { get; init; } = FactVariants.Plain;

    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }

    /// <summary>Blind index of the household's number; null in other lists.</summary>
    public string? HouseholdIndex { get; init; }

    public byte[]? DetailCipher { get; init; }
}

/// <summary>What an officer found about a hit.</summary>
public enum HitState
{
    Open,

    /// <summary>So it is.</summary>
    Confirmed,

    /// <summary>Another person, or a mistake of the list: it counts for nothing.</summary>
    NotSame,

    /// <summary>It was so, and is no more: it counts for nothing.</summary>
    Cleared,
}

/// <summary>A person of the system whom a list hit. The same fact in a newer list is the same hit, with its review.</summary>
public sealed class ComparisonHit
{
    /// <summary>In place of a list.</summary>
    public const string Declared = "declared";

    public required string Id { get; init; }
    public required string PersonId { get; init; }

    /// <summary>Where the person belongs, for who may review it.</summary>
    public required string VillageId { get; init; }

    public required ListKind Kind { get; init; }
    public required string Code { get; init; }
    public string Variant { get; init; } = FactVariants.Plain;

    /// <summary>Tells facts of one person apart: code, variant and first day.</summary>
    public required string FactKey { get; init; }

    public DateOnly? From { get; set; }
    public DateOnly? Until { get; set; }

    /// <summary>The latest list that has it; <see cref="Declared"/> when the applicant says so.</summary>
    public required string ListId { get; set; }

    /// <summary>The day of the latest list that has it.</summary>
    public required DateOnly ListedOn { get; set; }

    /// <summary>A newer complete list does not have it any more, since that list's day.</summary>
    public DateOnly? GoneOn { get; set; }

    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>What the list says besides, sealed with the person's key.</summary>
    public byte[]? DetailCipher { get; set; }

    /// <summary>What the last review found.</summary>
    public HitState State { get; set; }

    /// <summary>Confirmed although the person's application declares the contrary (诚信承诺书不实).</summary>
    public bool IsFalseDeclaration { get; set; }

    public int Revision { get; set; }
}

/// <summary>A review of a hit. Never edited: a correction is one more.</summary>
public sealed class HitReview
{
    public required string Id { get; init; }
    public required string HitId { get; init; }
    public required HitState State { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }
    public required string Role { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Sealed with the person's key.</summary>
    public required byte[] ReasonCipher { get; init; }
}

/// <summary>An officer went on with a case in spite of a SOFT exclusion; discipline sees it. Never edited.</summary>
public sealed class ExclusionOverride
{
    public required string Id { get; init; }
    public required string ApplicationId { get; init; }
    public required string PersonId { get; init; }
    public required string TownId { get; init; }
    public required string Code { get; init; }
    public required string FactKey { get; init; }
    public required string ActorId { get; init; }
    public required string ActorName { get; init; }
    public required string Role { get; init; }
    public required string TaskId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Sealed with the person's key.</summary>
    public required byte[] ReasonCipher { get; init; }
}

/// <summary>Somebody whom an application names as of its household, by blind index.</summary>
public sealed class HouseholdLink
{
    public required string Id { get; init; }
    public required string ApplicationId { get; init; }
    public required string PersonIndex { get; set; }

    /// <summary>The number that the application's form holds too, sealed with the system's key: another master key makes another index of it.</summary>
    public required byte[] NumberCipher { get; set; }
}
