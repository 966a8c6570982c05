using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Journal;

/// <summary>
/// Signed anchors over all heads that changed. The key lies outside the database, and each anchor is also a line of a file:
/// who can change the database alone cannot change history unnoticed.
/// </summary>
public sealed class JournalAnchors(IWriter writer, string file, byte[] key)
{
    public const string Stream = "anchors";

    /// <summary>Signs the heads that changed since the last anchor; null when none did.</summary>
    public async Task<JsonObject?> Anchor(CancellationToken cancel)
    {
        var anchor = await writer.Write(async (work, token) =>
        {
            var heads = await work.Db.JournalHeads.Where(head => head.Dirty && head.Stream != Stream).OrderBy(head => head.Stream).ToListAsync(token);
            if (heads.Count == 0)
                return null;
            var body = new JsonObject
            {
                ["at"] = work.Now.ToUnixTimeMilliseconds(),
                ["heads"] = new JsonObject(heads.Select(head => new KeyValuePair<string, JsonNode?>(
                    head.Stream, new JsonObject { ["sequence"] = head.Sequence, ["hash"] = head.Hash }))),
            };
            body["signature"] = Sign(body);
            foreach (var head in heads)
                head.Dirty = false;
            await JournalChain.Append(work, Stream, "Anchor", null, body, token);
            return body;
        }, cancel);
        await CatchUp(cancel);
        return anchor;
    }

    /// <summary>The lines of the file, oldest first; none when there is no file yet.</summary>
    public IReadOnlyList<string> Lines() => File.Exists(file) ? File.ReadAllLines(file) : [];

    /// <summary>The anchor of a line, or null when its signature does not hold.</summary>
    public JsonObject? Read(string line)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject body || body["signature"]?.GetValue<string>() is not { } signature || body["heads"] is not JsonObject)
                return null;
            body.Remove("signature");
            return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Sign(body))) ? body : null;
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Writes to the file what is in the database and not yet there: also what a crash kept from being written.</summary>
    private async Task CatchUp(CancellationToken cancel)
    {
        var written = Lines().Count;
        var missing = await writer.Write((work, token) => work.Db.JournalEntries.AsNoTracking()
            .Where(entry => entry.Stream == Stream && entry.Sequence > written).OrderBy(entry => entry.Sequence).Select(entry => entry.Body).ToListAsync(token), cancel);
        if (missing.Count == 0)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        foreach (var line in missing)
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancel);
        stream.Flush(flushToDisk: true);
    }

    private string Sign(JsonObject body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Canonical.Text(body))));
}
