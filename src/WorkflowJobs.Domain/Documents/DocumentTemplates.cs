using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Documents;

/// <summary>Templates by key and version. The latest is what new papers are made with.</summary>
public sealed class DocumentTemplates
{
    public const string Stream = "documents";

    private readonly ConcurrentDictionary<(string Key, int Version), DocumentTemplate> parsed = new();

    /// <summary>0 when there is none.</summary>
    public static async Task<int> LatestVersion(AppDb db, string key, CancellationToken cancel) =>
        (await Latest(db, cancel)).GetValueOrDefault(key);

    /// <summary>The latest version of every template, by key.</summary>
    public static Task<Dictionary<string, int>> Latest(AppDb db, CancellationToken cancel) => db.Reference("document templates", static (db, token) =>
        db.DocumentTemplates.GroupBy(row => row.Key).Select(group => new { group.Key, Latest = group.Max(row => row.Version) }).ToDictionaryAsync(row => row.Key, row => row.Latest, token), cancel);

    public async Task<DocumentTemplate?> Find(AppDb db, string key, int version, CancellationToken cancel)
    {
        if (parsed.TryGetValue((key, version), out var known))
            return known;
        if (await db.DocumentTemplates.AsNoTracking().FirstOrDefaultAsync(row => row.Key == key && row.Version == version, cancel) is not { } row)
            return null;
        var template = DocumentTemplate.Read(row.Json).Value ?? throw new InvalidOperationException($"The stored template {key} version {version} cannot be read.");
        return parsed.GetOrAdd((key, version), template);
    }

    /// <summary>Stores a template as the next version unless it is the latest already; answers its version. Journalled.</summary>
    public async Task<int> Publish(Work work, DocumentTemplate template, string? fileHash, Actor actor, CancellationToken cancel)
    {
        var latest = await work.Db.DocumentTemplates.Where(row => row.Key == template.Key).OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancel);
        var hash = template.Hash;
        if (latest?.Hash == hash)
            return latest.Version;
        var row = new DocumentTemplateVersion
        {
            Key = template.Key,
            Version = (latest?.Version ?? 0) + 1,
            Json = template.ToJson(),
            Hash = hash,
            FileHash = fileHash,
            PublishedAt = work.Now,
            PublishedBy = actor.UserId,
        };
        work.Db.DocumentTemplates.Add(row);
        await JournalChain.Append(work, Stream, "TemplatePublished", actor.UserId, new JsonObject { ["key"] = row.Key, ["version"] = row.Version, ["hash"] = hash }, cancel);
        await work.Db.SaveChangesAsync(cancel);
        return row.Version;
    }
}
