namespace WorkflowJobs.Domain.Runtime.Journal;

/// <summary>One entry of an append-only hash chain (invariant 9). Never updated, never deleted.</summary>
public sealed class JournalEntry
{
    /// <summary>instance:ID, users, definitions, parameters, reveals …</summary>
    public required string Stream { get; init; }

    /// <summary>From 1 without gaps.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }
    public required string Kind { get; init; }
    public string? ActorId { get; init; }

    /// <summary>Canonical JSON: stimulus, now, answers for a transition. Ids, codes and hashes only.</summary>
    public required string Body { get; init; }

    /// <summary>Covers everything in the entry and the hash of the one before.</summary>
    public required string Hash { get; init; }
}

/// <summary>The head of a stream, so that appending needs no scan and a missing stream is noticed.</summary>
public sealed class JournalHead
{
    public required string Stream { get; init; }
    public long Sequence { get; set; }
    public required string Hash { get; set; }

    /// <summary>Changed since the last signed anchor.</summary>
    public bool Dirty { get; set; }
}
