using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reports;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Figures for towns, the district's office, finance and discipline (D25).</summary>
internal static class ReportEndpoints
{
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapReports(this RouteGroupBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("reports");
        reports.MapGet("/{year:int}", async (int year, Caller caller, ReportQueries queries, CancellationToken cancel) =>
            (await queries.Figures(caller.Actor, year, cancel)).ToHttp()).Named("getReport", "A year against its plan, by line and by group, within one's area; money for the district.");
        reports.MapGet("/{year:int}/rows", async (int year, Measure measure, string? townId, PostKind? kind, int? batch, string? group, [AsParameters] PageQuery page, Caller caller, ReportQueries queries, CancellationToken cancel) =>
            (await queries.Rows(caller.Actor, new RowFilter(year, measure, townId, kind, batch, group), page.Page, cancel)).ToHttp()).Named("listReportRows", "The people behind a figure; not for finance, which sees counts.");
        reports.MapGet("/{year:int}/report.xlsx", async (int year, Caller caller, ReportQueries queries, CancellationToken cancel) =>
            await queries.Export(caller.Actor, year, cancel) is var file && file.Value is { } bytes ? Results.File(bytes, SheetType, $"report-{year}.xlsx") : file.Refusal!.ToHttp())
            .Named("exportReport", "统计报表 (D25) as a spreadsheet.");
        api.MapGet("/stage-times/{definitionId}", async (string definitionId, DateOnly from, DateOnly until, Caller caller, StageTimeQueries queries, CancellationToken cancel) =>
            (await queries.Of(caller.Actor, definitionId, from, until, cancel)).ToHttp()).WithTags("reports").Named("getStageTimes", "Average waiting and working hours of a process's steps in a period, within one's area.");
    }
}
