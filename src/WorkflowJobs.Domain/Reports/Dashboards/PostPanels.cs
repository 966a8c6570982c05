using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Reports.Dashboards;

/// <summary>People on post by village, and the months of attendance that are missing.</summary>
internal static class PostPanels
{
    public static PanelSource Roster { get; } = new("roster", FigureMeasure.Rows, ByUnit: true,
    [
        new("Pending", scope => Items(scope, PlacementStatus.Pending)),
        new("OnPost", scope => Items(scope, PlacementStatus.OnPost)),
        new("Suspended", scope => Items(scope, PlacementStatus.Suspended)),
        new("Ending", scope => Placements(scope, PlacementStatus.OnPost)
            .Where(row => !scope.Work.Db.Agreements.Any(one => one.PlacementId == row.Id && one.VoidedOn == null && one.EndsOn > scope.Today.AddDays(scope.NoticeDays)))
            .Select(row => new FigureItem { Id = row.Id, UnitId = row.VillageId })),
    ], Rows);

    /// <summary>Months that are over: of the last one also where nobody began a sheet though people were on post.</summary>
    public static PanelSource AttendanceMissing { get; } = new("attendance", FigureMeasure.Rows, ByUnit: true,
    [
        new("NotBegun", scope => NotBegun(scope).Select(unit => new FigureItem { Id = unit.Id, UnitId = unit.Id })),
        new("Open", scope => Sheets(scope, SheetStatus.Open)),
        new("Reported", scope => Sheets(scope, SheetStatus.Reported)),
    ], SheetRows);

    internal static async Task<IEnumerable<DashboardRow>> Rows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) => (await (
        from row in scope.Work.Db.Placements
        join person in scope.Work.Db.People on row.PersonId equals person.Id
        where ids.Contains(row.Id)
        select new { row.Id, row.PostName, row.PostNumber, row.Status, row.StartsOn, person.Name }).ToListAsync(cancel))
        .Select(row => new DashboardRow(row.Id, "", row.Name, $"{row.PostName} {row.PostNumber}", "placementStatus", row.Status.ToString(), null, 0, Subject.Placement, row.Id));

    private static IQueryable<Placement> Placements(DashboardScope scope, PlacementStatus status) => scope.Work.Db.Placements.Where(row => row.Status == status && scope.Area.Contains(row.VillageId));

    private static IQueryable<FigureItem> Items(DashboardScope scope, PlacementStatus status) => Placements(scope, status).Select(row => new FigureItem { Id = row.Id, UnitId = row.VillageId });

    private static IQueryable<FigureItem> Sheets(DashboardScope scope, SheetStatus status)
    {
        var month = (scope.Today.Year * 100) + scope.Today.Month;
        return scope.Work.Db.AttendanceSheets.Where(row => row.Status == status && (row.Year * 100) + row.Month < month && scope.Area.Contains(row.VillageId))
            .Select(row => new FigureItem { Id = row.Id, UnitId = row.VillageId });
    }

    private static IQueryable<Unit> NotBegun(DashboardScope scope)
    {
        var first = LastMonth(scope);
        var last = first.AddMonths(1).AddDays(-1);
        var (year, month) = (first.Year, first.Month);
        return scope.Work.Db.Units.Where(unit => scope.Area.Contains(unit.Id)
            && scope.Work.Db.Placements.Any(row => row.VillageId == unit.Id && row.Status != PlacementStatus.Pending && row.StartsOn <= last && (row.LastDay == null || row.LastDay >= first))
            && !scope.Work.Db.AttendanceSheets.Any(row => row.VillageId == unit.Id && row.Year == year && row.Month == month));
    }

    private static DateOnly LastMonth(DashboardScope scope) => new DateOnly(scope.Today.Year, scope.Today.Month, 1).AddMonths(-1);

    private static async Task<IEnumerable<DashboardRow>> SheetRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var begun = await scope.Work.Db.AttendanceSheets.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(cancel);
        var month = LastMonth(scope);
        return begun.Select(row => new DashboardRow(row.Id, "", Title(row.Year, row.Month), "", "sheetStatus", row.Status.ToString(), row.ReportedAt, 0, AttendanceSubjects.Type, row.Id))
            .Concat(ids.Except(begun.Select(row => row.Id)).Select(id => new DashboardRow(id, "", Title(month.Year, month.Month), "", null, null, null, 0, AttendanceSubjects.Type, AttendanceSheet.IdOf(id, month.Year, month.Month))));
    }

    private static string Title(int year, int month) => string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}");
}
