using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Placements;

/// <summary>Waits for the first day on post; an exit that comes before it ends the waiting.</summary>
public sealed class AwaitPostStart : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitPostStart), CallCategories.Placement, "等待上岗日", "Await the first day", "Started", "Cancelled");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var placement = await context.Placement(cancel);
        if (placement.Status == PlacementStatus.Exited)
            return new CallAnswer.Done("Cancelled");
        return ShanghaiTime.DateOf(context.Work.Now) >= placement.StartsOn
            ? new CallAnswer.Done("Started")
            : new CallAnswer.Wait(PlacementKeys.Changed(placement.Id), ShanghaiTime.StartOfDay(placement.StartsOn));
    }
}

/// <summary>The person is on post from today; the application's status follows.</summary>
public sealed class EnterPost(PersonNotices notices) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(EnterPost), CallCategories.Placement, "上岗", "Enter the post");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var placement = await context.Placement(cancel);
        placement.Status = PlacementStatus.OnPost;
        placement.Revision++;
        if (placement.ApplicationId is { } id && await work.Db.Applications.FindAsync([id], cancel) is { } application)
        {
            StatusChanges.Apply(work, application, ApplicationStatus.OnPost);
            await notices.Send(work, application, NoticeKinds.OnPost, facts => facts with { DueOn = placement.StartsOn, Place = placement.PostName }, cancel);
        }

        return new CallAnswer.Done();
    }
}
