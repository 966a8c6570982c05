using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Training;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Rounds, review meetings, publicity lists, objections and training classes. Their decisions are human tasks.</summary>
internal static class RoundEndpoints
{
    public static void MapRounds(this RouteGroupBuilder api)
    {
        var rounds = api.MapGroup("/rounds").WithTags("rounds");
        rounds.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, RoundQueries queries, CancellationToken cancel) => Results.Ok(await queries.List(caller.Actor, page.Page, cancel))).WithSummary("Rounds of one's area.");
        rounds.MapGet("/{id}/ranking", async (string id, Caller caller, RoundQueries queries, CancellationToken cancel) =>
            (await queries.Ranking(caller.Actor, id, cancel)).ToHttp()).WithSummary("The list in order, with the mode and the values used.");

        var meetings = api.MapGroup("/meetings").WithTags("meetings");
        meetings.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, MeetingQueries queries, string? noticeId, CancellationToken cancel) =>
            Results.Ok(await queries.List(caller.Actor, noticeId, page.Page, cancel))).WithSummary("Review meetings; per applicant counts only.");
        meetings.MapGet("/{id}", async (string id, Caller caller, MeetingQueries queries, CancellationToken cancel) => (await queries.Get(caller.Actor, id, cancel)).ToHttp()).WithSummary("A meeting with its sittings.");

        var publicity = api.MapGroup("/publicity").WithTags("publicity");
        publicity.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, PublicityQueries queries, CancellationToken cancel) => Results.Ok(await queries.Lists(caller.Actor, page.Page, cancel))).WithSummary("Publicity lists of one's area.");
        publicity.MapPost("/{id}/interruptions", async (string id, InterruptionBody body, Caller caller, RecordInterruption record, CancellationToken cancel) =>
            (await record.Execute(caller.Actor, body.OperationId ?? "", body.ExpectedRevision, new NewInterruption(id, body.InterruptedOn, body.Reason ?? ""), cancel)).ToHttp())
            .WithSummary("The posting was interrupted: the whole period starts anew.");
        publicity.MapPost("/{id}/restart", async (string id, RestartBody body, Caller caller, RestartPublicity restart, CancellationToken cancel) =>
            (await restart.Execute(caller.Actor, body.OperationId ?? "", new NewRestart(id, body.EntryIds ?? [], body.Reason ?? ""), cancel)).ToHttp())
            .WithSummary("Wrong content: the affected people get a list of their own.");

        var objections = api.MapGroup("/objections").WithTags("objections");
        objections.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, PublicityQueries queries, CancellationToken cancel) => Results.Ok(await queries.Objections(caller.Actor, page.Page, cancel))).WithSummary("Objections that one handles or oversees.");
        objections.MapPost("/", async (ObjectionBody body, Caller caller, FileObjection file, CancellationToken cancel) =>
            (await file.Execute(caller.Actor, body.OperationId ?? "", body.Objection(), cancel)).ToHttp()).WithSummary("提出异议: holds only the challenged person.");

        api.MapGet("/training-classes", async ([AsParameters] PageQuery page, Caller caller, TrainingQueries queries, CancellationToken cancel) =>
            Results.Ok(await queries.List(caller.Actor, page.Page, cancel))).WithTags("training-classes").WithSummary("Training classes of one's area with their people.");
    }

    public sealed record InterruptionBody(string? OperationId, int? ExpectedRevision, DateOnly InterruptedOn, string? Reason);

    public sealed record RestartBody(string? OperationId, IReadOnlyList<string>? EntryIds, string? Reason);

    public sealed record ObjectionBody(string? OperationId, string? EntryId, string? Channel, string? Objector, string? Content, bool? AboutCadre)
    {
        internal NewObjection Objection() => new(EntryId ?? "", Channel ?? "", Objector, Content ?? "", AboutCadre ?? false);
    }
}
