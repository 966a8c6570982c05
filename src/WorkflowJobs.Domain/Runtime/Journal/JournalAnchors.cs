using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Journal;

/// <summary>
/// Signed anchors over all heads that changed. The key lies outside the database, each anchor names the one before, and each is also a
/// line of a file: who can change the database alone, or the file alone, cannot change history unnoticed.
/// </summary>
public sealed class JournalAnchors(IWriter writer, IReader reader, AnchorFile file, AnchorKeys keys)
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
            var number = 1 + ((await work.Db.JournalHeads.FindAsync([Stream], token))?.Sequence ?? 0);
            var before = await work.Db.JournalEntries.FindAsync([Stream, number - 1], token);
            var body = keys.Sign(new JsonObject
            {
                ["number"] = number,
                ["previous"] = before is null ? "" : JsonNode.Parse(before.Body)?["signature"]?.GetValue<string>() ?? "",
                ["at"] = work.Now.ToUnixTimeMilliseconds(),
                ["heads"] = new JsonObject(heads.Select(head => new KeyValuePair<string, JsonNode?>(
                    head.Stream, new JsonObject { ["sequence"] = head.Sequence, ["hash"] = head.Hash }))),
            });
            foreach (var head in heads)
                head.Dirty = false;
            await JournalChain.Append(work, Stream, "Anchor", null, body, token);
            return body;
        }, cancel);
        await CatchUp(cancel);
        return anchor;
    }

    /// <summary>Writes to the file what is in the database and not yet there: also what a crash kept from being written.</summary>
    private async Task CatchUp(CancellationToken cancel)
    {
        var written = file.Count();
        var missing = await reader.Read((work, token) => work.Db.JournalEntries.AsNoTracking()
            .Where(entry => entry.Stream == Stream && entry.Sequence > written).OrderBy(entry => entry.Sequence).Select(entry => entry.Body).ToListAsync(token), cancel);
        if (missing.Count > 0)
            await file.Append(written + 1, missing, cancel);
    }
}
