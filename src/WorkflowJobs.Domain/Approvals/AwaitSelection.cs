using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Ranking;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Approvals;

/// <summary>
/// An application that both town officers passed waits for the frozen list. Who passes after it was frozen (a supplement or a
/// re-examination) is placed at once: on a free place with a list of their own, else at the end of the waitlist.
/// </summary>
public sealed class AwaitSelection(ParameterStore parameters, PublicityListFactory lists, ExclusionGate gate, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitSelection), CallCategories.Round, "等待排序结果", "Await the selection", Selections.Selected, Selections.Waitlisted);

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        if (!application.TownPassed)
        {
            application.TownPassed = true;
            application.Revision++;
            host.Value.Signal(work, WaitKeys.TownReviews(application.LineId));
        }

        if (application.Selection is null)
        {
            var round = await work.Round(application.LineId, cancel);
            if (round.FrozenAt is null)
                return new CallAnswer.Wait(WaitKeys.Selection(application.Id));
            await PlaceLate(context, round, application, cancel);
        }

        return new CallAnswer.Done(application.Selection == Selections.Waitlisted ? Selections.Waitlisted : Selections.Selected);
    }

    private async Task PlaceLate(CallContext context, Round round, Application application, CancellationToken cancel)
    {
        var work = context.Work;
        var others = (await work.ApplicationsOf(round.Id, cancel)).FindAll(a => a.Id != application.Id);
        application.Rank = others.Max(a => a.Rank ?? 0) + 1;
        application.Revision++;
        var someoneWaits = others.Exists(a => a.Selection == Selections.Waitlisted && !a.Status.IsOver());
        if (!someoneWaits && await RankingPool.Free(work, round, cancel) > 0 && !await gate.IsDeferred(work, application, cancel))
        {
            application.Selection = Selections.Selected;
            await lists.Create(work, round, [application], context.Actor, cancel);
            return;
        }

        var months = (await parameters.At(work.Db, work.Now, cancel)).Int("waitlist.months");
        var frozenOn = ShanghaiTime.DateOf(round.FrozenAt!.Value);
        application.Selection = Selections.Waitlisted;
        application.WaitlistUntil = ShanghaiTime.EndOfDay(RankingRules.WaitlistLastsUntil(frozenOn, round.Year, months));
    }
}
