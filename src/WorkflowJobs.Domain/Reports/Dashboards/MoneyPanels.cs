using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Clawbacks;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Reports.Dashboards;

/// <summary>Pay batches by state and source, lines that are not with their people, and what is to come back. Amounts in 分. An opening belongs to no batch and waits for nobody, so it is in none.</summary>
internal static class MoneyPanels
{
    public static PanelSource Batches { get; } = new("batches", FigureMeasure.Fen, ByUnit: true,
        [.. Enum.GetValues<BatchStatus>().Select(status => new FigureSource(status.ToString(), scope => Need(scope, OfYear(scope).Where(batch => batch.Status == status))))], BatchRows);

    /// <summary>The need of approved batches by its source: of closed ones, and of those that are being paid. Urban batches have one channel.</summary>
    public static PanelSource Split { get; } = new("split", FigureMeasure.Fen, ByUnit: false, [.. Sources(BatchStatus.Closed, "Paid"), .. Sources(BatchStatus.Approved, "Waiting")], BatchRows);

    public static PanelSource Lines { get; } = new("lines", FigureMeasure.Fen, ByUnit: false,
    [
        new("Due", scope => Items(scope, OfStatus(scope, PayStatus.Due))),
        new("Sent", scope => Items(scope, OfStatus(scope, PayStatus.Sent))),
        new("Held", scope => Items(scope, OfStatus(scope, PayStatus.Held).Where(line => !line.Holds.Contains(HoldCodes.FinanceReturned)))),
        new("Returned", scope => Items(scope, OfStatus(scope, PayStatus.Held).Where(line => line.Holds.Contains(HoldCodes.FinanceReturned)))),
        new("Failed", scope => Items(scope, OfStatus(scope, PayStatus.Failed))),
        new("Reissued", scope => Items(scope, scope.Work.Db.SubsidyLines.Where(line => line.Year == scope.Year && line.Issues > 1))),
    ], LineRows);

    /// <summary>Balances of all years.</summary>
    public static PanelSource Clawbacks { get; } = new("clawbacks", FigureMeasure.Fen, ByUnit: false,
    [
        .. new[] { ClawbackStatus.Proposed, ClawbackStatus.Notified, ClawbackStatus.Overdue, ClawbackStatus.Transferred }.Select(status => new FigureSource(status.ToString(), scope =>
            scope.Work.Db.Clawbacks.Where(row => row.Status == status && scope.Area.Contains(row.TownId)).Select(row => new FigureItem { Id = row.Id, UnitId = row.TownId, Value = row.AmountFen - row.RepaidFen }))),
    ], ClawbackRows);

    /// <summary>Lines that point to somebody else's hand, of all years; each began an alert.</summary>
    public static PanelSource HeldLines { get; } = new("held", FigureMeasure.Fen, ByUnit: false,
        [.. HoldCodes.Alarming.Order(StringComparer.Ordinal).Select(code => new FigureSource(code, scope => Items(scope, scope.Work.Db.SubsidyLines.Where(line => line.Status == PayStatus.Held && line.Holds.Contains(code)))))], LineRows);

    private static IQueryable<SubsidyBatch> OfYear(DashboardScope scope) => scope.Work.Db.SubsidyBatches.Where(batch => batch.Year == scope.Year && scope.Area.Contains(batch.TownId));

    private static IQueryable<FigureItem> Need(DashboardScope scope, IQueryable<SubsidyBatch> batches) => batches.Select(batch => new FigureItem
    {
        Id = batch.Id,
        UnitId = batch.TownId,
        Value = scope.Work.Db.SubsidyLines.Where(line => line.BatchId == batch.Id).Sum(line => line.PersonalFen + line.OtherFen + line.SurplusFen),
    });

    private static IEnumerable<FigureSource> Sources(BatchStatus status, string suffix) =>
    [
        new("Province" + suffix, scope => Rural(scope, status).Select(batch => new FigureItem { Id = batch.Id, UnitId = batch.TownId, Value = batch.ProvinceFen })),
        new("City" + suffix, scope => Rural(scope, status).Select(batch => new FigureItem { Id = batch.Id, UnitId = batch.TownId, Value = batch.CityFen })),
        new("District" + suffix, scope => Rural(scope, status).Select(batch => new FigureItem { Id = batch.Id, UnitId = batch.TownId, Value = batch.DistrictFen })),
        new("Channel" + suffix, scope => Need(scope, OfYear(scope).Where(batch => batch.Status == status && batch.Kind == PostKind.Urban))),
    ];

    private static IQueryable<SubsidyBatch> Rural(DashboardScope scope, BatchStatus status) => OfYear(scope).Where(batch => batch.Status == status && batch.Kind == PostKind.Rural);

    private static IQueryable<SubsidyLine> OfStatus(DashboardScope scope, PayStatus status) => scope.Work.Db.SubsidyLines.Where(line => line.Year == scope.Year && line.Status == status);

    private static IQueryable<FigureItem> Items(DashboardScope scope, IQueryable<SubsidyLine> lines) =>
        from line in lines
        join batch in scope.Work.Db.SubsidyBatches on line.BatchId equals batch.Id
        where scope.Area.Contains(batch.TownId)
        select new FigureItem { Id = line.Id, UnitId = batch.TownId, Value = line.PersonalFen };

    private static async Task<IEnumerable<DashboardRow>> BatchRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) =>
        (await scope.Work.Db.SubsidyBatches.AsNoTracking().Where(batch => ids.Contains(batch.Id)).ToListAsync(cancel)).Select(batch => new DashboardRow(
            batch.Id, "", $"{Month(batch.Year, batch.Month)} {(batch.Kind == PostKind.Rural ? "乡村" : "城镇")}{(batch.Sequence == 1 ? "" : $"（补{batch.Sequence - 1}）")}", "", "batchStatus", batch.Status.ToString(), batch.ApprovedAt, 0, SubsidyBatch.Type, batch.Id));

    private static async Task<IEnumerable<DashboardRow>> LineRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) => (await (
        from line in scope.Work.Db.SubsidyLines
        join person in scope.Work.Db.People on line.PersonId equals person.Id
        where ids.Contains(line.Id)
        select new { line.Id, line.BatchId, line.Year, line.Month, line.Status, line.Holds, line.BankResult, person.Name }).ToListAsync(cancel))
        .Select(line => new DashboardRow(line.Id, "", line.Name, $"{Month(line.Year, line.Month)} {(line.Holds.Length > 0 ? line.Holds : line.BankResult is "OK" ? "" : line.BankResult)}".Trim(), "payStatus", line.Status.ToString(), null, 0, SubsidyBatch.Type, line.BatchId));

    private static async Task<IEnumerable<DashboardRow>> ClawbackRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) => (await (
        from row in scope.Work.Db.Clawbacks
        join person in scope.Work.Db.People on row.PersonId equals person.Id
        where ids.Contains(row.Id)
        select new { row.Id, row.Status, row.BegunAt, row.DueOn, person.Name }).ToListAsync(cancel))
        .Select(row => new DashboardRow(row.Id, "", row.Name, row.DueOn is { } due ? $"{due:yyyy-MM-dd}" : "", "clawbackStatus", row.Status.ToString(), row.BegunAt, 0, Clawback.Type, row.Id));

    private static string Month(int year, int month) => string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}");
}
