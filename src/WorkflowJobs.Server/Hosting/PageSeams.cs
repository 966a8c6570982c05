using System.Globalization;
using System.Security.Claims;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Server.Auth;
using WorkflowJobs.Server.Components.Account;
using WorkflowJobs.Server.Components.Shared;

namespace WorkflowJobs.Server.Hosting;

/// <summary>What the pages ask for, answered from the domain.</summary>
internal static class PageSeams
{
    public static void AddPageSeams(this IServiceCollection services)
    {
        services.AddScoped<IActorSource, PageActors>();
        services.AddScoped<IUnitNames, PageUnitNames>();
        services.AddScoped<CurrentActor>();
    }

    private sealed class PageActors(ActorAccessor actors) : IActorSource
    {
        public Task<Actor?> Of(ClaimsPrincipal user) => actors.Of(user);
    }

    private sealed class PageUnitNames(UnitQueries units) : IUnitNames
    {
        public async Task<IReadOnlyDictionary<string, string>> Names()
        {
            var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
            return (await units.All(default)).ToDictionary(unit => unit.Id, unit => english ? unit.NameEn : unit.Name);
        }
    }
}
