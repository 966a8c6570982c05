namespace WorkflowJobs.Domain.Supervision;

/// <summary>A tip-off about somebody on post or an officer (信访举报). Who reported is never shown to the village (DOMAIN §9.2).</summary>
public sealed class TipOff
{
    public required string Id { get; init; }

    /// <summary>With which whoever reported asks what became of it; cannot be guessed.</summary>
    public required string Code { get; init; }

    public required string TownId { get; init; }

    /// <summary>About an officer: the district's commission looks into it, not the town's.</summary>
    public required bool AboutOfficer { get; init; }

    /// <summary>The officer's account as far as it is known.</summary>
    public string? OfficerId { get; init; }

    /// <summary>Whom it is about, as reported; encrypted with the system's key.</summary>
    public required byte[] AboutCipher { get; init; }

    public required byte[] ContentCipher { get; init; }
    public required bool IsRealName { get; init; }
    public byte[]? ReporterCipher { get; init; }
    public byte[]? ContactCipher { get; init; }

    /// <summary>Web, Letter, Visit, Phone.</summary>
    public required string Channel { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The officer who took it in; null when it came over the public page.</summary>
    public string? TakenBy { get; init; }

    /// <summary>The placement that the investigation found it to be about.</summary>
    public string? PlacementId { get; set; }

    /// <summary>Substantiated, NotSubstantiated; null while open.</summary>
    public string? Outcome { get; set; }

    public byte[]? FindingCipher { get; set; }

    /// <summary>What is answered to whoever reported; encrypted with the system's key.</summary>
    public byte[]? ReplyCipher { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }
    public string? InstanceId { get; set; }
    public int Revision { get; set; }
}
