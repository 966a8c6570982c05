using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>Where fraud came to light.</summary>
public static class FraudSources
{
    public const string Inspection = "Inspection";
    public const string TipOff = "TipOff";
}

/// <summary>Fraud about somebody on post: where it came to light, what it is (a code of <see cref="VisitResults"/>), since when.</summary>
/// <param name="SourceRef">Names the finding once and for all, so that it has its consequences once.</param>
/// <param name="Note">The facts in words.</param>
public sealed record FraudFinding(string Source, string SourceRef, Placement Placement, string Result, DateOnly? FoundOn, string Note);

/// <summary>One consequence of fraud (clause 三(八): removal, recovery of the pay, clue to discipline). Each is registered by its own area.</summary>
public interface IFraudConsequence
{
    Task Follow(Work work, FraudFinding finding, Actor actor, CancellationToken cancel);
}

/// <summary>Sets off everything that follows from fraud, in the transaction of the finding.</summary>
public sealed class FraudFindings(IEnumerable<IFraudConsequence> consequences)
{
    public async Task Found(Work work, FraudFinding finding, Actor actor, CancellationToken cancel)
    {
        foreach (var consequence in consequences)
            await consequence.Follow(work, finding, actor, cancel);
    }
}
