using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Exits;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>Fraud of somebody on post begins the removal at once (clause 三(八)): pay stops with the day of the finding, the defence is heard in the exit's own process.</summary>
internal sealed class RemovalOfFraud(ExitStarter exits) : IFraudConsequence
{
    public async Task Follow(Work work, FraudFinding finding, Actor actor, CancellationToken cancel)
    {
        var today = ShanghaiTime.DateOf(work.Now);
        var last = finding.FoundOn is { } found && found < today ? found : today;
        // Whoever is leaving by a removal already, or has left, needs no second one.
        _ = await exits.Begin(work, finding.Placement.Id, ExitKind.Removal, last, finding.Result, $"{VisitResults.Zh(finding.Result)}。{finding.Note}", actor, cancel);
    }
}
