using WorkflowJobs.Domain;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime;

namespace WorkflowJobs.Server.Hosting;

/// <summary>The domain's areas, registered one line each.</summary>
internal static class DomainServices
{
    public static IServiceCollection AddDomain(this IServiceCollection services, DatabaseSettings settings, DomainClock clock)
    {
        // The plain TimeProvider is the domain's; what must use the machine's clock names TimeProvider.System.
        services.AddSingleton<TimeProvider>(clock);
        services.AddRuntime(settings);
        services.AddDomainParts();
        services.AddSingleton<DomainPumps>();
        services.AddSingleton<PumpService>();
        services.AddHostedService(provider => provider.GetRequiredService<PumpService>());
        return services;
    }
}
