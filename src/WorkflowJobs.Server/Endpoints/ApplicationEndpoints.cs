using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Applications: one's own, or on a person's behalf by an officer of their village or town.</summary>
internal static class ApplicationEndpoints
{
    public static void MapApplications(this RouteGroupBuilder api)
    {
        var applications = api.MapGroup("/applications").WithTags("applications");
        applications.MapPut("/draft", async (IntakeBody body, Caller caller, SaveApplicationDraft save, CancellationToken cancel) =>
            (await save.Run(caller.Actor, body.OperationId ?? "", body.Intake(), cancel)).ToHttp()).WithSummary("Keeps the pages filled in so far; answers the draft's id.");
        applications.MapPost("/", async (IntakeBody body, Caller caller, SubmitApplication submit, CancellationToken cancel) =>
            (await submit.Run(caller.Actor, body.OperationId ?? "", body.Intake(), cancel)).ToHttp()).WithSummary("Submits an application, new or a draft; by an officer it is an assisted one. Answers the receipt.");
        applications.MapPost("/{id}/withdraw", async (string id, WithdrawBody body, Caller caller, WithdrawApplication withdraw, CancellationToken cancel) =>
            (await withdraw.Run(caller.Actor, body.OperationId ?? "", id, new(body.ExpectedRevision, body.Reason), cancel)).ToHttp()).WithSummary("Withdraws it, at any time before approval.");
    }

    public sealed record IntakeBody(string? OperationId, string? NoticeId, string? VillageId, JsonObject? Form, string? ApplicationId)
    {
        internal ApplicationBody Intake() => new(NoticeId ?? "", VillageId ?? "", Form ?? []) { ApplicationId = ApplicationId };
    }

    public sealed record WithdrawBody(string? OperationId, int? ExpectedRevision, string? Reason);
}
