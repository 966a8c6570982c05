using System.Security.Claims;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Hosting;

namespace WorkflowJobs.Server.Auth;

/// <summary>Who acts, from the signed-in account and the roles in force on the domain's today. Asked anew for each request.</summary>
public sealed class ActorAccessor(IReader reader, DomainClock clock)
{
    /// <summary>Null when nobody is signed in, or the account is no longer active.</summary>
    public async Task<Actor?> Of(ClaimsPrincipal user, CancellationToken cancel = default)
    {
        if (user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id)
            return null;
        return await reader.Read((work, token) => ActorResolver.Resolve(work.Db, id, ShanghaiTime.DateOf(clock.GetUtcNow()), token), cancel);
    }
}
