namespace WorkflowJobs.Domain.Documents;

/// <summary>
/// A paper: ordered in the transaction of the decision, with everything that it says, and printed right after. Once printed its bytes are kept
/// and never made again.
/// </summary>
public sealed class IssuedDocument
{
    public required string Id { get; init; }

    /// <summary>Key and version of the template; both stay.</summary>
    public required string Template { get; init; }

    public required int TemplateVersion { get; init; }
    public required string SubjectType { get; init; }
    public required string SubjectId { get; init; }

    /// <summary>The person whom it is about, under whose key it is encrypted; null when it is about nobody or several.</summary>
    public string? PersonId { get; init; }

    public required string IssuerUnitId { get; init; }

    /// <summary>济太管办字〔2024〕12号; null when it carries none. Each stands in the register of numbers.</summary>
    public string? Number { get; init; }

    /// <summary>Printed on it, and with the hash in its QR code: 16 letters and digits that cannot be guessed. Unique.</summary>
    public required string Code { get; init; }

    /// <summary>Hash of the journal's entry that ordered it; the entry holds the hash of its data.</summary>
    public required string OrderHash { get; init; }

    public required string OrderedBy { get; init; }
    public required DateTimeOffset OrderedAt { get; init; }
    public string? InstanceId { get; init; }
    public string? ActivityId { get; init; }

    /// <summary>What fills the template, as JSON, encrypted.</summary>
    public required byte[] DataCipher { get; init; }

    /// <summary>The PDF, encrypted; null until it is printed.</summary>
    public byte[]? PdfCipher { get; set; }

    /// <summary>SHA-256 of the PDF; also in the journal.</summary>
    public string? Sha256 { get; set; }

    public int? Pages { get; set; }
    public DateTimeOffset? PrintedAt { get; set; }

    /// <summary>Why the last attempt to print failed, as a code; null when none did.</summary>
    public string? FailureCode { get; set; }

    /// <summary>The field or place of the template that failed.</summary>
    public string? FailureField { get; set; }

    /// <summary>The later paper of the same step that counts instead: the step was gone through again.</summary>
    public string? ReplacedById { get; set; }
}

/// <summary>A number that was given out: once for all.</summary>
public sealed class DocumentNumber
{
    /// <summary>As printed.</summary>
    public required string Id { get; init; }

    /// <summary>What stands before the year: 石桥公岗受.</summary>
    public required string Series { get; init; }

    public required int Year { get; init; }
    public required int Number { get; init; }
    public required string DocumentId { get; init; }
    public required DateTimeOffset At { get; init; }
}
