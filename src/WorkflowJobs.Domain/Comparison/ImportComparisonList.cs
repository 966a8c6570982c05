using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Domain.Comparison;

/// <param name="AsOf">The day of which the list tells; not in the future.</param>
/// <param name="OnlyGood">Rows with problems are left out instead of stopping the import.</param>
public sealed record ListToImport(ListKind Kind, DateOnly AsOf, string FileName, byte[] Bytes, bool OnlyGood);

/// <param name="Unchanged">The same file was imported before; nothing changed.</param>
public sealed record ImportedList(string ListId, ListKind Kind, string Sha256, int Rows, int LeftOut, int Hits, bool Unchanged);

/// <summary>
/// A department's list comes in: parsed whole, then stored in parts that count for nothing until the last one, which matches it with everybody
/// known and puts it in place of the older list of its kind. A break in between leaves a list that does not count; the same file again finishes it.
/// </summary>
public sealed class ImportComparisonList(CommandRunner commands, IWriter writer, PeopleRegistry people, IVault vault, HitMatcher matcher, TimeProvider clock)
{
    /// <summary>Rows that are written together.</summary>
    private const int Part = 500;

    private static readonly Refusal AsOfFuture = new("LIST_FUTURE", "名单截至日不得晚于今天", "The list's day cannot be in the future.") { Status = 400 };

    /// <summary>Refused: FORBIDDEN, LIST_FUTURE, those of <see cref="SheetReader.Read"/> and <see cref="SheetReading.Take"/>.</summary>
    public async Task<Result<ImportedList>> Run(Actor actor, string operationId, ListToImport file, CancellationToken cancel)
    {
        if (!ComparisonAccess.MayImport(actor))
            return Refusals.Forbidden;
        var today = ShanghaiTime.DateOf(clock.GetUtcNow());
        if (file.AsOf > today)
            return AsOfFuture;
        var read = SheetReader.Read(ListSheets.Of(file.Kind), file.Bytes, today);
        if (read.Value is not { } reading)
            return read.Refusal!;
        var taken = reading.Take(file.OnlyGood);
        if (taken.Value is not { } rows)
            return taken.Refusal!;
        var begun = await Begin(actor, operationId, file, reading.Sha256, reading.RowCount - rows.Length, cancel);
        if (begun.Value is not { Unchanged: false } list)
            return begun;
        foreach (var part in rows.Chunk(Part))
            await Store(list.ListId, file.Kind, part, cancel);
        return await Complete(list, rows.Length, cancel);
    }

    private Task<Result<ImportedList>> Begin(Actor actor, string operationId, ListToImport file, string hash, int leftOut, CancellationToken cancel) =>
        commands.Run<ImportedList>("comparison.import", actor, operationId, new { file.Kind, file.AsOf, hash, file.OnlyGood }, async (work, token) =>
        {
            if (await work.Db.ComparisonLists.FirstOrDefaultAsync(row => row.Kind == file.Kind && row.Sha256 == hash, token) is { } known)
                return View(known, known.CompletedAt is not null);
            var list = new ComparisonList
            {
                Id = Ids.New(),
                Kind = file.Kind,
                Sha256 = hash,
                AsOf = file.AsOf,
                FileName = Path.GetFileName(file.FileName) is { Length: > 0 } name ? name[..Math.Min(name.Length, 200)] : "list",
                LeftOut = leftOut,
                ImportedBy = actor.UserId,
                ImportedByName = actor.DisplayName,
                ImportedAt = work.Now,
            };
            work.Db.ComparisonLists.Add(list);
            return View(list, false);
        }, cancel);

    private Task<bool> Store(string listId, ListKind kind, SheetRow[] rows, CancellationToken cancel) => writer.Write(async (work, token) =>
    {
        // The id is made of list and row, so that a part that is written again after a break is not written twice.
        var ids = rows.Select(row => $"{listId}.{row.RowNumber}").ToList();
        var known = (await work.Db.ComparisonEntries.Where(entry => ids.Contains(entry.Id)).Select(entry => entry.Id).ToListAsync(token)).ToHashSet();
        foreach (var row in rows)
        {
            var id = $"{listId}.{row.RowNumber}";
            if (known.Contains(id) || ListSheets.FactOf(kind, row) is not { } fact)
                continue;
            work.Db.ComparisonEntries.Add(new ComparisonEntry
            {
                Id = id,
                ListId = listId,
                Kind = kind,
                PersonIndex = people.IndexOf(row.Id("id")!),
                Variant = fact.Variant,
                From = fact.From,
                Until = fact.Until,
                HouseholdIndex = fact.HouseholdNumber is { } number ? vault.BlindIndex("household", number) : null,
                DetailCipher = fact.Detail.Length > 0 ? vault.EncryptSystem(Encoding.UTF8.GetBytes(fact.Detail)) : null,
            });
        }

        return true;
    }, cancel);

    private Task<ImportedList> Complete(ImportedList begun, int rows, CancellationToken cancel) => writer.Write(async (work, token) =>
    {
        var list = await work.Db.ComparisonLists.FindAsync([begun.ListId], token) ?? throw new InvalidOperationException($"There is no list {begun.ListId}.");
        if (list.CompletedAt is not null)
            return View(list, true);
        var others = await work.Db.ComparisonLists.Where(row => row.Kind == list.Kind && row.Id != list.Id && row.CompletedAt != null && row.ReplacedAt == null).ToListAsync(token);
        list.Rows = rows;
        list.CompletedAt = work.Now;
        if (others.Exists(other => other.AsOf > list.AsOf))
        {
            // An older list that comes late says nothing new.
            list.ReplacedAt = work.Now;
            await work.Db.ComparisonEntries.Where(entry => entry.ListId == list.Id).ExecuteDeleteAsync(token);
            return View(list, false);
        }

        list.Hits = await matcher.MatchList(work, list, token);
        foreach (var other in others)
        {
            other.ReplacedAt = work.Now;
            // Of a list that counts no more only its name and hash are kept; hits of known people hold what they need.
            await work.Db.ComparisonEntries.Where(entry => entry.ListId == other.Id).ExecuteDeleteAsync(token);
        }

        return View(list, false);
    }, cancel);

    private static ImportedList View(ComparisonList list, bool unchanged) => new(list.Id, list.Kind, list.Sha256, list.Rows, list.LeftOut, list.Hits, unchanged);
}
