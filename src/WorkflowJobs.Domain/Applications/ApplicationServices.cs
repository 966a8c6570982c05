using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Applications;

public static class ApplicationServices
{
    public static IServiceCollection AddApplications(this IServiceCollection services)
    {
        services.TryAddSingleton<DraftApplication>();
        services.TryAddSingleton<SubmitApplication>();
        services.TryAddSingleton<WithdrawApplication>();
        services.TryAddSingleton<RevealField>();
        services.TryAddSingleton<RevealQueries>();
        services.TryAddSingleton<ApplicationFormQueries>();
        services.TryAddSingleton<AcknowledgeNotice>();
        services.TryAddSingleton<RegisterPerson>();
        services.TryAddSingleton<ReadBell>();
        services.TryAddSingleton<CorrespondenceQueries>();
        services.TryAddSingleton<PeopleQueries>();
        services.TryAddSingleton<ProgressReader>();
        services.TryAddSingleton<ApplicationQueries>();
        return services;
    }
}
