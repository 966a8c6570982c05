using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Data.Seed;

/// <summary>
/// Loads the facts a new installation starts with: units, plan totals, the allocation of 2024 with its quota lines, the calendars.
/// What is there stays as it is, so it may run at every start. Parameters need no rows: the catalog holds their defaults.
/// </summary>
public static class SeedData
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static async Task Load(Work work, CancellationToken cancel)
    {
        await LoadUnits(work, cancel);
        await LoadPlan(work, cancel);
        await LoadCalendars(work, cancel);
        await work.Db.SaveChangesAsync(cancel);
    }

    private static async Task LoadUnits(Work work, CancellationToken cancel)
    {
        var known = await work.Db.Units.Select(u => u.Id).ToListAsync(cancel);
        var file = JsonSerializer.Deserialize<UnitFile>(SeedFiles.Text(SeedFiles.Units), Json)!;
        work.Db.Units.AddRange(file.Units.Where(u => !known.Contains(u.Id)));
    }

    private static async Task LoadPlan(Work work, CancellationToken cancel)
    {
        if (await work.Db.PlanTotals.AnyAsync(cancel) || await work.Db.AllocationLines.AnyAsync(cancel))
            return;
        var table = JsonSerializer.Deserialize<AllocationTable>(SeedFiles.Text(SeedFiles.Allocation2024), Json)!;
        foreach (var total in table.Totals)
            work.Db.PlanTotals.Add(new PlanTotal { Id = PlanTotalIds.Of(new TotalKey(total.Year, total.Kind), 1), Year = total.Year, Kind = total.Kind, Number = total.Number });
        foreach (var line in table.Lines)
        {
            var id = $"{line.Year}-{line.Kind}-{line.Town}-{line.Batch}".ToLowerInvariant();
            work.Db.AllocationLines.Add(new AllocationLine
            {
                Id = id,
                Year = line.Year,
                Kind = line.Kind,
                TownId = line.Town,
                Batch = line.Batch,
                Number = line.Number,
                PostNames = string.Join('、', line.PostNames),
            });
            work.Db.QuotaLines.Add(new QuotaLine { Id = id, Year = line.Year, Kind = line.Kind, TownId = line.Town, Batch = line.Batch, Number = line.Number });
        }
    }

    private static async Task LoadCalendars(Work work, CancellationToken cancel)
    {
        var known = await work.Db.CalendarYears.Select(y => y.Year).ToListAsync(cancel);
        var file = CalendarFile.Read(SeedFiles.Text(SeedFiles.Calendar)).Value ?? throw new InvalidOperationException("The embedded calendar cannot be read.");
        foreach (var year in file.ByYear().Where(y => !known.Contains(y.Years[0])))
            work.Db.CalendarYears.Add(new CalendarYear { Year = year.Years[0], Json = year.ToJson(), Source = year.Source, ImportedBy = "system", ImportedAt = work.Now });
    }

    private sealed record UnitFile(IReadOnlyList<Unit> Units);
}
