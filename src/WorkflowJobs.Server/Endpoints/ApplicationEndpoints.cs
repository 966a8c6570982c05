using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Desks;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Applications: one's own, or on a person's behalf by an officer of their village or town.</summary>
internal static class ApplicationEndpoints
{
    public static void MapApplications(this RouteGroupBuilder api)
    {
        var applications = api.MapGroup("/applications").WithTags("applications");
        applications.MapGet("/mine", async ([AsParameters] PageQuery page, Caller caller, ApplicationQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Mine(caller.Actor, page.Page, cancel))).Named("listMyApplications", "One's own applications, drafts included.");
        applications.MapPost("/search", async (PeopleEndpoints.SearchBody body, Caller caller, ApplicationQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Search(caller.Actor, body.Text, body.Page, cancel)))
            .Named("searchApplications", "By full ID, receipt, phone or name, within one's area. What is looked for is in the body, so that no log holds it.");
        applications.MapGet("/{id}", async (string id, Caller caller, ApplicationQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, id, cancel)).ToHttp()).Named("getApplication", "An application with everything that happened to it.");
        applications.MapGet("/{id}/receipt", async (string id, Caller caller, ApplicationQueries queries, CancellationToken cancel) =>
            (await queries.Receipt(caller.Actor, id, cancel)).ToHttp()).Named("getReceipt", "The receipt, for printing.");
        applications.MapPost("/{id}/reveal", async (string id, RevealBody body, Caller caller, RevealField reveal, CancellationToken cancel) =>
            (await reveal.Run(caller.Actor, id, body.Field ?? "", body.Reason ?? "", cancel)).ToHttp()).Named("revealField", "A masked field in full, for a reason; each look is an entry of the journal.");
        applications.MapGet("/{id}/picture", async (string id, Caller caller, ApplicationQueries queries, Pictures pictures, CancellationToken cancel) =>
            caller.Actor.PersonId is null && (await queries.Get(caller.Actor, id, cancel)).Value is { } file ? (await pictures.Of(file.InstanceId, cancel)).OrNotFound() : Refusals.NotFound.ToHttp())
            .Named("getApplicationPicture", "The drawing of its process with where it stands and has been, for officers.");
        applications.MapPost("/{id}/invitation", async (string id, Caller caller, Invitations invitations, CancellationToken cancel) =>
            (await invitations.IssueFor(caller.Actor, id, cancel)).ToHttp()).Named("issueInvitationForApplication", "A code for the application's person, printed beside the receipt; told once.");
        applications.MapPost("/drafts", async (BeginBody body, Caller caller, DraftApplication drafts, CancellationToken cancel) =>
            (await drafts.Start(caller.Actor, body.OperationId ?? "", body.Start(), cancel)).ToHttp()).Named("beginApplication", "Begins an application; a person has one draft for a notice.");
        applications.MapPatch("/{id}/draft", async (string id, SaveBody body, Caller caller, DraftApplication drafts, CancellationToken cancel) =>
            (await drafts.Save(caller.Actor, body.OperationId ?? "", new PageBody(id, body.ExpectedRevision, body.Answers ?? []), cancel)).ToHttp()).Named("saveApplicationDraft", "Keeps the answers given so far.");
        applications.MapPost("/{id}/submit", async (string id, CommandBody body, Caller caller, SubmitApplication submit, CancellationToken cancel) =>
            (await submit.Run(caller.Actor, body.OperationId ?? "", new SubmitBody(id, body.ExpectedRevision), cancel)).ToHttp()).Named("submitApplication", "Submits a draft; answers the receipt.");
        applications.MapPost("/assisted", async (AssistBody body, Caller caller, SubmitApplication submit, CancellationToken cancel) =>
            (await submit.RunAssisted(caller.Actor, body.OperationId ?? "", body.Assisted(), cancel)).ToHttp()).Named("submitAssistedApplication", "代办: a whole application in one step, on the person's behalf, with their signature.");
        applications.MapPost("/{id}/withdraw", async (string id, WithdrawalBody body, Caller caller, WithdrawApplication withdraw, CancellationToken cancel) =>
            (await withdraw.Run(caller.Actor, body.OperationId ?? "", new WithdrawBody(id, body.ExpectedRevision, body.Reason), cancel)).ToHttp()).Named("withdrawApplication", "Withdraws it, at any time before approval.");
    }

    public sealed record RevealBody(string? Field, string? Reason);

    public sealed record BeginBody(string? OperationId, string? NoticeId, string? LineId, string? VillageId, string? IdNumber, string? Name)
    {
        internal StartBody Start() => new(NoticeId ?? "", LineId ?? "", VillageId ?? "") { IdNumber = IdNumber, Name = Name };
    }

    public sealed record SaveBody(string? OperationId, int? ExpectedRevision, JsonObject? Answers);

    public sealed record CommandBody(string? OperationId, int? ExpectedRevision);

    public sealed record AssistBody(string? OperationId, string? NoticeId, string? LineId, string? VillageId, JsonObject? Form)
    {
        internal AssistedBody Assisted() => new(NoticeId ?? "", LineId ?? "", VillageId ?? "", Form ?? []);
    }

    public sealed record WithdrawalBody(string? OperationId, int? ExpectedRevision, string? Reason);
}
