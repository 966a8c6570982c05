using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Runtime.Journal;

/// <summary>What the signed anchors say of every stream, and what is wrong with the anchors themselves: in the file, in the database, between them.</summary>
internal sealed class AnchorEvidence(AnchorKeys keys)
{
    /// <summary>A crash between a commit and the file's write leaves the file one behind; nodes other than the one that anchored, a few minutes.</summary>
    private static readonly TimeSpan OtherNodesLag = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, List<(long Sequence, UInt128 Hash)>> heads = new(StringComparer.Ordinal);
    private readonly HashSet<long> numbers = [];
    private readonly List<JournalProblem> problems = [];

    public IReadOnlyList<JournalProblem> Problems => problems;

    public Anchor? Last { get; private set; }

    public IEnumerable<string> Streams => heads.Keys;

    /// <summary>The sequences at which a stream was anchored, rising, each with the hash that it had.</summary>
    public IReadOnlyList<(long Sequence, UInt128 Hash)> Of(string stream) => heads.TryGetValue(stream, out var list) ? list : [];

    /// <summary>Half of a hash is enough to tell two entries apart, and a district's journal has millions.</summary>
    public static UInt128 Short(string hash) => UInt128.TryParse(hash.AsSpan(0, Math.Min(32, hash.Length)), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value) ? value : 0;

    /// <summary>Reads both. The lines were read before the snapshot of the database began, so the file is never ahead of it by itself.</summary>
    public async Task Read(AppDb db, IReadOnlyList<string> lines, CancellationToken cancel)
    {
        ReadFile(lines);
        var fileIsSound = problems.Count == 0;
        var (rows, newest, missingAt) = (0L, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        var bad = false;
        await foreach (var entry in db.JournalEntries.AsNoTracking().Where(entry => entry.Stream == JournalAnchors.Stream)
            .OrderBy(entry => entry.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            (rows, newest) = (Math.Max(rows, entry.Sequence), entry.At);
            var anchor = keys.Read(entry.Body);
            var inFile = entry.Sequence <= lines.Count ? lines[(int)entry.Sequence - 1] : null;
            if (inFile is null)
                missingAt = entry.At < missingAt ? entry.At : missingAt;
            if (anchor is not null)
                Keep(anchor);
            var code = anchor is null || anchor.Number != entry.Sequence ? "ANCHOR_FORGED"
                : fileIsSound && inFile is not null && inFile != entry.Body ? "ANCHOR_CONTRADICTED" : null;
            if (code is null || bad)
                continue;
            bad = true;
            problems.Add(new JournalProblem(JournalAnchors.Stream, entry.Sequence, code));
        }

        if (rows < lines.Count)
            problems.Add(new JournalProblem(JournalAnchors.Stream, rows + 1, "ANCHOR_MISSING"));
        else if (rows > lines.Count + 1 && (db is SqliteDb || newest - missingAt > OtherNodesLag))
            problems.Add(new JournalProblem(JournalProblem.AnchorFile, lines.Count + 1, "ANCHOR_MISSING"));
    }

    private void ReadFile(IReadOnlyList<string> lines)
    {
        var bad = false;
        for (var line = 1; line <= lines.Count; line++)
        {
            var anchor = keys.Read(lines[line - 1]);
            var code = anchor is null ? "ANCHOR_FORGED"
                : anchor.Number > line ? "ANCHOR_MISSING"
                : anchor.Number < line || anchor.Previous != (Last?.Signature ?? "") ? "ANCHOR_OUT_OF_ORDER" : null;
            if (code is not null && !bad)
            {
                bad = true;
                problems.Add(new JournalProblem(JournalProblem.AnchorFile, line, code));
            }

            if (anchor is not null)
                Keep(anchor);
        }
    }

    private void Keep(Anchor anchor)
    {
        if (!numbers.Add(anchor.Number))
            return;
        foreach (var head in anchor.Heads)
        {
            if (!heads.TryGetValue(head.Stream, out var list))
                heads[head.Stream] = list = [];
            list.Add((head.Sequence, Short(head.Hash)));
            // Out of order only when lines were moved about.
            if (list.Count > 1 && list[^2].Sequence > head.Sequence)
                list.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        }

        if (Last is null || anchor.Number > Last.Number)
            Last = anchor;
    }
}
