using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;
using WorkflowJobs.Domain.Subsidies;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Reports;

/// <summary>What a figure counts; the rows behind it are asked for by the same word.</summary>
public enum Measure
{
    Applied,
    Approved,
    Started,
    OnPost,
    Exited,
}

/// <summary>Money of one source, in 分: what the funded batches needed, what was paid to people, what was recovered.</summary>
/// <param name="PaidFen">Everything that people got, before the system was included.</param>
public sealed record MoneyFigures(long ProvinceFen, long CityFen, long DistrictFen, long ChannelFen, long PaidFen, long ReturnedFen)
{
    /// <summary>Of what was paid, that before the system was: its sources were split then and are in none of the four.</summary>
    public long OpeningFen { get; init; }
}

/// <summary>A year's figures for the dashboard (D25): against the plan by line, and by group.</summary>
public sealed record ReportView(int Year, IReadOnlyList<PlanProgress> Lines, IReadOnlyList<FigureRow> Groups, bool MayReadPeople)
{
    /// <summary>Of all years, for the district's office, finance and discipline; null for a town.</summary>
    public MoneyFigures? Money { get; init; }
}

/// <summary>One person behind a figure.</summary>
public sealed record ReportRow(string Id, string? ApplicationId, string Name, string TownId, string VillageId, PostKind Kind, int Batch, string? Group, string Status);

/// <summary>Which rows: what is null is not asked.</summary>
public sealed record RowFilter(int Year, Measure Measure, string? TownId, PostKind? Kind, int? Batch, string? Group);

public sealed class ReportQueries(IReader reader)
{
    public async Task<Result<ReportView>> Figures(Actor actor, int year, CancellationToken cancel)
    {
        if (!ReportAccess.MayRead(actor))
            return Refusals.NotFound;
        var area = ReportAccess.Area(actor);
        return await reader.Read(async (work, token) =>
        {
            var whole = await work.Db.Units.AnyAsync(unit => unit.Kind == UnitKind.District && area.Contains(unit.Id), token);
            return new ReportView(year, await PlanProgressQueries.Lines(work, year, area, token), await Reports.Figures.Of(work, year, area, token), ReportAccess.MayReadPeople(actor))
            {
                Money = whole ? await Money(work, token) : null,
            };
        }, cancel);
    }

    /// <summary>The people whom a figure counts, of the actor's area; not found for who sees counts only.</summary>
    public async Task<Result<ListPage<ReportRow>>> Rows(Actor actor, RowFilter filter, PageOf page, CancellationToken cancel)
    {
        if (!ReportAccess.MayReadPeople(actor))
            return Refusals.NotFound;
        var area = ReportAccess.AreaOfPeople(actor);
        return await reader.Read<Result<ListPage<ReportRow>>>((work, token) =>
            filter.Measure is Measure.Applied or Measure.Approved ? Applications(work, filter, area, page, token) : Placements(work, filter, area, page, token), cancel);
    }

    /// <summary>D25 as a spreadsheet: the lines against the plan, and the groups.</summary>
    public async Task<Result<byte[]>> Export(Actor actor, int year, CancellationToken cancel)
    {
        var figures = await Figures(actor, year, cancel);
        if (figures.Value is not { } view)
            return figures.Refusal!;
        var towns = await reader.Read((work, token) => work.Db.Units.Where(unit => unit.Kind == UnitKind.Town).ToDictionaryAsync(unit => unit.Id, unit => unit.Name, token), cancel);
        return SheetWriter.Write(
        [
            new SheetContent(ReportSheets.Lines, [.. view.Lines.Select(line => ReportSheets.Row(line, towns.GetValueOrDefault(line.TownId, line.TownId)))]),
            new SheetContent(ReportSheets.Groups, [.. view.Groups.Select(row => ReportSheets.Row(row, towns.GetValueOrDefault(row.TownId, row.TownId)))]),
        ]);
    }

