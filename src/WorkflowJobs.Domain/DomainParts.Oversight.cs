using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowJobs.Domain.PersonalData;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain;

public static partial class DomainParts
{
    static partial void Oversight(IServiceCollection services)
    {
        foreach (var type in typeof(DomainParts).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }))
            foreach (var seam in new[] { typeof(IRiskSource), typeof(IFraudConsequence) }.Where(seam => seam.IsAssignableFrom(type)))
                services.TryAddEnumerable(ServiceDescriptor.Singleton(seam, type));
        services.TryAddSingleton<SealedTexts>();
        services.TryAddSingleton<InspectionSampler>();
        services.TryAddSingleton<Rectifications>();
        services.TryAddSingleton<FraudFindings>();
        services.TryAddSingleton<SupervisionQueries>();
        services.TryAddSingleton<Clues>();
        services.TryAddSingleton<ClueQueries>();
        services.TryAddSingleton<DeathAttendance>();
        services.TryAddSingleton<LiftBar>();
        services.TryAddSingleton<FileTipOff>();
        services.TryAddSingleton<OfficerQueries>();
        services.TryAddSingleton<LedgerExport>();
        services.TryAddSingleton<Exports>();
        services.TryAddSingleton<JournalQueries>();
        services.TryAddSingleton<Retention>();
        services.TryAddSingleton<RetentionQueries>();
        services.TryAddSingleton<DataCopy>();
        services.TryAddSingleton<Erasure>();
        services.TryAddSingleton<BeginDataRequest>();
        services.TryAddSingleton<DataRequestQueries>();
    }
}
