using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Training;
using WorkflowJobs.Server.Components.Desks;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Rounds, review meetings, publicity lists, objections and training classes. Their decisions are human tasks.</summary>
internal static class RoundEndpoints
{
    public static void MapRounds(this RouteGroupBuilder api)
    {
        var rounds = api.MapGroup("/rounds").WithTags("rounds");
        rounds.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, RoundQueries queries, CancellationToken cancel) => TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).Named("listRounds", "Rounds of one's area.");
        rounds.MapGet("/{id}", async (string id, Caller caller, LineQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, id, cancel)).ToHttp()).Named("getRound", "A notice's line or round with the people of one's area; of the review counts only.");
        rounds.MapGet("/{id}/picture", async (string id, Caller caller, LineQueries queries, Pictures pictures, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, id, cancel)).Value is { } found ? (await pictures.Of(found.InstanceId, cancel)).OrNotFound() : Refusals.NotFound.ToHttp())
            .Named("getRoundPicture", "The drawing of its process with where it stands and has been.");
        rounds.MapGet("/{id}/ranking", async (string id, Caller caller, RoundQueries queries, CancellationToken cancel) =>
            (await queries.Ranking(caller.Actor, id, cancel)).ToHttp()).Named("getRanking", "The list in order, with the mode and the values used.");

        api.MapGet("/notice-lines", async ([AsParameters] PageQuery page, Caller caller, LineQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).WithTags("rounds").Named("listNoticeLines", "Lines of published notices in one's area; a line is a round once its window has closed.");

        var meetings = api.MapGroup("/meetings").WithTags("meetings");
        meetings.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, MeetingQueries queries, string? noticeId, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, noticeId, page.Page, cancel))).Named("listMeetings", "Review meetings; per applicant counts only.");
        meetings.MapGet("/{id}", async (string id, Caller caller, MeetingQueries queries, CancellationToken cancel) => (await queries.Get(caller.Actor, id, cancel)).ToHttp()).Named("getMeeting", "A meeting with its sittings.");

        var publicity = api.MapGroup("/publicity").WithTags("publicity");
        publicity.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, PublicityQueries queries, CancellationToken cancel) => TypedResults.Ok(await queries.Lists(caller.Actor, page.Page, cancel))).Named("listPublicityLists", "Publicity lists of one's area.");
        publicity.MapPost("/{id}/interruptions", async (string id, InterruptionBody body, Caller caller, RecordInterruption record, CancellationToken cancel) =>
            (await record.Execute(caller.Actor, body.OperationId ?? "", body.ExpectedRevision, new NewInterruption(id, body.InterruptedOn, body.Reason ?? ""), cancel)).ToHttp())
            .Named("recordInterruption", "The posting was interrupted: the whole period starts anew.");
        publicity.MapPost("/{id}/restart", async (string id, RestartBody body, Caller caller, RestartPublicity restart, CancellationToken cancel) =>
            (await restart.Execute(caller.Actor, body.OperationId ?? "", new NewRestart(id, body.EntryIds ?? [], body.Reason ?? ""), cancel)).ToHttp())
            .Named("restartPublicity", "Wrong content: the affected people get a list of their own.");

        var objections = api.MapGroup("/objections").WithTags("objections");
        objections.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, PublicityQueries queries, CancellationToken cancel) => TypedResults.Ok(await queries.Objections(caller.Actor, page.Page, cancel))).Named("listObjections", "Objections that one handles or oversees.");
        objections.MapPost("/", async (ObjectionBody body, Caller caller, FileObjection file, CancellationToken cancel) =>
            (await file.Execute(caller.Actor, body.OperationId ?? "", body.Objection(), cancel)).ToHttp()).Named("fileObjection", "提出异议: holds only the challenged person.");

        api.MapGet("/training-classes", async ([AsParameters] PageQuery page, Caller caller, TrainingQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).WithTags("training-classes").Named("listTrainingClasses", "Training classes of one's area with their people.");
    }

    public sealed record InterruptionBody(string? OperationId, int? ExpectedRevision, DateOnly InterruptedOn, string? Reason);

    public sealed record RestartBody(string? OperationId, IReadOnlyList<string>? EntryIds, string? Reason);

    public sealed record ObjectionBody(string? OperationId, string? EntryId, string? Channel, string? Objector, string? Content, bool? AboutCadre, IReadOnlyList<string>? Scans = null)
    {
        internal NewObjection Objection() => new(EntryId ?? "", Channel ?? "", Objector, Content ?? "", AboutCadre ?? false) { Scans = Scans ?? [] };
    }
}
