using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>People, what was said to them, and the officers' bell.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("people");
        people.MapPost("/search", async (SearchBody body, Caller caller, PeopleQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Search(caller.Actor, body.Text, body.Page, cancel)))
            .Named("searchPeople", "People of the villages one assists, by full ID, phone or name. What is looked for is in the body, so that no log holds it.");
        people.MapPost("/", async (PersonBody body, Caller caller, RegisterPerson register, CancellationToken cancel) =>
            (await register.Run(caller.Actor, body.OperationId ?? "", new RegisterPersonBody(body.IdNumber ?? "", body.Name ?? "", body.VillageId ?? "", body.Phone), cancel)).ToHttp())
            .Named("registerPerson", "A person who comes in person, so that an invitation can be issued before any application.");

        var notices = api.MapGroup("/person-notices").WithTags("person-notices");
        notices.MapGet("/mine", async ([AsParameters] PageQuery page, Caller caller, CorrespondenceQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Mine(caller.Actor, page.Page, cancel))).Named("listMyPersonNotices", "What was told to oneself, with the text as it was sent.");
        notices.MapPost("/{id}/acknowledge", async (string id, AcknowledgementBody body, Caller caller, AcknowledgeNotice acknowledge, CancellationToken cancel) =>
            (await acknowledge.Run(caller.Actor, body.OperationId ?? "", new AcknowledgeBody(id, body.HandedOver ?? false), cancel)).ToHttp())
            .Named("acknowledgePersonNotice", "The person has read it, or an officer of the village or town has handed the print over.");

        var bell = api.MapGroup("/bell").WithTags("bell");
        bell.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, CorrespondenceQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Bell(caller.Actor, page.Page, cancel))).Named("getBell", "Reminders, escalations and urges to oneself.");
        bell.MapPost("/read", async (Caller caller, ReadBell read, CancellationToken cancel) =>
            Results.Ok(new { read = await read.Run(caller.Actor, cancel) })).Named("readBell", "All that stands in the bell counts as read.");
    }

    public sealed record SearchBody(string? Text, string? Cursor, int? PageSize)
    {
        internal Domain.Runtime.Commands.PageOf Page => new PageQuery(Cursor, PageSize).Page;
    }

    public sealed record PersonBody(string? OperationId, string? IdNumber, string? Name, string? VillageId, string? Phone);

    public sealed record AcknowledgementBody(string? OperationId, bool? HandedOver);
}
