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

    /// <summary>All pictures of one paper together: the printer has its time and memory. Those beyond are named like the larger ones.</summary>
    private const long MostBytes = 24 * 1024 * 1024;

    /// <summary>The row of a photograph; <c>file</c> is empty where the paper cannot show it.</summary>
    /// <param name="name">Name of the picture within the paper, without an ending.</param>
    internal static async Task<JsonObject> Row(Work work, string? attachmentId, string name, string caption, CancellationToken cancel)
    {
        var attachment = attachmentId is null ? null : await work.Db.Attachments.AsNoTracking().FirstOrDefaultAsync(row => row.Id == attachmentId, cancel);
        return Row(attachment, name, caption, LargestPicture);
    }

    /// <summary>The rows of many photographs in their order, named photo1, photo2 and so on; as many are shown as fit into one paper.</summary>
    internal static async Task<JsonArray> Rows(Work work, IReadOnlyList<(string AttachmentId, string Caption)> photos, CancellationToken cancel)
    {
        var ids = photos.Select(photo => photo.AttachmentId).ToList();
        var attachments = await work.Db.Attachments.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var left = MostBytes;
        var rows = new JsonArray();
        foreach (var (index, (id, caption)) in photos.Index())
        {
            var row = Row(attachments.GetValueOrDefault(id), $"photo{index + 1}", caption, Math.Min(LargestPicture, left));
            left -= row.Text("file") is { Length: > 0 } ? attachments[id].Size : 0;
            rows.Add((JsonNode)row);
        }

        return rows;
    }

    private static JsonObject Row(Attachment? attachment, string name, string caption, long largest)
    {
        var ending = attachment?.ContentType switch { "image/png" => ".png", "image/jpeg" => ".jpg", _ => null };
        return new JsonObject
        {
            ["caption"] = caption,
            ["file"] = ending is not null && attachment!.Size <= largest ? name + ending : "",
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
