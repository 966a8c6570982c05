using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Whom a comparison with other departments' data bars from being paid (DOMAIN §5.3, monthly before paying): a hit that stops a case.</summary>
public sealed class PaymentBars(ComparisonHits hits)
{
    /// <summary>By person the code of the first hit; people without one are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Of(Work work, IReadOnlyCollection<string> personIds, CancellationToken cancel) =>
        (await hits.HitsOf(work, personIds, ShanghaiTime.DateOf(work.Now), cancel)).Where(hit => hit.Grade == ExclusionGrade.Hard)
            .GroupBy(hit => hit.PersonId).ToDictionary(group => group.Key, group => group.First().Code);
}
