using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Approvals;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Applications;

/// <summary>
/// An application whose process an administrator has cancelled is REVOKED: nothing would ever move it again, so it must hold neither its
/// person, nor a place, nor an agreement, and its round must not wait for it.
/// </summary>
public sealed class CancelledApplications(PersonNotices notices, VoidedAgreements agreements, Waitlist waitlist, RoundSignals rounds) : IInstanceObserver
{
    public const string ReasonCode = "PROCESS_CANCELLED";

    public async Task Cancelled(Work work, WorkflowInstance instance, Actor actor, string reason, CancellationToken cancel)
    {
        if (instance.SubjectType != Subject.Application || await work.Db.Applications.FindAsync([instance.SubjectId], cancel) is not { } application
            || application.InstanceId != instance.Id || application.Status.IsOver())
            return;
        StatusChanges.Apply(work, application, ApplicationStatus.Revoked, ReasonCode);
        await agreements.Void(work, application, ReasonCode, cancel);
        if (application.QuotaTaken)
        {
            await QuotaPlaces.Return(work, application, cancel);
            application.QuotaTaken = false;
        }

        if (application.Selection is not null)
            application.Selection = Selections.Released;
        if (application.SubmittedAt is null)
            return;
        await notices.Send(work, application, NoticeKinds.Revoked, facts => facts with { Reason = reason, ReasonEn = reason }, cancel);
        await work.Flush(cancel);
        if (await work.Db.Rounds.FindAsync([application.LineId], cancel) is { } round)
            await waitlist.PromoteWhileRoom(work, round, actor, cancel);
        await rounds.Wake(work, application, cancel);
    }
}
