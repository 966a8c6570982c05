using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Spreadsheets;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Openings;

/// <param name="AsOf">The day up to which months and amounts are counted.</param>
/// <param name="OnlyGood">Rows with problems are left out instead of stopping the import.</param>
public sealed record OpeningFile(DateOnly AsOf, string FileName, byte[] Bytes, bool OnlyGood);

/// <summary>What an import would bring: nothing has happened yet.</summary>
public sealed record OpeningPreview(int RowCount, int Good, decimal Months, long PaidCents, IReadOnlyDictionary<string, int> ByTown, IReadOnlyList<FieldError> Problems);

/// <param name="Unchanged">The same file was proposed before; nothing changed.</param>
public sealed record ProposedOpening(string ImportId, string Sha256, int Rows, int LeftOut, OpeningState State, bool Unchanged);

/// <summary>
/// The first import of people already on post (issue 5, item 9): looked at first, then proposed by the district's handler and decided by its leader in
/// the process <c>opening-import</c>. The same file changes nothing.
/// </summary>
public sealed class ProposeOpening(CommandRunner commands, IReader reader, ParameterStore parameters, PeopleRegistry people, IVault vault, Lazy<IProcessHost> host)
{
    public const string DefinitionId = "opening-import";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Refusal AsOfFuture = new("OPENING_FUTURE", "截至日不得晚于今天", "The day cannot be in the future.") { Status = 400 };

    /// <summary>The table of problems and the sums; changes nothing.</summary>
    public async Task<Result<OpeningPreview>> Preview(Actor actor, OpeningFile file, CancellationToken cancel)
    {
        var sheet = await Sheet(actor, file, cancel);
        if (sheet.Value is not { } reading)
            return sheet.Refusal!;
        var found = await reader.Read((work, token) => Look(work, file, reading, token), cancel);
        var towns = found.Rows.GroupBy(row => found.TownOf[row.VillageId]).ToDictionary(group => group.Key, group => group.Count());
        return new OpeningPreview(found.Reading.RowCount, found.Rows.Count, found.Rows.Sum(row => row.MonthsHundredths) / 100m, found.Rows.Sum(row => row.PaidCents), towns, found.Reading.Problems);
    }

