using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>Form documents by key and version. A changed document becomes the next version; open tasks stay on theirs.</summary>
public sealed class FormStore
{
    private readonly ConcurrentDictionary<(string Key, int Version), FormDocument> parsed = new();

    /// <summary>The document of a pinned version; null when there is none.</summary>
    public async Task<FormDocument?> Find(AppDb db, string key, int version, CancellationToken cancel)
    {
        if (parsed.TryGetValue((key, version), out var known))
            return known;
        if (await db.FormVersions.FindAsync([key, version], cancel) is not { } row)
            return null;
        var document = FormDocument.Read(row.Json).Value ?? throw new InvalidOperationException($"The stored form {key} version {version} cannot be read.");
        return parsed.GetOrAdd((key, version), document);
    }

    /// <summary>The document of the latest version; null when there is none.</summary>
    public async Task<FormDocument?> FindLatest(AppDb db, string key, CancellationToken cancel) =>
        await Find(db, key, await LatestVersion(db, key, cancel), cancel);

    /// <summary>0 when there is no such form.</summary>
    public static async Task<int> LatestVersion(AppDb db, string key, CancellationToken cancel)
    {
        var latest = await db.Reference("form versions", static (db, token) =>
            db.FormVersions.GroupBy(row => row.Key).Select(group => new { group.Key, Latest = group.Max(row => row.Version) }).ToDictionaryAsync(form => form.Key, form => form.Latest, token), cancel);
        return latest.GetValueOrDefault(key);
    }

    /// <summary>Answers the version under which the text is stored, which is the one it had when nothing changed.</summary>
    public async Task<Result<int>> Import(Work work, string json, CancellationToken cancel)
    {
        var read = FormDocument.Read(json);
        if (read.Refusal is { } refusal)
            return refusal;
        var key = read.Value!.Key;
        var hash = ContentHash.Of(json);
        var latest = await work.Db.FormVersions.Where(row => row.Key == key).OrderByDescending(row => row.Version).FirstOrDefaultAsync(cancel);
        if (latest?.Hash == hash)
            return latest.Version;
        var version = Math.Max((latest?.Version ?? 0) + 1, read.Value.Version);
        work.Db.FormVersions.Add(new FormVersion { Key = key, Version = version, Json = json, Hash = hash, ImportedAt = work.Now });
        await work.Db.SaveChangesAsync(cancel);
        return version;
    }
}
