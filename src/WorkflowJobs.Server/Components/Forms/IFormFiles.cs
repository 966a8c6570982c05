using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Server.Components.Forms;

/// <summary>Where a form's attachments go and come from.</summary>
public interface IFormFiles
{
    /// <summary>Stores a file; refused when it is too large or is not what it says.</summary>
    Task<Result<FormFile>> Store(Stream content, string fileName, CancellationToken cancel);

    Task<IReadOnlyDictionary<string, FormFile>> Describe(IReadOnlyCollection<string> ids, CancellationToken cancel);
}

/// <summary>A stored file as a form shows it.</summary>
public sealed record FormFile(string Id, string Name, string ContentType, long Size)
{
    /// <summary>Where its bytes are read, by those who may.</summary>
    public string Address => $"/api/attachments/{Id}";

    public bool IsImage => ContentType.StartsWith("image/", StringComparison.Ordinal);

    public string? OriginalSeenBy { get; init; }
}
