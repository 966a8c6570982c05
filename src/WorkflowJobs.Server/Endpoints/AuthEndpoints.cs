using Microsoft.AspNetCore.Identity;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Auth;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Endpoints;

/// <summary>Signing in and out over REST.</summary>
internal static class AuthEndpoints
{
    private static readonly Refusal Wrong = new("SIGN_IN_FAILED", "用户名或密码不正确。", "User name or password is wrong.") { Status = 401 };
    private static readonly Refusal Locked = new("SIGN_IN_LOCKED", "尝试次数过多，请 10 分钟后再试。", "Too many attempts; try again in 10 minutes.") { Status = 429 };
    private static readonly Refusal Stale = new("REFRESH_TOKEN_INVALID", "登录已失效，请重新登录。", "This sign-in is no longer valid; sign in again.") { Status = 401 };

    public static void MapAuth(this RouteGroupBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("auth").RequireRateLimiting(RateLimits.SignIn);
        auth.MapPost("/login", Login).AllowAnonymous().Named("login", "Signs in; answers an access and a refresh token.");
        auth.MapPost("/refresh", Refresh).AllowAnonymous().Named("refreshTokens", "Exchanges a refresh token for new tokens; each works once.");
        auth.MapPost("/logout", Logout).AllowAnonymous().Named("logout", "Ends the refresh token's family.");
        // For a page's own scripts: the cookie's account gets an access token and nothing to renew it with but the cookie.
        auth.MapPost("/page-token", PageToken).RequireAuthorization().Named("getPageToken", "An access token for the account of the page's session.");
        auth.MapGet("/me", Me).RequireAuthorization().Named("getMe", "Who is signed in, with roles and units.");
    }

    private static async Task<IResult> Login(LoginRequest request, SignInManager<User> signIn, TokenService tokens)
    {
        if (await signIn.UserManager.FindByNameAsync(request.UserName ?? "") is not { Active: true } user)
            return Wrong.ToHttp();
        var result = await signIn.CheckPasswordSignInAsync(user, request.Password ?? "", lockoutOnFailure: true);
        if (result.IsLockedOut)
            return Locked.ToHttp();
        return result.Succeeded ? Results.Ok(await tokens.Issue(user)) : Wrong.ToHttp();
    }

    private static async Task<IResult> Refresh(RefreshRequest request, TokenService tokens) =>
        await tokens.Refresh(request.RefreshToken ?? "") is { } fresh ? Results.Ok(fresh) : Stale.ToHttp();

    private static async Task<IResult> Logout(RefreshRequest request, TokenService tokens)
    {
        await tokens.Revoke(request.RefreshToken ?? "");
        return Results.NoContent();
    }

    private static async Task<IResult> PageToken(HttpContext http, ActorAccessor actors, TokenService tokens) =>
        await actors.Of(http.User, http.RequestAborted) is { } actor ? Results.Ok(tokens.IssueAccess(actor.UserId, http.User.Identity?.Name)) : Refusals.NotFound.ToHttp();

    private static async Task<IResult> Me(HttpContext http, ActorAccessor actors) =>
        await actors.Of(http.User, http.RequestAborted) is { } actor
            ? Results.Ok(new
            {
                userId = actor.UserId,
                displayName = actor.DisplayName,
                personId = actor.PersonId,
                roles = actor.Grants.Select(grant => new { role = grant.Role, unitId = grant.UnitId }),
            })
            : Refusals.NotFound.ToHttp();

    public sealed record LoginRequest(string? UserName, string? Password);

    public sealed record RefreshRequest(string? RefreshToken);
}
