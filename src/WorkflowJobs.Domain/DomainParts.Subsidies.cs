using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WorkflowJobs.Domain.Clawbacks;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain;

public static partial class DomainParts
{
    static partial void Subsidies(IServiceCollection services)
    {
        services.TryAddSingleton<SubsidyMonths>();
        services.TryAddSingleton<LineReckoning>();
        services.TryAddSingleton<PayAccounts>();
        services.TryAddSingleton<PaymentSafety>();
        services.TryAddSingleton<PaymentBars>();
        services.TryAddSingleton<OpenSubsidyBatches>();
        services.TryAddSingleton<SetLineFigures>();
        services.TryAddSingleton<ContestDeduction>();
        services.TryAddSingleton<RecordAccount>();
        services.TryAddSingleton<BarAccount>();
        services.TryAddSingleton<LiftAccountBar>();
        services.TryAddSingleton<BarredAccountQueries>();
        services.TryAddSingleton<SubsidyQueries>();
        services.TryAddSingleton<LedgerQueries>();
        services.TryAddSingleton<PayFiles>();
        services.TryAddSingleton<BankReturns>();
        services.TryAddSingleton<PaySheets>();
        services.TryAddSingleton<ClawbackMoney>();
        services.TryAddSingleton<Clawbacks.Clawbacks>();
        services.TryAddSingleton<BeginClawback>();
        services.TryAddSingleton<ClawbackQueries>();
    }
}
