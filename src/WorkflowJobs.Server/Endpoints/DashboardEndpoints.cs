using WorkflowJobs.Domain.Reports.Dashboards;
using WorkflowJobs.Domain.Spreadsheets;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Server.Components.Text;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>A dashboard per role: figures, the rows behind each, and the figures as a spreadsheet.</summary>
internal static class DashboardEndpoints
{
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly Sheet Sheet = new("dashboard", "工作看板", "Dashboard",
    [
        new("panel", "项目", "Panel") { Width = 24 }, new("figure", "指标", "Figure") { Width = 24 }, new("unit", "单位", "Unit") { Width = 24 },
        new("count", "件（人）数", "Count", ColumnType.Number), new("places", "名额", "Places", ColumnType.Number), new("amount", "金额（元）", "Amount (yuan)", ColumnType.Money),
    ]);

    public static void MapDashboards(this RouteGroupBuilder api)
    {
        var dashboards = api.MapGroup("/dashboards").WithTags("reports");
        dashboards.MapGet("/", (Caller caller) => TypedResults.Ok(DashboardAccess.Of(caller.Actor))).Named("listDashboards", "The dashboards that one has: District, Town, Finance, Discipline.");
        dashboards.MapGet("/{kind}", async (DashboardKind kind, int year, Caller caller, DashboardQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, kind, year, cancel)).ToHttp()).Named("getDashboard", "What an office steers by, within its area. Amounts are whole 分.");
        dashboards.MapGet("/{kind}/rows", async (DashboardKind kind, int year, string figure, string? unitId, [AsParameters] PageQuery page, Caller caller, DashboardQueries queries, CancellationToken cancel) =>
            (await queries.Rows(caller.Actor, new DashboardFilter(kind, year, figure, unitId), page.Page, cancel)).ToHttp()).Named("listDashboardRows", "The rows behind a figure (PANEL.FIGURE), of one unit or all; as many as the figure says.");
        dashboards.MapGet("/{kind}/dashboard.xlsx", Export).Named("exportDashboard", "The figures as a spreadsheet.");
    }

    private static async Task<IResult> Export(DashboardKind kind, int year, Caller caller, DashboardQueries queries, UnitQueries units, Texts texts, CancellationToken cancel)
    {
        var found = await queries.Get(caller.Actor, kind, year, cancel);
        if (found.Value is not { } view)
            return found.Refusal!.ToHttp();
        var names = (await units.All(cancel)).ToDictionary(unit => unit.Id, unit => unit.Name);
        return Results.File(SheetWriter.Write(Sheet, view.Panels.SelectMany(panel => panel.Figures.SelectMany(figure =>
            figure.Units.Select(unit => Row(panel, figure, names.GetValueOrDefault(unit.UnitId, unit.UnitId), unit.Count, unit.Value)).Append(Row(panel, figure, texts["dashboard.total"], figure.Count, figure.Value))))),
            SheetType, $"dashboard-{kind}-{year}.xlsx");

        IReadOnlyDictionary<string, object?> Row(DashboardPanel panel, DashboardFigure figure, string unit, int count, long value) => new Dictionary<string, object?>
        {
            ["panel"] = texts.Code("panel", panel.Key),
            ["figure"] = texts.Code("figure", $"{panel.Key}.{figure.Key}"),
            ["unit"] = unit,
            ["count"] = count,
            ["places"] = panel.Measure == FigureMeasure.Places ? value : null,
            ["amount"] = panel.Measure == FigureMeasure.Fen ? value : null,
        };
    }
}
