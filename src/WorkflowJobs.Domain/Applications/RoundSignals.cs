using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Applications;

/// <summary>Whatever ends or moves an application may be the last thing its round waited for; a key that nobody waits on costs a row.</summary>
public sealed class RoundSignals(EmptyMeetings meetings, Lazy<IProcessHost> host)
{
    public async Task Wake(Work work, Application application, CancellationToken cancel)
    {
        var over = application.Status.IsOver();
        if (over || application.Status == ApplicationStatus.Accepted)
            host.Value.Signal(work, WaitKeys.Acceptances(application.LineId));
        if (over)
            host.Value.Signal(work, WaitKeys.Reviews(application.LineId));
        if (over || application.Status is ApplicationStatus.NotRecommended)
            host.Value.Signal(work, WaitKeys.TownReviews(application.LineId));
        if (over || application.Status.IsApprovedOrBeyond() || application.Status == ApplicationStatus.NotRecommended)
            host.Value.Signal(work, WaitKeys.Settled(application.LineId));
        if (over)
            await meetings.Tell(work, application, cancel);
    }
}
