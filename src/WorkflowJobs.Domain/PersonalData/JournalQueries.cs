using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.PersonalData;

/// <summary>A stream of the journal with its head.</summary>
public sealed record JournalStreamView(string Stream, long Entries, string Hash, bool Anchored);

/// <summary>An entry as it stands: ids, codes and hashes.</summary>
public sealed record JournalEntryView(string Stream, long Sequence, DateTimeOffset At, string Kind, string? ActorId, string? Actor, string Body, string Hash);

/// <summary>Which entries; null for all. Days are Shanghai's, both included; text is looked for in the body.</summary>
public sealed record JournalFilter(string? Stream, string? Kind, string? Actor, DateOnly? From, DateOnly? To, string? Text)
{
    /// <summary>Each stream from its first entry on; the newest first otherwise. Streams come in the order of their names either way.</summary>
    public bool OldestFirst { get; init; }

    public bool IsEmpty => new[] { Stream, Kind, Actor, Text }.All(string.IsNullOrWhiteSpace) && From is null && To is null;
}

/// <summary>The auditor's reading of all streams (DOMAIN §10: AU logs R, X).</summary>
public sealed class JournalQueries(IReader reader, Exports exports)
{
    /// <summary>An export holds no more rows than this; what is beyond it needs a narrower filter.</summary>
    public const int MostExported = 20_000;

    /// <summary>Rows looked through for a text in one page, so that a rare word costs no whole scan.</summary>
    private const int Scanned = 5_000;

    private static readonly Refusal TooMany = new("EXPORT_TOO_LARGE", $"超过{MostExported}条，请缩小范围", $"More than {MostExported} entries; narrow the filter.");

    private static readonly Sheet Columns = new("journal", "日志", "Journal",
    [
        new SheetColumn("stream", "日志流", "Stream") { Width = 44 }, new SheetColumn("sequence", "序号", "Sequence", ColumnType.Number), new SheetColumn("at", "时间", "At") { Width = 24 },
        new SheetColumn("kind", "类型", "Kind") { Width = 20 }, new SheetColumn("actor", "操作人", "Actor") { Width = 18 }, new SheetColumn("body", "内容", "Body") { Width = 80, MaxLength = 32_000 }, new SheetColumn("hash", "哈希", "Hash") { Width = 66 },
    ]);

    /// <summary>Streams whose name begins with the text, in order of their names.</summary>
    public async Task<Result<ListPage<JournalStreamView>>> Streams(Actor actor, string? prefix, PageOf page, CancellationToken cancel) => !actor.Has(Roles.Auditor)
        ? Refusals.NotFound
        : await reader.Read(async (work, token) =>
        {
            var wanted = prefix?.Trim() ?? "";
            var (ids, next) = await work.Db.JournalHeads.Where(head => head.Stream.StartsWith(wanted)).Page(head => head.Stream, head => head.Stream, descending: false, page, token);
            var heads = await work.Db.JournalHeads.Where(head => ids.Contains(head.Stream)).ToListAsync(token);
            return new ListPage<JournalStreamView>([.. heads.InOrder(ids, head => head.Stream).Select(head => new JournalStreamView(head.Stream, head.Sequence, head.Hash, !head.Dirty))], next);
        }, cancel);

    /// <summary>Entries by stream, within it the newest first unless the filter says otherwise. The cursor names the last one looked at.</summary>
    public async Task<Result<ListPage<JournalEntryView>>> Entries(Actor actor, JournalFilter filter, PageOf page, CancellationToken cancel) => !actor.Has(Roles.Auditor)
        ? Refusals.NotFound
        : await reader.Read(async (work, token) =>
        {
            var (rows, next) = await Find(work, filter, page.Cursor, page.Size, token);
            return new ListPage<JournalEntryView>(await Views(work, rows, token), next);
        }, cancel);

