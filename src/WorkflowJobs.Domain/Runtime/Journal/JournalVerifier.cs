using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Runtime.Journal;

/// <summary>Something wrong with the journal. Sequence is that of the first bad entry; 0 when the stream as a whole is meant.</summary>
/// <param name="Code">ENTRY_CHANGED, ENTRY_MISSING, CHAIN_BROKEN, HEAD_WRONG, STREAM_MISSING, ANCHOR_FORGED, ANCHOR_CONTRADICTED.</param>
public sealed record JournalProblem(string Stream, long Sequence, string Code);

public sealed record JournalReport(long Entries, int Streams, IReadOnlyList<JournalProblem> Problems)
{
    public bool Ok => Problems.Count == 0;
}

/// <summary>Checks every chain, the heads, the streams that must exist, and the signed anchors (invariant 9).</summary>
public sealed class JournalVerifier(JournalAnchors? anchors = null)
{
    public async Task<JournalReport> Verify(AppDb db, CancellationToken cancel)
    {
        var problems = new List<JournalProblem>();
        var heads = await db.JournalHeads.AsNoTracking().ToDictionaryAsync(head => head.Stream, cancel);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var last = default(JournalEntry);
        var broken = false;
        var count = 0L;
        await foreach (var entry in db.JournalEntries.AsNoTracking().OrderBy(e => e.Stream).ThenBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            count++;
            if (last?.Stream != entry.Stream)
            {
                CheckHead(last, broken, heads, problems);
                (last, broken) = (null, false);
                seen.Add(entry.Stream);
            }

            // Only the first bad entry of a stream is named; what follows rests on it.
            if (!broken && Fault(last, entry) is { } code)
            {
                problems.Add(new JournalProblem(entry.Stream, code == "ENTRY_MISSING" ? (last?.Sequence ?? 0) + 1 : entry.Sequence, code));
                broken = true;
            }

            last = entry;
        }

        CheckHead(last, broken, heads, problems);
        problems.AddRange(heads.Values.Where(head => head.Sequence > 0 && !seen.Contains(head.Stream)).Select(head => new JournalProblem(head.Stream, 0, "STREAM_MISSING")));
        await foreach (var id in db.Instances.AsNoTracking().Select(instance => instance.Id).AsAsyncEnumerable().WithCancellation(cancel))
            if (JournalChain.StreamOf(id) is var stream && !seen.Contains(stream) && !heads.ContainsKey(stream))
                problems.Add(new JournalProblem(stream, 0, "STREAM_MISSING"));
        if (anchors is not null)
            problems.AddRange(await CheckAnchors(db, anchors, seen, cancel));
        return new JournalReport(count, seen.Count, problems);
    }

    private static string? Fault(JournalEntry? last, JournalEntry entry)
    {
        if (entry.Sequence != (last?.Sequence ?? 0) + 1)
            return "ENTRY_MISSING";
        if (JournalChain.HashOf(entry) != entry.Hash)
            return "ENTRY_CHANGED";
        return entry.PreviousHash == (last?.Hash ?? JournalChain.Beginning) ? null : "CHAIN_BROKEN";
    }

    private static void CheckHead(JournalEntry? last, bool broken, Dictionary<string, JournalHead> heads, List<JournalProblem> problems)
    {
        if (last is null || broken)
            return;
        var head = heads.GetValueOrDefault(last.Stream);
        if (head is null || head.Sequence < last.Sequence || (head.Sequence == last.Sequence && head.Hash != last.Hash))
            problems.Add(new JournalProblem(last.Stream, last.Sequence, "HEAD_WRONG"));
        else if (head.Sequence > last.Sequence)
            problems.Add(new JournalProblem(last.Stream, last.Sequence + 1, "ENTRY_MISSING"));
    }

    private static async Task<List<JournalProblem>> CheckAnchors(AppDb db, JournalAnchors anchors, HashSet<string> seen, CancellationToken cancel)
    {
        var problems = new List<JournalProblem>();
        var line = 0;
        foreach (var text in anchors.Lines())
        {
            line++;
            if (anchors.Read(text) is not { } body)
            {
                problems.Add(new JournalProblem(JournalAnchors.Stream, line, "ANCHOR_FORGED"));
                continue;
            }

            foreach (var (stream, value) in (JsonObject)body["heads"]!)
            {
                var (sequence, hash) = (value!["sequence"]!.GetValue<long>(), value["hash"]!.GetValue<string>());
                var stored = await db.JournalEntries.AsNoTracking().Where(e => e.Stream == stream && e.Sequence == sequence).Select(e => e.Hash).FirstOrDefaultAsync(cancel);
                if (stored == hash || problems.Exists(problem => problem.Stream == stream))
                    continue;
                problems.Add(new JournalProblem(stream, seen.Contains(stream) ? sequence : 0, seen.Contains(stream) ? "ANCHOR_CONTRADICTED" : "STREAM_MISSING"));
            }
        }

        return problems;
    }
}
