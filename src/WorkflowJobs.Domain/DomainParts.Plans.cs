using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowJobs.Domain.Agreements.Signing;
using WorkflowJobs.Domain.Insurance;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reports;
using WorkflowJobs.Domain.Reports.Dashboards;

namespace WorkflowJobs.Domain;

/// <summary>Plans and reports.</summary>
public static partial class DomainParts
{
    static partial void PlansAndReports(IServiceCollection services)
    {
        services.TryAddSingleton<PlanProgressQueries>();
        services.TryAddSingleton<AllocationFiles>();
        services.TryAddSingleton<ReportQueries>();
        services.TryAddSingleton<StageTimeQueries>();
        services.TryAddSingleton<DashboardQueries>();
        services.TryAddSingleton<PolicyLists>();
        services.TryAddSingleton<ISigningAdapter, NoSigningAdapter>();
        services.TryAddSingleton<RequestSigning>();
        services.TryAddSingleton<AnswerSigning>();
        services.TryAddSingleton<WithdrawSigning>();
        services.TryAddSingleton<SigningQueries>();
        services.TryAddSingleton<SocialInsurance>();
    }
}
