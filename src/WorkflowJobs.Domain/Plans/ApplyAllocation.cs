using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Plans;

/// <summary>
/// The decided allocation takes effect. Places may have been taken since it was proposed, so the check is made once more; what fails it
/// goes back to its drafting.
/// </summary>
public sealed class ApplyAllocation(Submissions submissions) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(ApplyAllocation), "分配计划", "分配计划生效", "Put the allocation into effect", "Applied", "BelowTaken");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var year = AllocationProposal.Parse(context.Instance.SubjectId).Year;
        var data = (await submissions.Read(context, cancel)).Data;
        var lines = AllocationStore.Lines(data);
        if ((await AllocationStore.Check(context.Work, year, lines, cancel)).Count > 0)
            return new CallAnswer.Done("BelowTaken");
        await AllocationStore.Apply(context.Work, year, lines, cancel);
        if (AllocationStore.Totals(data, year) is { } totals)
            await AllocationStore.ApplyTotals(context.Work, year, totals, cancel);
        return new CallAnswer.Done("Applied");
    }
}
