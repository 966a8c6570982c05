namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>A version of a form document as imported. Immutable, since tasks are pinned to it.</summary>
public sealed class FormVersion
{
    public required string Key { get; init; }

    /// <summary>From 1; a changed document is the next.</summary>
    public required int Version { get; init; }

    public required string Json { get; init; }
    public required string Hash { get; init; }
    public required DateTimeOffset ImportedAt { get; init; }
}
