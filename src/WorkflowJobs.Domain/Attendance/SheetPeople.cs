using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Attendance;

/// <summary>A person of a sheet with the days of the month on post and on approved leave, and what is recorded; Entry is null before anything is.</summary>
internal sealed record SheetPerson(Placement Placement, Person Person, IReadOnlyList<DateRange> OnPost, IReadOnlyList<DateRange> Leave, AttendanceEntry? Entry)
{
    public string Marks(int year, int month) => Entry?.Marks ?? AttendanceRules.Blank(year, month, OnPost, Leave);
}

/// <summary>Who is on a village's sheet: everybody on post there on a day of the month, unless another village's sheet has them.</summary>
internal static class SheetPeople
{
    /// <summary>The sheet that an id names, stored or about to be; null when the id is none.</summary>
    public static async Task<AttendanceSheet?> Find(Work work, string id, CancellationToken cancel)
    {
        if (await work.Db.AttendanceSheets.FindAsync([id], cancel) is { } stored)
            return stored;
        var dot = id.LastIndexOf('.');
        if (dot <= 0 || !DateOnly.TryParseExact(id[(dot + 1)..] + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return null;
        var villageId = id[..dot];
        var village = await work.Db.Units.AsNoTracking().FirstOrDefaultAsync(unit => unit.Id == villageId, cancel);
        return village?.ParentId is null || month > ShanghaiTime.DateOf(work.Now)
            ? null
            : new AttendanceSheet { Id = id, TownId = village.ParentId, VillageId = villageId, Year = month.Year, Month = month.Month };
    }

    public static async Task<List<SheetPerson>> Of(Work work, AttendanceSheet sheet, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var month = DateRange.Month(sheet.Year, sheet.Month);
        var entries = (await work.Db.AttendanceEntries.Where(row => row.Year == sheet.Year && row.Month == sheet.Month
            && (row.SheetId == sheet.Id || work.Db.Placements.Any(placement => placement.Id == row.PlacementId && placement.VillageId == sheet.VillageId))).ToListAsync(cancel))
            .GroupBy(row => row.PlacementId).ToDictionary(group => group.Key, group => group.MaxBy(row => row.Version)!);
        var recordedHere = entries.Values.Where(row => row.SheetId == sheet.Id).Select(row => row.PlacementId).ToList();
        var elsewhere = entries.Values.Where(row => row.SheetId != sheet.Id).Select(row => row.PlacementId).ToList();
        var rows = await (
            from placement in work.Db.Placements.AsNoTracking()
            join person in work.Db.People.AsNoTracking() on placement.PersonId equals person.Id
            where recordedHere.Contains(placement.Id)
                || (placement.VillageId == sheet.VillageId && placement.StartsOn <= month.Last && (placement.LastDay == null || placement.LastDay >= month.First) && !elsewhere.Contains(placement.Id))
            orderby placement.PostNumber
            select new { placement, person }).ToListAsync(cancel);
        var ids = rows.Select(row => row.placement.Id).ToList();
        var days = await Days(work, [.. rows.Select(row => row.placement)], month, cancel);
        var leave = await Leave(work, ids, month, cancel);
        return
        [
            .. rows.Select(row => new SheetPerson(row.placement, row.person, days[row.placement.Id], [.. leave[row.placement.Id]], entries.GetValueOrDefault(row.placement.Id)))
                .Where(person => person.OnPost.Count > 0 || person.Entry is not null),
        ];
    }

    /// <summary>Days on post within a range, by placement.</summary>
    public static async Task<Dictionary<string, IReadOnlyList<DateRange>>> Days(Work work, IReadOnlyList<Placement> placements, DateRange within, CancellationToken cancel)
    {
        var ids = placements.Select(row => row.Id).ToList();
        var agreements = (await work.Db.Agreements.AsNoTracking().Where(row => row.PlacementId != null && ids.Contains(row.PlacementId)).ToListAsync(cancel)).ToLookup(row => row.PlacementId!);
        var pauses = (await work.Db.PlacementPauses.AsNoTracking().Where(row => ids.Contains(row.PlacementId)).ToListAsync(cancel)).ToLookup(row => row.PlacementId);
        return placements.ToDictionary(row => row.Id, IReadOnlyList<DateRange> (row) =>
            [.. PostDays.Of(row, agreements[row.Id], pauses[row.Id]).Select(range => range.Intersect(within)).OfType<DateRange>()]);
    }

    private static async Task<ILookup<string, DateRange>> Leave(Work work, List<string> ids, DateRange month, CancellationToken cancel)
    {
        var rows = await work.Db.LeaveRequests.AsNoTracking()
            .Where(row => ids.Contains(row.PlacementId) && row.Status == LeaveStatus.Approved && row.From <= month.Last && row.Until >= month.First).ToListAsync(cancel);
        return rows.ToLookup(row => row.PlacementId, row => new DateRange(row.From, row.Until));
    }
}
