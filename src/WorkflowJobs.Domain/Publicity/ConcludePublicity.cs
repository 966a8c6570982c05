using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>The list is taken down: who was not challenged is cleared; who is held stays held until the objection is closed.</summary>
public sealed class ConcludePublicity(Submissions submissions, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(ConcludePublicity), CallCategories.Publicity, "办结公示", "Conclude the publicity");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var list = await PublicityStatus.List(work, context.Instance.SubjectId, cancel);
        var submitted = await submissions.Read(context, cancel);
        list.RemovalPhotoId = submitted.Attachment("removalPhoto");
        list.Status = ListStates.Concluded;
        list.ConcludedAt = work.Now;
        list.Revision++;
        foreach (var entry in await PublicityStatus.Entries(work, list.Id, cancel))
        {
            if (entry.State != EntryStates.Listed)
                continue;
            entry.State = EntryStates.Cleared;
            host.Value.Signal(work, WaitKeys.Publicity(entry.ApplicationId));
        }

        var round = await work.Round(list.RoundId, cancel);
        if (round.Status == RoundStates.Publicity)
            round.Status = RoundStates.Approval;
        return new CallAnswer.Done();
    }
}
