namespace WorkflowJobs.Domain.Openings;

/// <summary>What the provincial system (精准管理系统) says of a person on post, as last read from its file: its numbers and whether the post is filed there.</summary>
public sealed class ProvincialRecord
{
    /// <summary>The person's id.</summary>
    public required string Id { get; init; }

    /// <summary>Numbers and states as JSON, sealed with the person's key.</summary>
    public required byte[] DataCipher { get; set; }

    /// <summary>Hash of the file that last changed it.</summary>
    public required string Sha256 { get; set; }

    public required string UpdatedBy { get; set; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public int Revision { get; set; }
}

/// <summary>The provincial columns of D09 that come from there.</summary>
public sealed record ProvincialData(string? PersonNumber, string? Serial, string? Hardship, string? Approval, string? Agency, DateOnly? CreatedOn, bool? Filed);
