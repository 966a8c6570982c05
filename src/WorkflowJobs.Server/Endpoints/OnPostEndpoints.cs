using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
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

        var attendance = api.MapGroup("/attendance").WithTags("attendance");
        attendance.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, AttendanceQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).Named("listAttendanceSheets", "Attendance sheets of one's area, the latest month first.");
        attendance.MapGet("/{id}", async (string id, Caller caller, AttendanceQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, id, cancel)).ToHttp()).Named("getAttendanceSheet", "A village's month (VILLAGE.yyyy-MM): a letter a day and person. W present, R rest, L leave, A unexcused, T training.");
        attendance.MapPost("/{id}", async (string id, MarksBody body, Caller caller, RecordAttendance record, CancellationToken cancel) =>
            (await record.Run(caller.Actor, body.OperationId, new RecordAttendanceBody(id, body.ExpectedRevision, body.Rows ?? []), cancel)).ToHttp()).Named("recordAttendance", "Fills in people's months while the sheet is open.");
        attendance.MapPost("/{id}/corrections", async (string id, CorrectionBody body, Caller caller, CorrectAttendance correct, CancellationToken cancel) =>
            (await correct.Run(caller.Actor, body.OperationId, new CorrectAttendanceBody(id, body.PlacementId ?? "", body.Marks ?? "", body.Reason ?? ""), cancel)).ToHttp())
            .Named("correctAttendance", "Changes a person's audited month by a new entry with a reason.");
    }

    public sealed record MarksBody(string? OperationId, int? ExpectedRevision, IReadOnlyList<MarksRow>? Rows);

    public sealed record CorrectionBody(string? OperationId, string? PlacementId, string? Marks, string? Reason);
}
