using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>A round begins when nobody of it is still being accepted. A supplement may run past the closing date (S07).</summary>
public sealed class AwaitAcceptances : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitAcceptances), CallCategories.Round, "等待受理完毕", "Await acceptances", "Ready", "Empty");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var roundId = context.Instance.SubjectId;
        var applications = await context.Work.ApplicationsOf(roundId, cancel);
        if (applications.Exists(a => a.Status is ApplicationStatus.Submitted or ApplicationStatus.Supplement))
            return new CallAnswer.Wait(WaitKeys.Acceptances(roundId));
        if (applications.Exists(a => a.Status == ApplicationStatus.Accepted))
            return new CallAnswer.Done("Ready");
        (await context.Work.Round(roundId, cancel)).Status = RoundStates.Closed;
        return new CallAnswer.Done("Empty");
    }
}
