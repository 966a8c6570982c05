using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reports.Dashboards;

/// <summary>What a figure counts: one row, where it belongs and what it weighs.</summary>
internal sealed class FigureItem
{
    public required string Id { get; init; }
    public required string UnitId { get; init; }
    public long Value { get; init; }
}

/// <summary>Who looks at what, and by which day.</summary>
/// <param name="HardExclusions">Codes, with their variants after a point, that stop a case today.</param>
/// <param name="NoticeDays">So many days before its end an agreement's end is announced first.</param>
internal sealed record DashboardScope(Work Work, Actor Actor, IReadOnlySet<string> Area, int Year, IReadOnlyList<string> HardExclusions, int NoticeDays)
{
    public DateOnly Today { get; } = ShanghaiTime.DateOf(Work.Now);

    public DateTimeOffset YearBegins => ShanghaiTime.StartOfDay(new DateOnly(Year, 1, 1));

    public DateTimeOffset YearEnds => ShanghaiTime.StartOfDay(new DateOnly(Year + 1, 1, 1));
}

/// <summary>A figure: one query, which is counted for the dashboard and listed for the rows behind it, so that both agree.</summary>
internal sealed record FigureSource(string Key, Func<DashboardScope, IQueryable<FigureItem>> Items);

/// <summary>Tells what rows are called; unit and value are the query's.</summary>
internal delegate Task<IEnumerable<DashboardRow>> RowNames(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel);

internal sealed record PanelSource(string Key, FigureMeasure Measure, bool ByUnit, IReadOnlyList<FigureSource> Figures, RowNames Rows);
