using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Runtime.Journal;

/// <summary>Something wrong with the journal. Sequence is that of the first bad entry; 0 when the stream as a whole is meant; in the anchors' file, the line.</summary>
/// <param name="Code">
/// ENTRY_CHANGED, ENTRY_MISSING, HEAD_WRONG, HEAD_UNANCHORED, STREAM_MISSING; of entries against anchors ANCHOR_CONTRADICTED;
/// of the anchors themselves ANCHOR_FORGED, ANCHOR_MISSING, ANCHOR_OUT_OF_ORDER.
/// </param>
public sealed record JournalProblem(string Stream, long Sequence, string Code)
{
    /// <summary>Stands for the file of anchors where others name a stream.</summary>
    public const string AnchorFile = "anchors-file";
}

/// <param name="Anchor">Number of the last anchor, 0 without one; its signature, kept elsewhere, proves later that nothing before it was cut off.</param>
public sealed record JournalReport(long Entries, int Streams, IReadOnlyList<JournalProblem> Problems, long Anchor = 0, string? AnchorSignature = null)
{
    public bool Ok => Problems.Count == 0;
}

/// <summary>Checks every chain, the heads, the streams that must exist, and the signed anchors (invariant 9).</summary>
public sealed class JournalVerifier(AnchorFile? file = null, AnchorKeys? keys = null)
{
    public async Task<JournalReport> Verify(AppDb db, CancellationToken cancel)
    {
        // Before the first query, with which the snapshot begins.
        var lines = file?.Lines() ?? [];
        var evidence = keys is null ? null : new AnchorEvidence(keys);
        if (evidence is not null)
            await evidence.Read(db, lines, cancel);
        var pass = new Pass(await db.JournalHeads.AsNoTracking().ToDictionaryAsync(head => head.Stream, StringComparer.Ordinal, cancel), evidence);
        await foreach (var entry in db.JournalEntries.AsNoTracking().OrderBy(e => e.Stream).ThenBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
            pass.See(entry);
        pass.EndStream();
        await foreach (var id in db.Instances.AsNoTracking().Select(instance => instance.Id).AsAsyncEnumerable().WithCancellation(cancel))
            pass.Expect(JournalChain.StreamOf(id));
        pass.ExpectKnown();
        return new JournalReport(pass.Count, pass.Streams, [.. evidence?.Problems ?? [], .. pass.Problems], evidence?.Last?.Number ?? 0, evidence?.Last?.Signature);
    }

    /// <summary>One walk over all entries, stream by stream. Only the first bad entry of a stream is named; what follows rests on it.</summary>
    private sealed class Pass(Dictionary<string, JournalHead> heads, AnchorEvidence? evidence)
    {
        private readonly HashSet<string> seen = new(StringComparer.Ordinal);
        private readonly HashSet<string> bad = new((evidence?.Problems ?? []).Select(problem => problem.Stream), StringComparer.Ordinal);
        private readonly List<JournalProblem> problems = [];
        private IReadOnlyList<(long Sequence, UInt128 Hash)> anchored = [];
        private int nextAnchored;
        private JournalEntry? last;

        public long Count { get; private set; }

        public int Streams => seen.Count;

        public IReadOnlyList<JournalProblem> Problems => problems;

        public void See(JournalEntry entry)
        {
            Count++;
            if (last?.Stream != entry.Stream)
            {
                EndStream();
                seen.Add(entry.Stream);
                (anchored, nextAnchored) = (evidence?.Of(entry.Stream) ?? [], 0);
            }

            if (Fault(entry) is { } code)
                Report(entry.Stream, code == "ENTRY_MISSING" ? (last?.Sequence ?? 0) + 1 : entry.Sequence, code);
            last = entry;
        }

        /// <summary>What can be said of a stream only at its end: the head, what is cut off, what was never anchored.</summary>
        public void EndStream()
        {
            if (last is not { } end)
                return;
            last = null;
            var head = heads.GetValueOrDefault(end.Stream);
            if (nextAnchored < anchored.Count || head?.Sequence > end.Sequence)
                Report(end.Stream, end.Sequence + 1, "ENTRY_MISSING");
            else if (head is null || head.Sequence < end.Sequence || head.Hash != end.Hash)
                Report(end.Stream, end.Sequence, "HEAD_WRONG");
            else if (evidence is not null && !head.Dirty && end.Stream != JournalAnchors.Stream && (anchored.Count == 0 ? 0 : anchored[^1].Sequence) is var until && until < end.Sequence)
                Report(end.Stream, until + 1, "HEAD_UNANCHORED");
        }

        public void Expect(string stream)
        {
            if (!seen.Contains(stream))
                Report(stream, 0, "STREAM_MISSING");
        }

        /// <summary>The streams that a head or an anchor knows.</summary>
        public void ExpectKnown()
        {
            foreach (var head in heads.Values.Where(head => head.Sequence > 0))
                Expect(head.Stream);
            foreach (var stream in evidence?.Streams ?? [])
                Expect(stream);
        }

        private string? Fault(JournalEntry entry)
        {
            if (entry.Sequence != (last?.Sequence ?? 0) + 1)
                return "ENTRY_MISSING";
            if (JournalChain.HashOf(entry, last?.Hash ?? JournalChain.Beginning) != entry.Hash)
                return "ENTRY_CHANGED";
            var agrees = true;
            for (; nextAnchored < anchored.Count && anchored[nextAnchored].Sequence <= entry.Sequence; nextAnchored++)
                agrees &= anchored[nextAnchored].Sequence != entry.Sequence || anchored[nextAnchored].Hash == AnchorEvidence.Short(entry.Hash);
            return agrees ? null : "ANCHOR_CONTRADICTED";
        }

        private void Report(string stream, long sequence, string code)
        {
            if (bad.Add(stream))
                problems.Add(new JournalProblem(stream, sequence, code));
        }
    }
}
