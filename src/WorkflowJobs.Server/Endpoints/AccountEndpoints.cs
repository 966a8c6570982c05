using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Accounts, roles with dates, and the codes with which applicants open theirs.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("users");
        users.MapGet("/", async (Caller caller, AccountQueries queries, string? text, string? cursor, CancellationToken cancel) =>
            (await queries.List(caller.Actor, text, cursor, cancel)).ToHttp()).Named("listUsers", "Accounts by user name.");
        users.MapPost("/", async (CreateBody body, Caller caller, AccountCommands commands, CancellationToken cancel) =>
            (await commands.Create(caller.Actor, body.OperationId, new(body.UserName ?? "", body.DisplayName ?? "", body.Password ?? "", body.Roles), cancel)).ToHttp())
            .Named("createUser", "An officer's account, with its roles.");
        users.MapPost("/{id}/roles", async (string id, RoleBody body, Caller caller, AccountCommands commands, CancellationToken cancel) =>
            (await commands.GiveRole(caller.Actor, body.OperationId, id, new(body.Role ?? "", body.UnitId ?? "", body.From, body.To), cancel)).ToHttp())
            .Named("giveRole", "A role in a unit, from a day to a day.");
        users.MapPost("/{id}/roles/{assignmentId}/end", async (string id, string assignmentId, EndBody body, Caller caller, AccountCommands commands, CancellationToken cancel) =>
            (await commands.EndRole(caller.Actor, body.OperationId, id, assignmentId, body.LastDay, cancel)).ToHttp()).Named("endRole", "Ends a role with a day.");
        users.MapPost("/{id}/disable", async (string id, OperationBody body, Caller caller, AccountCommands commands, CancellationToken cancel) =>
            (await commands.SetActive(caller.Actor, body.OperationId, id, false, cancel)).ToHttp()).Named("disableUser", "Switches the account off; its tasks go back to the pool.");
        users.MapPost("/{id}/enable", async (string id, OperationBody body, Caller caller, AccountCommands commands, CancellationToken cancel) =>
            (await commands.SetActive(caller.Actor, body.OperationId, id, true, cancel)).ToHttp()).Named("enableUser", "Switches the account on again.");
        users.MapPost("/{id}/password", async (string id, PasswordBody body, Caller caller, AccountCommands commands, CancellationToken cancel) =>
            (await commands.ResetPassword(caller.Actor, body.OperationId, id, body.Password ?? "", cancel)).ToHttp()).Named("resetPassword", "A new first password.");
        users.MapPost("/me/password", async (OwnPasswordBody body, Caller caller, AccountCommands commands, CancellationToken cancel) =>
            (await commands.ChangePassword(caller.Actor, body.OperationId, body.Present ?? "", body.Password ?? "", cancel)).ToHttp())
            .RequireRateLimiting(RateLimits.SignIn).Named("changeOwnPassword", "One's own password.");
        users.MapPost("/invitations", async (InvitationBody body, Caller caller, Invitations invitations, CancellationToken cancel) =>
            (await invitations.Issue(caller.Actor, body.PersonId ?? "", cancel)).ToHttp()).Named("issueInvitation", "A code with which an applicant opens an account; told once.");

        api.MapPost("/auth/register", async (Invitations.Body body, Invitations invitations, CancellationToken cancel) =>
            (await invitations.Redeem(body, cancel)).ToHttp())
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).WithTags("auth").Named("registerAccount", "Opens an applicant's account with an invitation code and the last four of the ID.");
        api.MapPost("/auth/bootstrap", async (Bootstrap.Body body, Bootstrap bootstrap, CancellationToken cancel) =>
            (await bootstrap.Use(body, cancel)).ToHttp())
            .AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).WithTags("auth").Named("bootstrap", "Makes the first system administrator with the secret that the first start printed.");
    }

    public sealed record OperationBody(string? OperationId);

    public sealed record CreateBody(string? OperationId, string? UserName, string? DisplayName, string? Password, IReadOnlyList<AccountCommands.Grant>? Roles);

    public sealed record RoleBody(string? OperationId, string? Role, string? UnitId, DateOnly? From, DateOnly? To);

    public sealed record EndBody(string? OperationId, DateOnly LastDay);

    public sealed record PasswordBody(string? OperationId, string? Password);

    public sealed record OwnPasswordBody(string? OperationId, string? Present, string? Password);

    public sealed record InvitationBody(string? PersonId);
}
