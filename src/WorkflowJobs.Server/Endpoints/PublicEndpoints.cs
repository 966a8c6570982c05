using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>What everybody may read, without signing in: notices, posted lists, and one's own progress by receipt.</summary>
internal static class PublicEndpoints
{
    public static void MapPublic(this RouteGroupBuilder api)
    {
        var open = api.MapGroup("/public").WithTags("public").AllowAnonymous();
        open.MapGet("/notices", async ([AsParameters] PageQuery page, NoticeQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Public(page.Page, cancel))).Named("listPublicNotices", "Published notices, the latest first.");
        open.MapGet("/notices/{id}", async (string id, NoticeQueries queries, CancellationToken cancel) =>
            (await queries.Get(id, null, cancel)).ToHttp()).Named("getPublicNotice", "A published notice with its lines, posts and the dates of birth that qualify.");
        open.MapGet("/publicity", async ([AsParameters] PageQuery page, PublicityQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.PublicLists(page.Page, cancel))).Named("listPublicLists", "Lists that are posted now, masked.");
        open.MapGet("/publicity/{id}", async (string id, PublicityQueries queries, CancellationToken cancel) =>
            (await queries.PublicList(id, cancel)).ToHttp()).Named("getPublicList", "One posted list, masked.");
        open.MapPost("/objections", async (RoundEndpoints.ObjectionBody body, FileObjection file, CancellationToken cancel) =>
            (await file.Execute(FileObjection.Public, body.OperationId ?? "", body.Objection(), cancel)).ToHttp())
            .RequireRateLimiting(RateLimits.Progress).Named("filePublicObjection", "提出异议 without an account.");
        open.MapPost("/progress", async (ProgressBody body, ApplicationQueries query, CancellationToken cancel) =>
            (await query.PublicProgress(body.Receipt, body.IdLastFour, cancel)).ToHttp())
            .RequireRateLimiting(RateLimits.Progress).Named("getProgressByReceipt", "Progress by receipt number and the last four of the ID; wrong in either answers alike.");
    }

    public sealed record ProgressBody(string? Receipt, string? IdLastFour);
}
