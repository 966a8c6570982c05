using Microsoft.AspNetCore.Mvc;
using WorkflowJobs.Domain.Assessments;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>The roster, placements and attendance. Their decisions are human tasks.</summary>
internal static class OnPostEndpoints
{
    public static void MapOnPost(this RouteGroupBuilder api)
    {
        var placements = api.MapGroup("/placements").WithTags("placements");
        placements.MapGet("/", async (string? unitId, PlacementStatus? status, PostKind? kind, [AsParameters] PageQuery page, Caller caller, RosterQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, new RosterFilter(unitId, status, kind), page.Page, cancel))).Named("listPlacements", "花名册: people and posts of one's area.");
        placements.MapGet("/mine", async ([AsParameters] PageQuery page, Caller caller, RosterQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Mine(caller.Actor, page.Page, cancel))).Named("listMyPlacements", "One's own placements.");
        placements.MapGet("/counts", async (Caller caller, RosterQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Counts(caller.Actor, cancel))).Named("countPlacements", "Numbers of people by town, kind and where they stand.");
        placements.MapGet("/{id}", async (string id, Caller caller, PlacementQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, id, cancel)).ToHttp()).Named("getPlacement", "One placement with its agreements, pauses and months.");

        placements.MapPost("/{id}/begin", async (string id, BeginBody body, Caller caller, BeginPlacementProcess begin, CancellationToken cancel) =>
            (await begin.Run(caller.Actor, body.OperationId, new BeginPlacementProcessBody(id, body.Process ?? ""), cancel)).ToHttp()).Named("beginPlacementProcess", "Begins leave, placement-change or renewal; answers its first task, which is the form.");
        placements.MapPost("/export", async (ExportBody body, Caller caller, ExportRoster export, CancellationToken cancel) =>
            Workbook(await export.Run(caller.Actor, new RosterFilter(body.UnitId, body.Status, body.Kind), body.Reason, cancel))).Named("exportRoster", "花名册 with the columns of the provincial system as a spreadsheet; takes a reason and is an entry among the reveals.");

        var assessments = api.MapGroup("/assessments").WithTags("assessments");
        assessments.MapGet("/{year:int}/counts", async (int year, Caller caller, AssessmentQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Counts(caller.Actor, year, cancel))).Named("countAssessments", "Months of a year by village: due, done, results and what the people said.");
        assessments.MapGet("/{year:int}", async (int year, int? month, string? unitId, AssessmentState? state, Grade? grade, AssessmentAnswer? answer, [AsParameters] PageQuery page, Caller caller, AssessmentQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, new AssessmentFilter(year, month, unitId, state, grade, answer), page.Page, cancel))).Named("listAssessments", "The months behind those counts, by person.");

        var attendance = api.MapGroup("/attendance").WithTags("attendance");
        attendance.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, AttendanceQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).Named("listAttendanceSheets", "Attendance sheets of one's area, the latest month first.");
        attendance.MapGet("/{id}", async (string id, Caller caller, AttendanceQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, id, cancel)).ToHttp()).Named("getAttendanceSheet", "A village's month (VILLAGE.yyyy-MM): a letter a day and person. W present, R rest, L leave, A unexcused, T training.");
        attendance.MapPost("/{id}", async (string id, MarksBody body, Caller caller, RecordAttendance record, CancellationToken cancel) =>
            (await record.Run(caller.Actor, body.OperationId, new RecordAttendanceBody(id, body.ExpectedRevision, body.Rows ?? []), cancel)).ToHttp()).Named("recordAttendance", "Fills in people's months while the sheet is open.");
        attendance.MapGet("/{id}/file", async (string id, Caller caller, AttendanceQueries queries, CancellationToken cancel) =>
            await queries.Get(caller.Actor, id, cancel) is { Value: { } view } ? Results.File(AttendanceFile.Write(view), Xlsx, $"考勤表{id}.xlsx") : Refusals.NotFound.ToHttp()).Named("downloadAttendanceFile", "The month as a spreadsheet to fill in.");
        attendance.MapPost("/{id}/file", Import).DisableAntiforgery().Named("importAttendance", "Fills in the month from a spreadsheet (multipart: file, operationId, onlyGood); every problem is named by its cell.");
        attendance.MapPost("/{id}/corrections", async (string id, CorrectionBody body, Caller caller, CorrectAttendance correct, CancellationToken cancel) =>
            (await correct.Run(caller.Actor, body.OperationId, new CorrectAttendanceBody(id, body.PlacementId ?? "", body.Marks ?? "", body.Reason ?? ""), cancel)).ToHttp())
            .Named("correctAttendance", "Changes a person's audited month by a new entry with a reason.");
    }

    /// <summary>The export by the page's own form, which carries its antiforgery token.</summary>
    public static void MapRosterPage(this WebApplication app) => app.MapPost("/roster/export", async (
        [FromForm] string? reason, [FromForm] string? unitId, [FromForm] string? status, [FromForm] string? kind, Caller caller, ExportRoster export, CancellationToken cancel) =>
        Workbook(await export.Run(caller.Actor, new RosterFilter(unitId, Enum.TryParse<PlacementStatus>(status, out var one) ? one : null, Enum.TryParse<PostKind>(kind, out var other) ? other : null), reason, cancel)))
        .RequireAuthorization().ExcludeFromDescription();

    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static IResult Workbook(Result<RosterFile> made) => made.Value is { } file ? Results.File(file.Bytes, Xlsx, file.Name) : made.Refusal!.ToHttp();

    private static async Task<IResult> Import(string id, IFormFile file, [FromForm] string? operationId, [FromForm] bool? onlyGood, Caller caller, ImportAttendance import, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        var done = await import.Run(caller.Actor, operationId, id, bytes.ToArray(), onlyGood ?? false, cancel);
        return done.Value is { } recorded ? Results.Ok(recorded) : done.Refusal!.ToHttp();
    }

    public sealed record BeginBody(string? OperationId, string? Process);

    public sealed record ExportBody(string? UnitId, PlacementStatus? Status, PostKind? Kind, string? Reason);

    public sealed record MarksBody(string? OperationId, int? ExpectedRevision, IReadOnlyList<MarksRow>? Rows);

    public sealed record CorrectionBody(string? OperationId, string? PlacementId, string? Marks, string? Reason);
}
