using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Approvals;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>
/// The round is settled when everyone in it has signed, fallen out or left. Whenever somebody falls out it is asked again and
/// calls the next on the waitlist to the place that became free.
/// </summary>
public sealed class AwaitRoundSettled(Waitlist waitlist) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitRoundSettled), CallCategories.Round, "等待批次办结", "Await the end of the round");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var round = await work.Round(context.Instance.SubjectId, cancel);
        await waitlist.PromoteWhileRoom(work, round, context.Actor, cancel);
        var applications = await work.ApplicationsOf(round.Id, cancel);
        var signed = await work.Db.Agreements.Where(g => g.VoidedOn == null && work.Db.Applications.Any(a => a.Id == g.ApplicationId && a.LineId == round.Id))
            .Select(g => g.ApplicationId!).ToListAsync(cancel);
        if (applications.Exists(a => !IsSettled(a, signed)))
            return new CallAnswer.Wait(WaitKeys.Settled(round.Id));
        round.Status = RoundStates.Closed;
        round.Revision++;
        return new CallAnswer.Done();
    }

    private static bool IsSettled(Application application, List<string> signed) =>
        application.Status.IsOver()
        || application.Status is ApplicationStatus.NotRecommended or ApplicationStatus.OnPost or ApplicationStatus.Suspended
        || (signed.Contains(application.Id) && application.Status != ApplicationStatus.Training);
}
