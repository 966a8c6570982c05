namespace WorkflowJobs.Domain.Agreements;

/// <summary>A signed rural service agreement or urban labour contract. Seals and signatures are never fabricated.</summary>
public sealed class Agreement
{
    public required string Id { get; init; }

    /// <summary>The application that it was first signed for; null for a person who was on post before the system was.</summary>
    public string? ApplicationId { get; init; }

    /// <summary>The placement that it carries; null until the person enters the roster. A renewal carries the same.</summary>
    public string? PlacementId { get; set; }

    public required string PersonId { get; init; }
    public required string PostName { get; init; }
    public required DateOnly SignedOn { get; init; }
    public required DateOnly StartsOn { get; set; }

    /// <summary>Last day, included.</summary>
    public required DateOnly EndsOn { get; set; }

    /// <summary>WetInk, Thumbprint (two witnesses), ElectronicAdapter.</summary>
    public required string SignatureMode { get; init; }

    public string Witnesses { get; init; } = "";
    public required string ScanAttachmentId { get; init; }
    public string? PolicyNumber { get; set; }
    public DateOnly? PolicyFrom { get; set; }

    /// <summary>From this day it binds nobody; null while it is in force. The row stays as it was signed.</summary>
    public DateOnly? VoidedOn { get; set; }

    /// <summary>Code of the reason, e.g. TRAINING_LAPSED.</summary>
    public string? VoidReason { get; set; }

    public required string RecordedBy { get; init; }
    public DateTimeOffset RecordedAt { get; init; }
}