    /// <summary>What the filter finds, as a workbook with a watermark; the export is itself an entry.</summary>
    public Task<Result<ExportFile>> Export(Actor actor, JournalFilter filter, string? reason, CancellationToken cancel) =>
        exports.Run(actor, "JOURNAL", reason, Columns, async (work, token) =>
        {
            if (!actor.Has(Roles.Auditor))
                return Refusals.NotFound;
            var found = new List<JournalEntry>();
            for (string? cursor = null; ;)
            {
                var (rows, next) = await Find(work, filter, cursor, 1000, token);
                found.AddRange(rows);
                if (found.Count > MostExported)
                    return TooMany;
                if (next is null)
                    break;
                cursor = next;
            }

            return (await Views(work, found, token)).Select(row => (IReadOnlyDictionary<string, object?>)new Dictionary<string, object?>
            {
                ["stream"] = row.Stream,
                ["sequence"] = row.Sequence,
                ["at"] = row.At.ToOffset(ShanghaiTime.Offset).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
                ["kind"] = row.Kind,
                ["actor"] = row.Actor,
                // A cell holds 32,767 characters.
                ["body"] = row.Body.Length > 32_000 ? row.Body[..32_000] : row.Body,
                ["hash"] = row.Hash,
            }).ToList();
        }, cancel);

    private static async Task<(List<JournalEntry> Rows, string? Next)> Find(Work work, JournalFilter filter, string? cursor, int size, CancellationToken cancel)
    {
        var found = new List<JournalEntry>();
        var (stream, sequence) = Position(cursor);
        for (var looked = 0; ;)
        {
            var batch = await After(Narrow(work.Db.JournalEntries.AsNoTracking(), filter), stream, sequence, filter.OldestFirst).Take(size + 1).ToListAsync(cancel);
            foreach (var entry in batch.Take(size))
            {
                if (string.IsNullOrWhiteSpace(filter.Text) || entry.Body.Contains(filter.Text.Trim(), StringComparison.OrdinalIgnoreCase))
                    found.Add(entry);
                (stream, sequence) = (entry.Stream, entry.Sequence);
                if (found.Count == size)
                    break;
            }

            looked += batch.Count;
            var more = batch.Count > size || (batch.Count > 0 && (batch[^1].Stream, batch[^1].Sequence) != (stream, sequence));
            if (!more || found.Count == size || looked >= Scanned)
                return (found, more ? string.Create(CultureInfo.InvariantCulture, $"{sequence}@{stream}") : null);
        }
    }

    private static (string Stream, long Sequence) Position(string? cursor) =>
        cursor?.Split('@', 2) is [var number, var stream] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) ? (stream, sequence) : ("", 0);

    private static IQueryable<JournalEntry> After(IQueryable<JournalEntry> entries, string stream, long sequence, bool oldestFirst) => oldestFirst
        ? entries.Where(entry => string.Compare(entry.Stream, stream) > 0 || (entry.Stream == stream && entry.Sequence > sequence)).OrderBy(entry => entry.Stream).ThenBy(entry => entry.Sequence)
        : entries.Where(entry => string.Compare(entry.Stream, stream) > 0 || (entry.Stream == stream && entry.Sequence < sequence)).OrderBy(entry => entry.Stream).ThenByDescending(entry => entry.Sequence);

    private static IQueryable<JournalEntry> Narrow(IQueryable<JournalEntry> entries, JournalFilter filter)
    {
        if (filter.Stream?.Trim() is { Length: > 0 } stream)
            entries = entries.Where(entry => entry.Stream.StartsWith(stream));
        if (filter.Kind?.Trim() is { Length: > 0 } kind)
            entries = entries.Where(entry => entry.Kind == kind);
        if (filter.Actor?.Trim() is { Length: > 0 } actor)
            entries = entries.Where(entry => entry.ActorId == actor);
        if (filter.From is { } from)
        {
            var start = ShanghaiTime.StartOfDay(from);
            entries = entries.Where(entry => entry.At >= start);
        }

        if (filter.To is { } to)
        {
            var end = ShanghaiTime.EndOfDay(to);
            entries = entries.Where(entry => entry.At < end);
        }

        return entries;
    }

    private static async Task<IReadOnlyList<JournalEntryView>> Views(Work work, IReadOnlyList<JournalEntry> rows, CancellationToken cancel)
    {
        var ids = rows.Select(row => row.ActorId).OfType<string>().Distinct().ToList();
        var names = await work.Db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancel);
        return [.. rows.Select(row => new JournalEntryView(row.Stream, row.Sequence, row.At, row.Kind, row.ActorId, row.ActorId is { } id ? names.GetValueOrDefault(id, id) : null, row.Body, row.Hash))];
    }
}
