using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.PersonalData;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Personal data: requests about one's own, what falls due, and everything that leaves as a file. The auditor's reading of the journal.</summary>
internal static class PersonalDataEndpoints
{
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapPersonalData(this RouteGroupBuilder api)
    {
        var requests = api.MapGroup("/data-requests").WithTags("personal-data");
        requests.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, DataRequestQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).Named("listDataRequests", "Requests about one's own data; for the district's officers all.");
        requests.MapPost("/", async (RequestBody body, Caller caller, BeginDataRequest begin, CancellationToken cancel) =>
            (await begin.Run(caller.Actor, body.OperationId, new NewDataRequest(body.PersonId, body.Kind ?? "", body.Field, body.Value, body.Text), cancel)).ToHttp())
            .Named("beginDataRequest", "Asks for a copy, a correction or deletion of personal data; the district proposes what has fallen due (Retention).");
        requests.MapGet("/{id}/copy", async (string id, Caller caller, DataRequestQueries queries, HttpContext http, CancellationToken cancel) =>
        {
            var copy = await queries.Copy(caller.Actor, id, cancel);
            if (copy.Value is not { } json)
                return copy.Refusal!.ToHttp();
            http.Response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString("个人信息副本.json")}";
            return Results.Text(json, "application/json");
        }).Named("downloadDataCopy", "One's own data as JSON, once handed out.");
        api.MapGet("/retention", async (DateOnly? by, [AsParameters] PageQuery page, Caller caller, RetentionQueries queries, CancellationToken cancel) =>
            (await queries.Due(caller.Actor, by, page.Page, cancel)).ToHttp()).WithTags("personal-data").Named("listRetentionDue", "People whose file has fallen due, or will by a day.");
        api.MapGet("/journal/streams", async (string? prefix, [AsParameters] PageQuery page, Caller caller, JournalQueries queries, CancellationToken cancel) =>
            (await queries.Streams(caller.Actor, prefix, page.Page, cancel)).ToHttp()).WithTags("journal").Named("listJournalStreams", "Streams of the journal with their heads, for the auditor.");
        api.MapGet("/journal/entries", async ([AsParameters] JournalQuery query, [AsParameters] PageQuery page, Caller caller, JournalQueries queries, CancellationToken cancel) =>
            (await queries.Entries(caller.Actor, query.Filter, page.Page, cancel)).ToHttp()).WithTags("journal").Named("listJournalEntries", "Entries of all streams, narrowed by stream, kind, actor, days and text, each stream from its newest entry or from its oldest; for the auditor.");
        api.MapGet("/journal/export", async ([AsParameters] JournalQuery query, string? reason, Caller caller, JournalQueries queries, HttpContext http, CancellationToken cancel) =>
            File(await queries.Export(caller.Actor, query.Filter, reason, cancel), http)).WithTags("journal").Named("exportJournal", "The same as a watermarked workbook, for a reason; the export is an entry itself.");
        api.MapGet("/supervision/rectifications/export", async (string? reason, Caller caller, LedgerExport export, HttpContext http, CancellationToken cancel) =>
            File(await export.Run(caller.Actor, reason, cancel), http)).WithTags("supervision").Named("exportRectifications", "问题整改台账 (D23) as a watermarked workbook, for a reason.");
        var officers = api.MapGroup("/supervision/officers").WithTags("supervision");
        officers.MapGet("/", async (string? text, [AsParameters] PageQuery page, Caller caller, OfficerQueries queries, CancellationToken cancel) =>
            (await queries.Officers(caller.Actor, text, page.Page, cancel)).ToHttp()).Named("listOfficers", "Officers with how much they decided; for discipline and auditor.");
        officers.MapGet("/{id}/decisions", async (string id, [AsParameters] PageQuery page, Caller caller, OfficerQueries queries, CancellationToken cancel) =>
            (await queries.Decisions(caller.Actor, id, page.Page, cancel)).ToHttp()).Named("listOfficerDecisions", "Everything that a named officer decided, the latest first.");
        officers.MapGet("/{id}/decisions/export", async (string id, string? reason, Caller caller, OfficerQueries queries, HttpContext http, CancellationToken cancel) =>
            File(await queries.Export(caller.Actor, id, reason, cancel), http)).Named("exportOfficerDecisions", "The same as a watermarked workbook, for a reason.");
    }

    private static IResult File(Result<ExportFile> export, HttpContext http)
    {
        if (export.Value is not { } file)
            return export.Refusal!.ToHttp();
        http.Response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(file.Name)}";
        return Results.Bytes(file.Bytes, Workbook);
    }

    public sealed record RequestBody(string? OperationId, string? PersonId, string? Kind, string? Field, string? Value, string? Text);

    public sealed record JournalQuery(string? Stream, string? Kind, string? Actor, DateOnly? From, DateOnly? To, string? Text, bool? OldestFirst)
    {
        internal JournalFilter Filter => new(Stream, Kind, Actor, From, To, Text) { OldestFirst = OldestFirst ?? false };
    }
}
