using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reports;

namespace WorkflowJobs.Domain;

/// <summary>Plans and reports.</summary>
public static partial class DomainParts
{
    static partial void PlansAndReports(IServiceCollection services)
    {
        services.TryAddSingleton<PlanProgressQueries>();
        services.TryAddSingleton<AllocationFiles>();
    }
}
