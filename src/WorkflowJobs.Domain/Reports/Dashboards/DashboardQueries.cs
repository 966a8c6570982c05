using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reports.Dashboards;

/// <summary>A dashboard per role (D25), and the rows behind each of its figures.</summary>
public sealed class DashboardQueries(IReader reader, ParameterStore parameters)
{
    /// <summary>So many days back the tasks of a step are told, under <c>times.ACTIVITY</c>, for the district.</summary>
    public const int TimesDays = TaskPanels.TimesDays;

    private static readonly IReadOnlyDictionary<DashboardKind, PanelSource[]> Panels = new Dictionary<DashboardKind, PanelSource[]>
    {
        [DashboardKind.District] = [ApplicationPanels.Places, ApplicationPanels.People, ApplicationPanels.ByStage(ofVillages: false), TaskPanels.Deadlines, TaskPanels.OfApplicants],
        [DashboardKind.Town] = [TaskPanels.Deadlines, TaskPanels.OfApplicants, ApplicationPanels.ByStage(ofVillages: true), ApplicationPanels.Publicity, PostPanels.AttendanceMissing, PostPanels.Roster],
        [DashboardKind.Finance] = [MoneyPanels.Batches, MoneyPanels.Split, MoneyPanels.Lines, MoneyPanels.Clawbacks],
        [DashboardKind.Discipline] = [TaskPanels.Alerts, MoneyPanels.HeldLines, OversightPanels.Overrides, OversightPanels.TipOffs, OversightPanels.Clues, OversightPanels.Rectifications, OversightPanels.Delegated],
    };

    /// <summary>Not found for who does not hold the office.</summary>
    public async Task<Result<DashboardView>> Get(Actor actor, DashboardKind kind, int year, CancellationToken cancel) => !DashboardAccess.Of(actor).Contains(kind)
        ? Refusals.NotFound
        : await reader.Read(async (work, token) =>
        {
            var scope = await Scope(work, actor, kind, year, token);
            var panels = new List<DashboardPanel>();
            foreach (var panel in Panels[kind])
            {
                var figures = new List<DashboardFigure>();
                foreach (var figure in panel.Figures)
                    figures.Add(await Figure(panel, figure, scope, token));
                panels.Add(new DashboardPanel(panel.Key, panel.Measure, panel.ByUnit, figures));
            }

            return new DashboardView(kind, year, panels);
        }, cancel);

    /// <summary>The rows behind a figure. Not found for an unknown figure, or one of another office.</summary>
    public async Task<Result<ListPage<DashboardRow>>> Rows(Actor actor, DashboardFilter filter, PageOf page, CancellationToken cancel)
    {
        if (!DashboardAccess.Of(actor).Contains(filter.Kind) || Find(filter) is not var (panel, figure))
            return Refusals.NotFound;
        return await reader.Read(async (work, token) =>
        {
            var scope = await Scope(work, actor, filter.Kind, filter.Year, token);
            var items = figure.Items(scope);
            if (filter.UnitId is { Length: > 0 } unit)
                items = items.Where(item => item.UnitId == unit);
            var (ids, next) = await items.OrderBy(item => item.Id).Select(item => item.Id).Page(page, token);
            var shown = await items.Where(item => ids.Contains(item.Id)).ToDictionaryAsync(item => item.Id, token);
            var rows = (await panel.Rows(scope, ids, token)).Select(row => row with { UnitId = shown[row.Id].UnitId, Value = shown[row.Id].Value });
            return new ListPage<DashboardRow>(rows.InOrder(ids, row => row.Id), next);
        }, cancel);
    }

    private static (PanelSource Panel, FigureSource Figure)? Find(DashboardFilter filter)
    {
        if (filter.Figure.Split('.', 2) is not [var key, var name])
            return null;
        var panel = key == TaskPanels.Times && filter.Kind == DashboardKind.District ? TaskPanels.OfStep(name) : Panels[filter.Kind].FirstOrDefault(one => one.Key == key);
        return panel?.Figures.FirstOrDefault(one => one.Key == name) is { } figure ? (panel, figure) : null;
    }

    private static async Task<DashboardFigure> Figure(PanelSource panel, FigureSource figure, DashboardScope scope, CancellationToken cancel)
    {
        // Rows alone may be many and are counted by the database; what has a value is few.
        var units = panel.Measure == FigureMeasure.Rows
            ? await figure.Items(scope).GroupBy(item => item.UnitId).Select(group => new UnitFigure(group.Key, group.Count(), 0)).ToListAsync(cancel)
            : [.. (await figure.Items(scope).ToListAsync(cancel)).GroupBy(item => item.UnitId).Select(group => new UnitFigure(group.Key, group.Count(), group.Sum(item => item.Value)))];
        return new DashboardFigure(figure.Key, units.Sum(unit => unit.Count), units.Sum(unit => unit.Value), [.. units.OrderBy(unit => unit.UnitId, StringComparer.Ordinal)]);
    }

    private async Task<DashboardScope> Scope(Work work, Actor actor, DashboardKind kind, int year, CancellationToken cancel)
    {
        var set = await parameters.At(work.Db, work.Now, cancel);
        var grades = ExclusionSettings.From(set).Grades;
        var days = set.Ints("milestone.noticeDays").Max();
        return new DashboardScope(work, actor, DashboardAccess.Area(actor, kind), year, [.. grades.Where(pair => pair.Value == ExclusionGrade.Hard).Select(pair => pair.Key).Append(ExclusionCodes.Deceased).Distinct()], days);
    }
}
