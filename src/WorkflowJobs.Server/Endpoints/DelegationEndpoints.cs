using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Officers who are away, and who acts for them.</summary>
internal static class DelegationEndpoints
{
    public static void MapDelegations(this RouteGroupBuilder api)
    {
        var delegations = api.MapGroup("/delegations").WithTags("delegations");
        delegations.MapGet("/", async ([AsParameters] PageQuery page, Caller caller, DelegationQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.List(caller.Actor, page.Page, cancel))).Named("listDelegations", "One's own delegations, and those of the units that one leads.");
        delegations.MapGet("/in-force", async (Caller caller, DelegationQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.InForce(caller.Actor, cancel))).Named("listDelegationsInForce", "Those of today that one has made or acts under.");
        delegations.MapGet("/choices", async (Caller caller, DelegationQueries queries, CancellationToken cancel) =>
            TypedResults.Ok(await queries.Choices(caller.Actor, cancel))).Named("listDelegationChoices", "Colleagues of the same role and unit.");
        delegations.MapPost("/", async (DelegationBody body, Caller caller, DelegationCommands commands, CancellationToken cancel) =>
            (await commands.Delegate(caller.Actor, body.OperationId, new NewDelegation(body.ToUserId ?? "", body.Role ?? "", body.UnitId ?? "", body.From, body.Until, body.Reason ?? ""), cancel)).ToHttp())
            .Named("delegate", "A colleague of the same role and unit acts for one, from a day to a day; ends by itself.");
        delegations.MapPost("/{id}/end", async (string id, EndDelegationBody body, Caller caller, DelegationCommands commands, CancellationToken cancel) =>
            (await commands.End(caller.Actor, body.OperationId, id, cancel)).ToHttp()).Named("endDelegation", "Ends a delegation at once.");
    }

    public sealed record DelegationBody(string? OperationId, string? ToUserId, string? Role, string? UnitId, DateOnly From, DateOnly Until, string? Reason);

    public sealed record EndDelegationBody(string? OperationId);
}
