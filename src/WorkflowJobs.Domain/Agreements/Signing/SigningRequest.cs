namespace WorkflowJobs.Domain.Agreements.Signing;

/// <summary>Where a request stands.</summary>
public enum SigningState
{
    /// <summary>With the provider, or on its way there.</summary>
    Requested,
    Signed,
    Declined,

    /// <summary>Taken back before an answer, to sign on paper; what the provider answers after that is refused.</summary>
    Withdrawn,
}

/// <summary>An agreement that was given to a provider of reliable electronic signatures (电子签名法 13条). What comes back is stored as it came; nothing is drawn onto it here.</summary>
public sealed class SigningRequest
{
    public required string Id { get; init; }
    public required string ApplicationId { get; init; }

    /// <summary>The printed agreement (D12) that is to be signed, and the hash of its bytes.</summary>
    public required string DocumentId { get; init; }

    public required string Sha256 { get; init; }
    public SigningState State { get; set; }
    public required string RequestedBy { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>The signed file as the provider returned it; null until then.</summary>
    public string? SignedAttachmentId { get; set; }
}
