using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Attachments;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Documents;

/// <summary>
/// Photographs that a paper shows. The order fixes which, by their hash; the bytes are looked up when it is printed, since a stored file never changes.
/// </summary>
public sealed class PaperPictures(AttachmentFiles files)
{
    /// <summary>Larger ones are named on the paper and stay in the system alone.</summary>
    private const long LargestPicture = 3 * 1024 * 1024;

    /// <summary>The row of a photograph; <c>file</c> is empty where the paper cannot show it.</summary>
    /// <param name="name">Name of the picture within the paper, without an ending.</param>
    internal static async Task<JsonObject> Row(Work work, string? attachmentId, string name, string caption, CancellationToken cancel)
    {
        var attachment = attachmentId is null ? null : await work.Db.Attachments.AsNoTracking().FirstOrDefaultAsync(row => row.Id == attachmentId, cancel);
        var ending = attachment?.ContentType switch { "image/png" => ".png", "image/jpeg" => ".jpg", _ => null };
        return new JsonObject
        {
            ["caption"] = caption,
            ["file"] = ending is not null && attachment!.Size <= LargestPicture ? name + ending : "",
            ["sha256"] = attachment?.Sha256 ?? "",
        };
    }

    /// <summary>The pictures that the data's <c>photos</c> name.</summary>
    public async Task<IReadOnlyDictionary<string, byte[]>> Of(JsonObject data, CancellationToken cancel)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var photo in (data["photos"] as JsonArray ?? []).OfType<JsonObject>())
            if (photo.Text("file") is { Length: > 0 } name && photo.Text("sha256") is { } hash)
                found[name] = await files.Read(hash, cancel) ?? throw new InvalidOperationException($"The stored file {hash} is gone.");
        return found;
    }
}
