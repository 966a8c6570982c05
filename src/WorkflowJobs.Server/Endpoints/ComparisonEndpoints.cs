using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Spreadsheets;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>The comparison workbench: lists of other departments, hits, reviews, and what was passed in spite of a SOFT exclusion.</summary>
internal static class ComparisonEndpoints
{
    internal const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapComparison(this RouteGroupBuilder api)
    {
        var comparison = api.MapGroup("/comparison").WithTags("comparison");
        comparison.MapGet("/lists", async ([AsParameters] PageQuery page, Caller caller, ComparisonQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Lists(caller.Actor, page.Page, cancel))).Named("listComparisonLists", "Imported lists with their age and the hash of their file.");
        comparison.MapPost("/lists", Import).DisableAntiforgery()
            .Named("importComparisonList", "A department's list as .xlsx or .csv (multipart field `file`); the same file again changes nothing. Problems are told by cell.");
        comparison.MapGet("/lists/{kind}/template", (ListKind kind, Caller _) =>
            Results.File(SheetWriter.Write(ListSheets.Of(kind), []), Xlsx, ListSheets.Of(kind).Key + ".xlsx")).Named("getComparisonTemplate", "The empty sheet of a list.");
        comparison.MapGet("/hits", async ([AsParameters] PageQuery page, HitState? state, string? code, string? unitId, Caller caller, ComparisonQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Hits(caller.Actor, new HitFilter(state, code, unitId), page.Page, cancel))).Named("listComparisonHits", "People of one's area whom a list hit, the latest first.");
        comparison.MapPost("/hits/{id}/review", async (string id, ReviewBody body, Caller caller, ReviewHit review, CancellationToken cancel) =>
            (await review.Run(caller.Actor, body.OperationId ?? "", id, new ReviewHitBody(body.State, body.Reason, body.ExpectedRevision), cancel)).ToHttp())
            .Named("reviewComparisonHit", "Confirmed, NotSame or Cleared, with a reason.");
        comparison.MapGet("/overrides", async ([AsParameters] PageQuery page, Caller caller, ComparisonQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Overrides(caller.Actor, page.Page, cancel))).Named("listExclusionOverrides", "Cases that an officer passed in spite of a SOFT exclusion, with the reason.");
    }

    private static async Task<IResult> Import(IFormFile file, ListKind kind, DateOnly asOf, bool? onlyGood, string? operationId, Caller caller, ImportComparisonList import, CancellationToken cancel)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancel);
        var imported = await import.Run(caller.Actor, operationId ?? "", new ListToImport(kind, asOf, file.FileName, bytes.ToArray(), onlyGood ?? false), cancel);
        return imported.Refusal is { } refusal ? refusal.ToHttp() : Results.Ok(imported.Value);
    }

    public sealed record ReviewBody(string? OperationId, HitState State, string? Reason, int? ExpectedRevision);
}
