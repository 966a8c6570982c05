using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Plans;

/// <summary>An import that began a process: its task, how many lines it took, and what does not add up in the file.</summary>
public sealed record AllocationImported(string InstanceId, string? TaskId, int Lines, IReadOnlyList<Warning> Warnings);

/// <summary>The allocation's sheet (D02) out of the system and back: what was exported is imported without a change.</summary>
public sealed class AllocationFiles(IReader reader, ReviseAllocation revision)
{
    public const long LargestFile = 8 * 1024 * 1024;

    /// <summary>The lines of the year that the actor may read; not found for who may not read the plan, or when there are none.</summary>
    public async Task<Result<byte[]>> Export(Actor actor, int year, CancellationToken cancel)
    {
        if (!PlanQueries.MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<byte[]>>(async (work, token) =>
        {
            var towns = await PlanQueries.Towns(work, actor, token);
            var lines = (await AllocationStore.Current(work, year, token)).Where(line => towns.Contains(line.TownId))
                .Select(line => new ProposedLine(line.Kind, line.TownId, line.Batch, line.Number, line.PostNames)).ToList();
            return lines.Count == 0 ? Refusals.NotFound : AllocationSpreadsheet.Write(lines, await TownsOf(work, token));
        }, cancel);
    }

    /// <summary>
    /// Reads the file and begins the year's allocation with its lines. Refused: SHEET_PROBLEMS with the table of problems by cell, unless the good rows are
    /// wanted alone, and whatever refuses a file or a revision.
    /// </summary>
    public async Task<Result<AllocationImported>> Import(Actor actor, string operationId, int year, byte[] file, bool onlyGood, CancellationToken cancel)
    {
        if (!actor.Has(Roles.DistrictHandler))
            return Refusals.Forbidden;
        var (towns, today) = await reader.Read(async (work, token) => (await TownsOf(work, token), ShanghaiTime.DateOf(work.Now)), cancel);
        var reading = SheetReader.Read(AllocationSpreadsheet.Sheet(towns), file, today);
        if (reading.Refusal is { } unreadable)
            return unreadable;
        var taken = reading.Value!.Take(onlyGood);
        if (taken.Refusal is { } problems)
            return problems;
        var begun = await revision.FromSheet(actor, operationId, year, reading.Value.Sha256, [.. taken.Value!.Select(AllocationSpreadsheet.Line)], cancel);
        return begun.Refusal is { } refused ? refused : new AllocationImported(begun.Value!.InstanceId, begun.Value.TaskId, taken.Value!.Length, AllocationSpreadsheet.Differences(taken.Value));
    }

    private static Task<List<TownName>> TownsOf(Work work, CancellationToken cancel) => work.Db.Units
        .Where(unit => unit.Kind == UnitKind.Town).OrderBy(unit => unit.SortOrder).Select(unit => new TownName(unit.Id, unit.Name, unit.NameEn)).ToListAsync(cancel);
}
