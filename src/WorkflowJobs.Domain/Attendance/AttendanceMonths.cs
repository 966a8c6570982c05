using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Attendance;

/// <summary>What pay needs to know of a placement's month.</summary>
/// <param name="ScheduledDays">应出勤: days on which work was due.</param>
/// <param name="UnexcusedDays">旷工: days to deduct.</param>
/// <param name="IsAudited">Whether the town has audited the month; the figures may still change before.</param>
public sealed record AttendanceMonth(string PlacementId, int ScheduledDays, int UnexcusedDays, bool IsAudited);

/// <summary>The seam between attendance and pay.</summary>
public static class AttendanceMonths
{
    /// <summary>The month of each placement that has a record; by the placement's id. Corrections after the audit count.</summary>
    /// <param name="month">Any day of the month.</param>
    public static async Task<IReadOnlyDictionary<string, AttendanceMonth>> Of(Work work, IReadOnlyCollection<string> placementIds, DateOnly month, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var rows = await (
            from entry in work.Db.AttendanceEntries.AsNoTracking()
            join sheet in work.Db.AttendanceSheets.AsNoTracking() on entry.SheetId equals sheet.Id
            where entry.Year == month.Year && entry.Month == month.Month && placementIds.Contains(entry.PlacementId)
            select new { entry.PlacementId, entry.Version, entry.Marks, sheet.Status }).ToListAsync(cancel);
        return rows.GroupBy(row => row.PlacementId).Select(group => group.MaxBy(row => row.Version)!).ToDictionary(row => row.PlacementId, row =>
        {
            var totals = AttendanceRules.Totals(row.Marks);
            return new AttendanceMonth(row.PlacementId, totals.Due, totals.Unexcused, row.Status == SheetStatus.Audited);
        });
    }

    /// <summary>Every day known of a placement from the month before the year begins to the end of the given month, audited sheets only unless one is named.</summary>
    internal static async Task<Dictionary<DateOnly, char>> Days(Work work, string placementId, int year, int month, string? ofSheet, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var first = new DateOnly(year - 1, 12, 1);
        var rows = await (
            from entry in work.Db.AttendanceEntries.AsNoTracking()
            join sheet in work.Db.AttendanceSheets.AsNoTracking() on entry.SheetId equals sheet.Id
            where entry.PlacementId == placementId && entry.Year >= year - 1 && entry.Year <= year && (sheet.Status == SheetStatus.Audited || sheet.Id == ofSheet)
            select new { entry.Year, entry.Month, entry.Version, entry.Marks }).ToListAsync(cancel);
        var days = new Dictionary<DateOnly, char>();
        foreach (var row in rows.GroupBy(row => (row.Year, row.Month)).Select(group => group.MaxBy(row => row.Version)!))
            for (var i = 0; i < row.Marks.Length; i++)
                if (new DateOnly(row.Year, row.Month, i + 1) is var day && day >= first && day <= DateRange.Month(year, month).Last)
                    days[day] = row.Marks[i];
        return days;
    }
}
