using WorkflowJobs.Domain.Applications;
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
            TypedResults.Ok(await queries.ForOfficer(caller.Actor, page.Page, cancel))).Named("listNotices", "Published notices, and the drafts of one's own town.");
        notices.MapGet("/{id}", async (string id, Caller caller, NoticeQueries queries, CancellationToken cancel) =>
            (await queries.Get(id, caller.Actor, cancel)).ToHttp()).Named("getNotice", "A notice with its lines, posts and the dates of birth that qualify.");
        notices.MapGet("/{id}/application-form", async (string id, string? lineId, string? draftId, Caller caller, ApplicationFormQueries forms, CancellationToken cancel) =>
            (await forms.Begin(caller.Actor, id, lineId, draftId, cancel)).ToHttp())
            .Named("getApplicationForm", "The form to apply with, what its choices offer, and the draft begun before; while the window is open.");
        notices.MapPost("/", async (BeginBody body, Caller caller, StartAnnualDemand start, CancellationToken cancel) =>
            (await start.Run(caller.Actor, body.OperationId ?? "", new StartDemandBody(body.Year, body.TownId ?? ""), cancel)).ToHttp())
            .Named("beginNotice", "The town begins its notice of a year; its villages are asked first.");
        notices.MapPost("/{id}/corrections", async (string id, CorrectBody body, Caller caller, BeginCorrection correct, CancellationToken cancel) =>
            (await correct.Run(caller.Actor, body.OperationId ?? "", id, cancel)).ToHttp())
            .Named("beginCorrection", "The town's handler begins a correction of a published notice; answers the task to draft it in, filled with the text in force.");
    }

    public sealed record CorrectBody(string? OperationId);

    public sealed record BeginBody(string? OperationId, int Year, string? TownId);
}
