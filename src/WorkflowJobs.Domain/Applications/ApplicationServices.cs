using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WorkflowJobs.Domain.Applications;

public static class ApplicationServices
{
    public static IServiceCollection AddApplications(this IServiceCollection services)
    {
        services.TryAddSingleton<DraftApplication>();
        services.TryAddSingleton<SubmitApplication>();
        services.TryAddSingleton<WithdrawApplication>();
        return services;
    }
}
