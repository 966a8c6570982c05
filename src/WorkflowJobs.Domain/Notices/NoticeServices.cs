using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace WorkflowJobs.Domain.Notices;

public static class NoticeServices
{
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.TryAddSingleton<NoticeStore>();
        services.TryAddSingleton<StartAnnualDemand>();
        services.TryAddSingleton<NoticeQueries>();
        services.TryAddSingleton<CorrectionStore>();
        services.TryAddSingleton<BeginCorrection>();
        return services;
    }
}
