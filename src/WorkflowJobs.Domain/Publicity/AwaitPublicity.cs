using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>An application waits for its own entry. Only the challenged person is held; the others of the list go on.</summary>
public sealed class AwaitPublicity : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitPublicity), CallCategories.Publicity, "等待公示结果", "Await the publicity", "Clear", "Upheld");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var application = await context.Application(cancel);
        var found = await PublicityStatus.Find(context.Work, application, cancel);
        switch (found?.Entry.State)
        {
            case EntryStates.Cleared:
                return new CallAnswer.Done("Clear");
            case EntryStates.Upheld:
                return new CallAnswer.Done("Upheld");
        }

        if (found is { } entry)
            PublicityStatus.Apply(context.Work, application, entry.List, entry.Entry);
        return new CallAnswer.Wait(WaitKeys.Publicity(application.Id));
    }
}
