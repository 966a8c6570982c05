using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>The annual demand notices of the towns.</summary>
internal static class NoticeEndpoints
{
    public static void MapNotices(this RouteGroupBuilder api)
    {
        var notices = api.MapGroup("/notices").WithTags("notices");
        notices.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, NoticeQueries queries, CancellationToken cancel) =>
            Results.Ok(await queries.ForOfficer(caller.Actor, page.Page, cancel))).WithSummary("Published notices, and the drafts of one's own town.");
        notices.MapGet("/{id}", async (string id, Caller caller, NoticeQueries queries, CancellationToken cancel) =>
            (await queries.Get(id, caller.Actor, cancel)).ToHttp()).WithSummary("A notice with its lines, posts and the dates of birth that qualify.");
        notices.MapPost("/", async (BeginBody body, Caller caller, StartAnnualDemand start, CancellationToken cancel) =>
            (await start.Run(caller.Actor, body.OperationId ?? "", new StartDemandBody(body.Year, body.TownId ?? ""), cancel)).ToHttp())
            .WithSummary("The town begins its notice of a year; its villages are asked first.");
    }

    public sealed record BeginBody(string? OperationId, int Year, string? TownId);
}
