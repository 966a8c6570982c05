using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Engine.Execution;
using WorkflowJobs.Server.Components.Desks;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Instances with their state and journal: ids, codes and hashes, no personal data.</summary>
internal static class InstanceEndpoints
{
    public static void MapInstances(this RouteGroupBuilder api)
    {
        var instances = api.MapGroup("/instances").WithTags("instances");
        instances.MapGet("/", async (Caller caller, InstanceQueries queries, string? definitionId, bool? needsAttention, WorkflowStatus? status, string? cursor, CancellationToken cancel) =>
            (await queries.List(caller.Actor, definitionId, needsAttention, status, cursor, cancel)).ToHttp()).Named("listInstances", "Instances, newest first.");
        instances.MapGet("/verify", async (Caller caller, VerifyJournal verify, CancellationToken cancel) =>
            (await verify.Run(caller.Actor, cancel)).ToHttp()).Named("verifyJournal", "Checks the journal's chains and names the first bad entry of each.");
        instances.MapGet("/failures", async ([AsParameters] PageQuery page, Caller caller, FailureQueries queries, CancellationToken cancel) =>
            (await queries.List(caller.Actor, page.Page, cancel)).ToHttp()).Named("listFailures", "Messages, timers and external effects that failed, those given up first.");
        instances.MapGet("/stuck-tasks", async ([AsParameters] PageQuery page, Caller caller, StuckQueries queries, CancellationToken cancel) =>
            (await queries.Tasks(caller.Actor, page.Page, cancel)).ToHttp()).Named("listStuckTasks", "Open tasks that nobody may hold, or whose holder no longer may.");
        instances.MapGet("/skips", async ([AsParameters] PageQuery page, Caller caller, StuckQueries queries, CancellationToken cancel) =>
            (await queries.Skips(caller.Actor, page.Page, cancel)).ToHttp()).Named("listSkipRequests", "Requests to skip a failed activity that wait for a second administrator.");
        instances.MapPost("/failures/{kind}/{failureId}/retry", async (string kind, string failureId, OperationBody body, Caller caller, RetryFailure retry, CancellationToken cancel) =>
            (await retry.Run(caller.Actor, body.OperationId, new RetryFailure.Body(kind, failureId), cancel)).ToHttp()).Named("retryFailure", "Lets one of them be tried again at once.");
        api.MapGet("/journal/reveals", async ([AsParameters] PageQuery page, Caller caller, RevealQueries queries, CancellationToken cancel) =>
            (await queries.List(caller.Actor, page.Page, cancel)).ToHttp()).WithTags("journal").Named("listReveals", "Who looked at which masked field, and why; for auditors and the discipline commission.");
        instances.MapGet("/{id}/picture", async (string id, Caller caller, Pictures pictures, CancellationToken cancel) =>
            InstanceQueries.MayRead(caller.Actor) ? (await pictures.Of(id, cancel)).OrNotFound() : Refusals.NotFound.ToHttp())
            .Named("getInstancePicture", "The drawing of the process with where it stands and has been.");
        instances.MapGet("/{id}", async (string id, Caller caller, InstanceQueries queries, CancellationToken cancel) =>
            (await queries.Get(caller.Actor, id, cancel)).ToHttp()).Named("getInstance", "An instance with its state, incidents and journal.");
        instances.MapGet("/{id}/history", History).Named("getInstanceHistory", "What each transition did, by replaying the journal.");
        instances.MapPost("/{id}/cancel", async (string id, AdministrationBody body, Caller caller, InstanceCommands commands, CancellationToken cancel) =>
            (await commands.Cancel(id, body.OperationId, body.ExpectedRevision, body.Reason, caller.Actor, cancel)).ToHttp()).Named("cancelInstance", "Ends the instance.");
        instances.MapPost("/{id}/retry", async (string id, AdministrationBody body, Caller caller, InstanceCommands commands, CancellationToken cancel) =>
            (await commands.Retry(id, body.ExecutionId ?? "", body.OperationId, body.ExpectedRevision, body.Reason, caller.Actor, cancel)).ToHttp()).Named("retryActivity", "Runs a failed activity again.");
        instances.MapPost("/{id}/suspend", async (string id, AdministrationBody body, Caller caller, InstanceCommands commands, CancellationToken cancel) =>
            (await commands.Suspend(id, body.OperationId, body.ExpectedRevision, body.Reason, caller.Actor, cancel)).ToHttp()).Named("suspendInstance", "Holds the instance: its tasks, timers and messages wait until it is resumed.");
        instances.MapPost("/{id}/resume", async (string id, AdministrationBody body, Caller caller, InstanceCommands commands, CancellationToken cancel) =>
            (await commands.Resume(id, body.OperationId, body.ExpectedRevision, body.Reason, caller.Actor, cancel)).ToHttp()).Named("resumeInstance", "Lets a suspended instance go on; what fell due meanwhile happens at once.");
        instances.MapPost("/{id}/tasks/{taskId}/reassign", async (string id, string taskId, AdministrationBody body, Caller caller, InstanceCommands commands, CancellationToken cancel) =>
            (await commands.Reassign(id, taskId, body.ToUserId, body.OperationId, body.ExpectedRevision, body.Reason, caller.Actor, cancel)).ToHttp())
            .Named("reassignTask", "Gives an open task to another holder of its role, or without a user back to all of them.");
        instances.MapPost("/{id}/skips", async (string id, AdministrationBody body, Caller caller, InstanceCommands commands, CancellationToken cancel) =>
            (await commands.RequestSkip(id, body.ExecutionId ?? "", body.Outcome ?? "", body.OperationId, body.ExpectedRevision, body.Reason, caller.Actor, cancel)).ToHttp())
            .Named("requestSkip", "Asks to go on without a failed activity, by an outcome of it; a second administrator decides.");
        instances.MapPost("/{id}/skips/{requestId}/approve", async (string id, string requestId, AdministrationBody body, Caller caller, InstanceCommands commands, CancellationToken cancel) =>
            (await commands.DecideSkip(id, requestId, approve: true, body.OperationId, body.Reason, caller.Actor, cancel)).ToHttp()).Named("approveSkip", "Lets the process go on without the failed activity; not by who asked for it.");
        instances.MapPost("/{id}/skips/{requestId}/decline", async (string id, string requestId, AdministrationBody body, Caller caller, InstanceCommands commands, CancellationToken cancel) =>
            (await commands.DecideSkip(id, requestId, approve: false, body.OperationId, body.Reason, caller.Actor, cancel)).ToHttp()).Named("declineSkip", "Leaves the failed activity as it is; not by who asked.");
        instances.MapPost("/{id}/skips/{requestId}/withdraw", async (string id, string requestId, AdministrationBody body, Caller caller, InstanceCommands commands, CancellationToken cancel) =>
            (await commands.WithdrawSkip(id, requestId, body.OperationId, body.Reason, caller.Actor, cancel)).ToHttp()).Named("withdrawSkip", "Takes one's own request back.");
        instances.MapPost("/{id}/move", async (string id, AdministrationBody body, Caller caller, InstanceCommands commands, CancellationToken cancel) =>
            (await commands.Move(id, body.ToVersionId ?? "", body.OperationId, body.ExpectedRevision, body.Reason, caller.Actor, cancel)).ToHttp()).Named("moveInstance", "Goes on with another published version of its definition.");
        instances.MapPost("/{id}/undo-move", async (string id, AdministrationBody body, Caller caller, InstanceCommands commands, CancellationToken cancel) =>
            (await commands.UndoMove(id, body.OperationId, body.ExpectedRevision, body.Reason, caller.Actor, cancel)).ToHttp()).Named("undoMove", "Takes a move back, as long as nothing happened since.");
    }

    private static async Task<IResult> History(string id, Caller caller, IReader reader, InstanceHistory history, CancellationToken cancel) =>
        InstanceQueries.MayRead(caller.Actor)
            ? Results.Ok(await reader.Read((work, token) => history.Replay(work, id, token), cancel))
            : Refusals.NotFound.ToHttp();

    public sealed record OperationBody(string? OperationId);

    public sealed record AdministrationBody(string? OperationId, int? ExpectedRevision, string? Reason, string? ExecutionId, string? Outcome, string? ToVersionId, string? ToUserId);
}
