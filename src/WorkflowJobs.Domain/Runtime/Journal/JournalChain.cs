using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Journal;

/// <summary>Appends to the hash chains. An entry's hash covers everything in it and the hash before it.</summary>
public static class JournalChain
{
    /// <summary>What stands before the first entry of a stream.</summary>
    public const string Beginning = "";

    public static string StreamOf(string instanceId) => "instance:" + instanceId;

    /// <summary>Appends in the caller's transaction. The body holds ids, codes and hashes only.</summary>
    public static async Task<JournalEntry> Append(
        Work work, string stream, string kind, string? actorId, JsonObject body, CancellationToken cancel)
    {
        var head = await work.Db.Row<JournalHead>(cancel, stream);
        if (head is null)
        {
            head = new JournalHead { Stream = stream, Hash = Beginning };
            work.Db.JournalHeads.Add(head);
        }

        var text = Canonical.Text(body);
        var entry = new JournalEntry
        {
            Stream = stream,
            Sequence = head.Sequence + 1,
            At = work.Now,
            Kind = kind,
            ActorId = actorId,
            Body = text,
            Hash = HashOf(stream, head.Sequence + 1, work.Now, kind, actorId, text, head.Hash),
        };
        work.Db.JournalEntries.Add(entry);
        (head.Sequence, head.Hash, head.Dirty) = (entry.Sequence, entry.Hash, true);
        return entry;
    }

    /// <summary>The hash that an entry must have after the one with the given hash.</summary>
    public static string HashOf(JournalEntry entry, string previous) =>
        HashOf(entry.Stream, entry.Sequence, entry.At, entry.Kind, entry.ActorId, entry.Body, previous);

    private static string HashOf(string stream, long sequence, DateTimeOffset at, string kind, string? actorId, string body, string previous)
    {
        var text = new JsonArray(
            stream, sequence, at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), kind, actorId, body, previous).ToJsonString();
        return ContentHash.Of(text);
    }
}
