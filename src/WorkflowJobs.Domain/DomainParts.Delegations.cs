using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain;

public static partial class DomainParts
{
    static partial void Delegations(IServiceCollection services)
    {
        services.TryAddSingleton<DelegationCommands>();
        services.TryAddSingleton<DelegationQueries>();
    }
}