    private static async Task<Result<ListPage<ReportRow>>> Applications(Work work, RowFilter filter, HashSet<string> area, PageOf page, CancellationToken cancel)
    {
        var found = Reports.Figures.Counted(work, filter.Year).Where(row => area.Contains(row.TownId));
        if (filter.Measure == Measure.Approved)
            found = found.Where(row => row.ApprovedAt != null);
        found = OfLine(found, filter);
        if (filter.Group is { } group)
            found = found.Where(row => row.BestCategory == group);
        var (ids, next) = await found.OrderBy(row => row.Id).Select(row => row.Id).Page(page, cancel);
        var rows = await (
            from row in work.Db.Applications
            join person in work.Db.People on row.PersonId equals person.Id
            where ids.Contains(row.Id)
            select new ReportRow(row.Id, row.Id, person.Name, row.TownId, row.VillageId, row.Kind, row.Batch, row.BestCategory, row.Status.ToString())).ToListAsync(cancel);
        return new ListPage<ReportRow>(rows.InOrder(ids, row => row.Id), next);
    }

    private static async Task<Result<ListPage<ReportRow>>> Placements(Work work, RowFilter filter, HashSet<string> area, PageOf page, CancellationToken cancel)
    {
        var found = filter.Measure switch
        {
            Measure.OnPost => PostFigures.OnPost(work, filter.Year),
            Measure.Exited => PostFigures.Exited(work, filter.Year),
            _ => PostFigures.Started(work, filter.Year),
        };
        found = OfLine(found.Where(row => area.Contains(row.TownId)), filter);
        if (filter.Group is { } group)
            found = found.Where(row => work.Db.Applications.Any(application => application.Id == row.ApplicationId && application.BestCategory == group));
        var (ids, next) = await found.OrderBy(row => row.Id).Select(row => row.Id).Page(page, cancel);
        var rows = await (
            from row in work.Db.Placements
            join person in work.Db.People on row.PersonId equals person.Id
            join application in work.Db.Applications on row.ApplicationId equals application.Id into applications
            from application in applications.DefaultIfEmpty()
            where ids.Contains(row.Id)
            select new ReportRow(row.Id, row.ApplicationId, person.Name, row.TownId, row.VillageId, row.Kind, row.Batch, application.BestCategory, row.Status.ToString())).ToListAsync(cancel);
        return new ListPage<ReportRow>(rows.InOrder(ids, row => row.Id), next);
    }

    /// <summary>Those of the plan's lines that the filter asks for.</summary>
    private static IQueryable<T> OfLine<T>(IQueryable<T> found, RowFilter filter)
        where T : class, IOfPlanLine
    {
        if (filter.TownId is { } town)
            found = found.Where(row => row.TownId == town);
        if (filter.Kind is { } kind)
            found = found.Where(row => row.Kind == kind);
        if (filter.Batch is { } batch)
            found = found.Where(row => row.Batch == batch);
        return found;
    }

    private static async Task<MoneyFigures> Money(Work work, CancellationToken cancel)
    {
        var sums = await (
            from entry in work.Db.LedgerEntries
            join voucher in work.Db.Vouchers on entry.VoucherId equals voucher.Id
            group entry.Fen by new { entry.Account, voucher.Kind } into rows
            select new { rows.Key.Account, rows.Key.Kind, Fen = rows.Sum() }).ToListAsync(cancel);
        long Of(string account, params VoucherKind[] kinds) => Math.Abs(sums.Where(sum => sum.Account == account && (kinds.Length == 0 || kinds.Contains(sum.Kind))).Sum(sum => sum.Fen));
        return new MoneyFigures(
            Of(LedgerAccounts.Province), Of(LedgerAccounts.City), Of(LedgerAccounts.District), Of(LedgerAccounts.Channel),
            Of(LedgerAccounts.Bank, VoucherKind.Payment, VoucherKind.Reversal, VoucherKind.Opening),
            Of(LedgerAccounts.ReturnProvince) + Of(LedgerAccounts.ReturnCity) + Of(LedgerAccounts.ReturnDistrict) + Of(LedgerAccounts.ReturnChannel))
        {
            OpeningFen = Of(LedgerAccounts.Opening),
        };
    }
}
