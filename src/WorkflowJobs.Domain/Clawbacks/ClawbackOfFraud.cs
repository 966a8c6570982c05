using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Clawbacks;

/// <summary>Fraud found by an inspection or a tip-off asks back what was paid from the first day on post; the district's handler sets the period.</summary>
internal sealed class ClawbackOfFraud(Clawbacks clawbacks) : IFraudConsequence
{
    public async Task Follow(Work work, FraudFinding finding, Actor actor, CancellationToken cancel)
    {
        if (DateRange.Of(finding.Placement.StartsOn, finding.FoundOn ?? ShanghaiTime.DateOf(work.Now)) is { } period)
            await clawbacks.Begin(work, finding.Placement.Id, period, GroundsOf(finding.Result), finding.Note, actor, cancel);
    }

    private static string GroundsOf(string result) => result == VisitResults.NotEligible ? "FALSE_STATEMENT" : "GHOST_WORKER";
}
