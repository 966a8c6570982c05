using Microsoft.AspNetCore.Components.Authorization;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Account;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.Components.Shared;

/// <summary>Who is signed in, asked anew each time: a role taken away is gone with the next click, not with the next sign-in.</summary>
public sealed class CurrentActor(AuthenticationStateProvider authentication, IActorSource actors, IUnitNames units, Texts texts)
{
    public async Task<Actor?> Get() => await actors.Of((await authentication.GetAuthenticationStateAsync()).User);

    /// <summary>Pages that need somebody are behind a policy; here is always one.</summary>
    public async Task<Actor> Require() => await Get() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>湖东村 经办、…</summary>
    public async Task<string> RoleText()
    {
        if (await Get() is not { } actor)
            return "";
        var names = await units.Names();
        return string.Join("、", actor.Grants.Select(grant => RoleIn(names.GetValueOrDefault(grant.UnitId, ""), texts.Code("role", grant.Role))).Distinct());
    }

    /// <summary>区社保就业服务部负责人 names its unit already.</summary>
    private static string RoleIn(string unit, string role) => role.StartsWith(unit, StringComparison.Ordinal) ? role : $"{unit} {role}";
}

/// <summary>Names of units in the user's language, by id.</summary>
public interface IUnitNames
{
    Task<IReadOnlyDictionary<string, string>> Names();
}