    /// <summary>Refused: FORBIDDEN, OPENING_FUTURE, those of the sheet, SHEET_PROBLEMS.</summary>
    public async Task<Result<ProposedOpening>> Run(Actor actor, string operationId, OpeningFile file, CancellationToken cancel)
    {
        // Read before the command: the writer waits for no spreadsheet.
        var sheet = await Sheet(actor, file, cancel);
        if (sheet.Value is not { } reading)
            return sheet.Refusal!;
        var hash = ContentHash.Of(file.Bytes);
        return await commands.Run<ProposedOpening>("opening.propose", actor, operationId, new { file.AsOf, hash, file.OnlyGood }, async (work, token) =>
        {
            if (await work.Db.OpeningImports.FirstOrDefaultAsync(row => row.Sha256 == hash && row.State != OpeningState.Rejected, token) is { } known)
                return View(known, true);
            var found = await Look(work, file, reading, token);
            if (found.Reading.Take(file.OnlyGood).Refusal is { } refusal)
                return refusal;
            var away = actor.StandsInFor(Roles.DistrictHandler);
            var import = new OpeningImport
            {
                Id = Ids.New(),
                Sha256 = hash,
                FileName = Path.GetFileName(file.FileName) is { Length: > 0 } name ? name[..Math.Min(name.Length, 200)] : "opening",
                AsOf = file.AsOf,
                Rows = found.Rows.Count,
                LeftOut = found.Reading.RowCount - found.Rows.Count,
                ProposedBy = actor.UserId,
                ProposedByName = actor.DisplayName,
                ProposedForId = away?.UserId,
                ProposedForName = away?.DisplayName,
                ProposedAt = work.Now,
                RowsCipher = vault.EncryptSystem(JsonSerializer.SerializeToUtf8Bytes(found.Rows, Json)),
            };
            work.Db.OpeningImports.Add(import);
            import.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(OpeningSubjects.Type, import.Id), new JsonObject { ["rows"] = import.Rows }, actor, token);
            return View(import, false);
        }, cancel);
    }

    internal static ProposedOpening View(OpeningImport import, bool unchanged) => new(import.Id, import.Sha256, import.Rows, import.LeftOut, import.State, unchanged);

    private async Task<Result<SheetReading>> Sheet(Actor actor, OpeningFile file, CancellationToken cancel)
    {
        if (!actor.Has(Roles.DistrictHandler))
            return Refusals.Forbidden;
        var today = await reader.Read((work, _) => Task.FromResult(ShanghaiTime.DateOf(work.Now)), cancel);
        return file.AsOf > today ? AsOfFuture : SheetReader.Read(OpeningSheet.Declared, file.Bytes, today);
    }

    /// <summary>The file's rows held against what is known here.</summary>
    private async Task<ReadFile> Look(Work work, OpeningFile file, SheetReading reading, CancellationToken cancel)
    {
        var maxMonths = (await parameters.At(work.Db, file.AsOf, cancel)).Int("agreement.maxMonths");
        var villages = await work.Db.Units.AsNoTracking().Where(unit => unit.Kind == UnitKind.Village && unit.Active).ToListAsync(cancel);
        var towns = await work.Db.Units.AsNoTracking().Where(unit => unit.Kind == UnitKind.Town).ToDictionaryAsync(unit => unit.Id, cancel);
        var byIndex = reading.Rows.ToDictionary(row => people.IndexOf(row.Id("id")!), row => row.RowNumber);
        var known = new Dictionary<string, (string Name, bool OnPost)>();
        foreach (var some in byIndex.Keys.Chunk(500))
        {
            var rows = await work.Db.People.AsNoTracking().Where(person => some.Contains(person.IdNumberIndex))
                .Select(person => new { person.IdNumberIndex, person.Name, OnPost = work.Db.Placements.Any(row => row.PersonId == person.Id && row.Status != PlacementStatus.Exited) }).ToListAsync(cancel);
            foreach (var row in rows)
                known[row.IdNumberIndex] = (row.Name, row.OnPost);
        }

        reading = reading.Check(row => [.. OpeningSheet.Problems(row, file.AsOf, maxMonths), .. Unknown(row)]);
        return new ReadFile(reading, [.. reading.Rows.Select(row => OpeningSheet.Of(row, Village(row)!.Id, file.AsOf))], villages.ToDictionary(unit => unit.Id, unit => towns.GetValueOrDefault(unit.ParentId ?? "")?.Name ?? ""));

        Unit? Village(SheetRow row)
        {
            var name = row.Text("village")!;
            var found = villages.FindAll(unit => unit.Name == name || towns.GetValueOrDefault(unit.ParentId ?? "")?.Name + unit.Name == name);
            return found.Count == 1 ? found[0] : null;
        }

        IEnumerable<FieldError> Unknown(SheetRow row)
        {
            if (Village(row) is null)
                yield return row.Problem("village", "UNIT_UNKNOWN", "没有这个村（社区），或有重名，请写“镇街+村名”", "No such village, or several; write town and village.");
            if (!known.TryGetValue(people.IndexOf(row.Id("id")!), out var person))
                yield break;
            if (person.OnPost)
                yield return row.Problem("id", "ALREADY_ON_POST", "此人已在花名册中", "Already in the roster.");
            if (person.Name != row.Text("name"))
                yield return row.Problem("name", "PERSON_NAME_MISMATCH", "姓名与系统中该身份号码的登记不一致", "Registered under another name.");
        }
    }

    private sealed record ReadFile(SheetReading Reading, IReadOnlyList<OpeningRow> Rows, IReadOnlyDictionary<string, string> TownOf);
}
