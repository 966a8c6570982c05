namespace WorkflowJobs.Domain.Publicity;

/// <summary>A posted list with dates and people of its own; a restarted or promoted person gets a list of their own.</summary>
public sealed class PublicityList
{
    public required string Id { get; init; }
    public required string RoundId { get; init; }
    public required string TownId { get; init; }
    public required int Number { get; init; }

    /// <summary>Draft, Posted, Concluded.</summary>
    public required string Status { get; set; }

    public DateOnly? PostedOn { get; set; }

    /// <summary>First and last working day of the period that counts.</summary>
    public DateOnly? StartsOn { get; set; }

    public DateOnly? EndsOn { get; set; }
    public bool Provisional { get; set; }

    /// <summary>Why and when the period was restarted, oldest first, as JSON; shown with both dates.</summary>
    public string Interruptions { get; set; } = "[]";

    public string? PostingPhotoId { get; set; }
    public string? RemovalPhotoId { get; set; }
    public DateTimeOffset? ConcludedAt { get; set; }

    /// <summary>Removed from the public area at period end + 5 working days (DOMAIN §9.2).</summary>
    public DateOnly? RemovedOn { get; set; }

    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}

public sealed class PublicityEntry
{
    public required string Id { get; init; }
    public required string ListId { get; init; }
    public required string ApplicationId { get; init; }
    public required int Position { get; init; }
    public string? PostId { get; init; }

    /// <summary>Listed, Held, Cleared, Upheld.</summary>
    public required string State { get; set; }
}

/// <summary>An objection. The objector is never shown to the village; what is written about the challenged person ends with that person's key.</summary>
public sealed class Objection
{
    public required string Id { get; init; }
    public required string ListId { get; init; }
    public required string ApplicationId { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required bool IsRealName { get; init; }
    public required string Channel { get; init; }

    /// <summary>Encrypted with the system's key; case handler and discipline only.</summary>
    public byte[]? ObjectorCipher { get; init; }

    /// <summary>What is objected to, encrypted with the key of the challenged person.</summary>
    public required byte[] ContentCipher { get; init; }
    public bool AboutCadre { get; init; }

    /// <summary>Upheld, NotUpheld; null while open.</summary>
    public string? Outcome { get; set; }

    /// <summary>What the investigation found, encrypted with the key of the challenged person; null while open.</summary>
    public byte[]? FindingCipher { get; set; }

    /// <summary>What the objector is answered, encrypted with the key of the challenged person; null while open.</summary>
    public byte[]? ReplyCipher { get; set; }

    /// <summary>When the one extension was taken; null while none was.</summary>
    public DateTimeOffset? ExtendedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }
    public int Revision { get; set; }
}
