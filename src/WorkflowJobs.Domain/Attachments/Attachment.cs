namespace WorkflowJobs.Domain.Attachments;

/// <summary>A stored file: encrypted under its hash, written before the command that cites it.</summary>
public sealed class Attachment
{
    public required string Id { get; init; }

    /// <summary>SHA-256 of the plain bytes; the file's name in the store.</summary>
    public required string Sha256 { get; init; }

    public required long Size { get; init; }
    public required string ContentType { get; init; }
    public required string FileName { get; set; }
    public required string UploadedBy { get; init; }
    public DateTimeOffset UploadedAt { get; init; }

    /// <summary>What cites it; null while nobody does, then it is swept.</summary>
    public string? SubjectType { get; set; }

    public string? SubjectId { get; set; }
    public string? Field { get; set; }
    public int PageNumber { get; set; }
    public string? OriginalSeenBy { get; set; }
    public DateTimeOffset? OriginalSeenAt { get; set; }
}
