using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Ranking;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Approvals;

/// <summary>
/// Takes a place of (year, kind, town, batch) by one conditional update, so that of two approvals of the last place exactly one
/// wins. The other is told QUOTA_EXHAUSTED and waits.
/// </summary>
public sealed class TakeQuota(ParameterStore parameters, ExclusionGate gate) : ICallHandler
{
    public const string ExhaustedCode = "QUOTA_EXHAUSTED";

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(TakeQuota), CallCategories.Approval, "占用名额", "Take a place", "Taken", "Exhausted");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Taken"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        if (application.QuotaTaken)
            return new CallAnswer.Done("Taken");
        // Two of a household were selected together, and the other was approved first (S10).
        var isDeferred = await gate.IsDeferred(work, application, cancel);
        if (!isDeferred && await QuotaPlaces.TryTake(work, application, cancel))
        {
            application.QuotaTaken = true;
            application.ApprovedAt = work.Now;
            application.Revision++;
            return new CallAnswer.Done("Taken");
        }

        var months = (await parameters.At(work.Db, work.Now, cancel)).Int("waitlist.months");
        application.Selection = Selections.Waitlisted;
        application.WaitlistUntil ??= ShanghaiTime.EndOfDay(RankingRules.WaitlistLastsUntil(ShanghaiTime.DateOf(work.Now), application.Year, months));
        StatusChanges.Apply(work, application, ApplicationStatus.Waitlist, isDeferred ? ExclusionGate.HouseholdReason : ExhaustedCode);
        return new CallAnswer.Done("Exhausted");
    }
}

/// <summary>Gives a place back and calls the next on the waitlist of the same round.</summary>
public sealed class ReleaseQuota(Waitlist waitlist, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(ReleaseQuota), CallCategories.Approval, "释放名额并递补", "Give the place back");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        if (application.QuotaTaken)
        {
            await QuotaPlaces.Return(work, application, cancel);
            application.QuotaTaken = false;
        }

        application.Selection = Selections.Released;
        application.Revision++;
        await waitlist.PromoteWhileRoom(work, await work.Round(application.LineId, cancel), context.Actor, cancel);
        host.Value.Signal(work, WaitKeys.Settled(application.LineId));
        return new CallAnswer.Done();
    }
}

/// <summary>The places of a quota line, changed by conditional updates only.</summary>
internal static class QuotaPlaces
{
    public static async Task<bool> TryTake(Work work, Application a, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return await work.Db.QuotaLines
            .Where(q => q.Year == a.Year && q.Kind == a.Kind && q.TownId == a.TownId && q.Batch == a.Batch && q.Taken < q.Number)
            .ExecuteUpdateAsync(set => set.SetProperty(q => q.Taken, q => q.Taken + 1), cancel) == 1;
    }

    public static async Task Return(Work work, Application a, CancellationToken cancel)
    {
        await work.Flush(cancel);
        await work.Db.QuotaLines
            .Where(q => q.Year == a.Year && q.Kind == a.Kind && q.TownId == a.TownId && q.Batch == a.Batch && q.Taken > 0)
            .ExecuteUpdateAsync(set => set.SetProperty(q => q.Taken, q => q.Taken - 1), cancel);
    }
}
