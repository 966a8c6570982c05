using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowJobs.Domain.Exits;

namespace WorkflowJobs.Domain;

public static partial class DomainParts
{
    static partial void Exits(IServiceCollection services)
    {
        services.TryAddSingleton<ExitStarter>();
        services.TryAddSingleton<ExitReader>();
        services.TryAddSingleton<ExitNotices>();
        services.TryAddSingleton<ClosedPlacements>();
        services.TryAddSingleton<Overstays>();
        services.TryAddSingleton<Vacancies>();
        services.TryAddSingleton<ReportExit>();
        services.TryAddSingleton<ExitQueries>();
        services.TryAddSingleton<ExitSettlement>();
        services.TryAddSingleton<FollowUpQueries>();
    }
}
