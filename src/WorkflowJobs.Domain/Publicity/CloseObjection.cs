using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Approvals;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>
/// Closes an objection. Upheld: the person is out and the next on the waitlist is called, with a list of their own. Not upheld: the
/// person rejoins the others, or is cleared if the list is down already.
/// </summary>
public sealed class CloseObjection(Submissions submissions, SealedTexts texts, Waitlist waitlist, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(CloseObjection), CallCategories.Publicity, "办结异议", "Close the objection");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var objection = await work.Db.Objections.FindAsync([context.Instance.SubjectId], cancel)
            ?? throw new InvalidOperationException($"There is no objection {context.Instance.SubjectId}.");
        var submitted = await submissions.Read(context, cancel);
        objection.Outcome = submitted.Outcome;
        objection.ClosedAt = work.Now;
        objection.Revision++;

        var application = await work.Db.Applications.FindAsync([objection.ApplicationId], cancel)
            ?? throw new InvalidOperationException($"There is no application {objection.ApplicationId}.");
        objection.FindingCipher = await texts.Seal(work, application.PersonId, submitted.Data.Text("finding"), cancel);
        objection.ReplyCipher = await texts.Seal(work, application.PersonId, submitted.Data.Text("reply"), cancel);
        if (await PublicityStatus.Find(work, application, cancel) is not { Entry.State: EntryStates.Held } found)
            return new CallAnswer.Done();
        if (objection.Outcome == ObjectionOutcomes.Upheld)
            await Uphold(context, application, found.Entry, cancel);
        else if (!await IsChallengedAgain(work, objection, cancel))
            found.Entry.State = found.List.Status == ListStates.Concluded ? EntryStates.Cleared : EntryStates.Listed;
        PublicityStatus.Apply(work, application, found.List, found.Entry);
        host.Value.Signal(work, WaitKeys.Publicity(application.Id));
        return new CallAnswer.Done();
    }

    private async Task Uphold(CallContext context, Application application, PublicityEntry entry, CancellationToken cancel)
    {
        var work = context.Work;
        entry.State = EntryStates.Upheld;
        application.Selection = Selections.Released;
        application.Revision++;
        await waitlist.PromoteWhileRoom(work, await work.Round(application.LineId, cancel), context.Actor, cancel);
        host.Value.Signal(work, WaitKeys.Settled(application.LineId));
    }

    private static Task<bool> IsChallengedAgain(Work work, Objection objection, CancellationToken cancel) =>
        work.Db.Objections.AnyAsync(o => o.ApplicationId == objection.ApplicationId && o.Id != objection.Id && o.Outcome == null, cancel);
}
