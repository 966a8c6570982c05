using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Attachments;

/// <summary>Uploading, citing, ticking "original seen", and sweeping what nobody cites.</summary>
public sealed class AttachmentCommands(IWriter writer, AttachmentFiles files, AttachmentQueries queries)
{
    /// <summary>Bytes of one file at the most: 20 MiB.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    private static readonly string[] Comparers = [Roles.VillageOfficer, Roles.TownHandler];

    private static readonly TimeSpan OrphanAge = TimeSpan.FromDays(1);

    public static Refusal TooLarge { get; } = new("ATTACHMENT_TOO_LARGE", "文件超过 20 MB，请压缩或分页上传。", "The file is larger than 20 MB; shrink it or upload its pages singly.") { Status = 413 };

    public static Refusal NotAnImage { get; } = new("ATTACHMENT_NOT_AN_IMAGE",
        "文件内容不是图片（PNG、JPEG、WebP）或 PDF，或文件已损坏，请重新拍照或扫描。",
        "The content is no image (PNG, JPEG, WebP) or PDF, or it is damaged. Take or scan it again.")
    { Status = 415 };

    /// <summary>Stores the file first, then its row: a command can only cite what is durable.</summary>
    public async Task<Result<Attachment>> Upload(Actor actor, string fileName, byte[] bytes, CancellationToken cancel)
    {
        if (bytes.Length > MaxBytes)
            return TooLarge;
        if (FileContent.TypeOf(bytes) is not { } type)
            return NotAnImage;
        var hash = await files.Save(bytes, cancel);
        return await writer.Write<Result<Attachment>>((work, _) =>
        {
            var attachment = new Attachment
            {
                Id = Guid.CreateVersion7().ToString("N"),
                Sha256 = hash,
                Size = bytes.Length,
                ContentType = type,
                FileName = Path.GetFileName(fileName) is { Length: > 0 } name ? name[..Math.Min(name.Length, 200)] : "file",
                UploadedBy = actor.UserId,
                UploadedAt = work.Now,
            };
            work.Db.Attachments.Add(attachment);
            return Task.FromResult<Result<Attachment>>(attachment);
        }, cancel);
    }

    /// <summary>The officer has compared it with the original: who accepts applications, for files that they may see.</summary>
    public Task<Result<Attachment>> MarkOriginalSeen(Actor actor, string id, CancellationToken cancel) =>
        writer.Write<Result<Attachment>>(async (work, token) =>
        {
            if (await work.Db.Attachments.FindAsync([id], token) is not { } attachment || !await queries.MaySee(work, actor, attachment, token))
                return work.Refuse<Result<Attachment>>(Refusals.NotFound);
            if (!Comparers.Any(actor.Has))
                return work.Refuse<Result<Attachment>>(Refusals.Forbidden);
            attachment.OriginalSeenBy ??= actor.UserId;
            attachment.OriginalSeenAt ??= work.Now;
            return attachment;
        }, cancel);

    /// <summary>Binds the attachments that the data names, in this command's transaction. Those of others' uploads or of another subject stay as they are.</summary>
    public static async Task Cite(Work work, JsonNode? data, string subjectType, string subjectId, CancellationToken cancel)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(data, "", names);
        var ids = names.Keys.ToList();
        foreach (var attachment in await work.Db.Attachments.Where(row => ids.Contains(row.Id) && row.SubjectId == null).ToListAsync(cancel))
        {
            attachment.SubjectType = subjectType;
            attachment.SubjectId = subjectId;
            attachment.Field = names[attachment.Id];
        }
    }

    /// <summary>Removes what nobody cited for a day: the row, and the file when no other row names the content.</summary>
    public async Task<int> Sweep(CancellationToken cancel)
    {
        var swept = await writer.Write(async (work, token) =>
        {
            var before = work.Now - OrphanAge;
            var orphans = await work.Db.Attachments.Where(row => row.SubjectId == null && row.UploadedAt < before).Take(500).ToListAsync(token);
            work.Db.Attachments.RemoveRange(orphans);
            var ids = orphans.ConvertAll(row => row.Id);
            var hashes = orphans.Select(row => row.Sha256).Distinct().ToList();
            var kept = await work.Db.Attachments.Where(row => hashes.Contains(row.Sha256) && !ids.Contains(row.Id)).Select(row => row.Sha256).ToListAsync(token);
            return (ids.Count, Files: hashes.Except(kept).ToList());
        }, cancel);
        swept.Files.ForEach(files.Delete);
        return swept.Count;
    }

    private static void Collect(JsonNode? node, string field, Dictionary<string, string> names)
    {
        switch (node)
        {
            case JsonObject fields:
                foreach (var (name, value) in fields)
                    Collect(value, name, names);
                break;
            case JsonArray items:
                foreach (var item in items)
                    Collect(item, field, names);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Length == 32:
                names.TryAdd(text, field);
                break;
        }
    }
}
