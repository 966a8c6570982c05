using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Auth;

namespace WorkflowJobs.Server.Http;

/// <summary>Who calls, as a parameter of an endpoint: the account's actor, with the roles in force on the domain's today.</summary>
public sealed record Caller(Actor Actor)
{
    private static readonly Actor Nobody = new("", "", []);

    private static readonly Refusal Unauthenticated = new("UNAUTHENTICATED", "请先登录。", "Sign in first.") { Status = 401 };

    public static async ValueTask<Caller> BindAsync(HttpContext http) =>
        new(await http.RequestServices.GetRequiredService<ActorAccessor>().Of(http.User, http.RequestAborted) ?? Nobody);

    /// <summary>An account that was disabled after it got its token is nobody.</summary>
    public static ValueTask<object?> RefuseNobody(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<Caller>().Any(caller => caller.Actor.UserId.Length == 0)
            ? ValueTask.FromResult<object?>(Unauthenticated.ToHttp())
            : next(context);
}
