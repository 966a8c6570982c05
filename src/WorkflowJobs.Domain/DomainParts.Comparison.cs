using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Openings;

namespace WorkflowJobs.Domain;

public static partial class DomainParts
{
    static partial void Comparisons(IServiceCollection services)
    {
        services.TryAddSingleton<HitMatcher>();
        services.TryAddSingleton<ComparisonHits>();
        services.TryAddSingleton<ServedMonths>();
        services.TryAddSingleton<ApplicationExclusions>();
        services.TryAddSingleton<ExclusionGate>();
        services.TryAddSingleton<Ranking.HouseholdCap>();
        services.TryAddSingleton<ImportComparisonList>();
        services.TryAddSingleton<ReviewHit>();
        services.TryAddSingleton<ComparisonQueries>();
        services.TryAddSingleton<ProposeOpening>();
        services.TryAddSingleton<OpeningQueries>();
        services.TryAddSingleton<ProvincialRecords>();
        services.TryAddSingleton<ImportProvincial>();
    }
}
