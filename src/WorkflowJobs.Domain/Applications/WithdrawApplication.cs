using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Applications;

public sealed record WithdrawBody(string ApplicationId, int? ExpectedRevision, string? Reason);

public sealed record WithdrawAnswer(string ApplicationId);

/// <summary>Withdraws an application: any time before approval, by the person or an officer who assists. Its process sets the status.</summary>
public sealed class WithdrawApplication(CommandRunner commands, IProcessHost host)
{
    public Task<Result<WithdrawAnswer>> Run(Actor actor, string operationId, WithdrawBody body, CancellationToken cancel) =>
        commands.Run<WithdrawAnswer>("application.withdraw", actor, operationId, body, async (work, token) =>
        {
            var application = await work.Db.Applications.FindAsync([body.ApplicationId], token);
            if (application is null || !ApplicationAccess.MayActFor(actor, application))
                return Refusals.NotFound;
            if (body.ExpectedRevision is { } expected && ApplicationRefusals.Stale(expected, application.Revision) is { } stale)
                return stale;
            if (application.Status.IsOver() || application.SupersededById is not null)
                return ApplicationRefusals.AlreadyOver;
            if (application.Status.IsApprovedOrBeyond())
                return ApplicationRefusals.WithdrawTooLate;
            application.Revision++;
            // At once and not by a message: between the answer and its delivery an approval could still take a place.
            foreach (var bookmark in await work.Db.Bookmarks.AsNoTracking()
                .Where(row => row.InstanceId == application.InstanceId && row.Kind == BookmarkKinds.Event && row.Key == ApplicationEvents.Withdrawn).Select(row => row.Id).ToListAsync(token))
                await host.Advance(work, application.InstanceId!, new Stimulus.Resume(bookmark, null), actor, token);
            return new WithdrawAnswer(application.Id);
        }, cancel);
}
