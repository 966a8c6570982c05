using System.Security.Claims;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Components.Account;

/// <summary>Who acts, for pages: from the signed-in account.</summary>
public interface IActorSource
{
    /// <summary>Null when nobody is signed in, or the account is no longer active.</summary>
    Task<Actor?> Of(ClaimsPrincipal user);
}
