using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>The round waits until every applicant who is still in it has a valid review result.</summary>
public sealed class AwaitReviews : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitReviews), CallCategories.Round, "等待评议完毕", "Await the reviews");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var roundId = context.Instance.SubjectId;
        var open = (await context.Work.ApplicationsOf(roundId, cancel)).Exists(a => a is { Status: ApplicationStatus.Review, ReviewOutcome: null });
        return open ? new CallAnswer.Wait(WaitKeys.Reviews(roundId)) : new CallAnswer.Done();
    }
}

/// <summary>
/// The round waits until the town has decided on everyone recommended. It does not wait for those who may still ask for a
/// re-examination: that period is longer than the town's review; who passes late is placed by AwaitSelection.
/// </summary>
public sealed class AwaitTownReviews : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitTownReviews), CallCategories.Round, "等待镇街审核完毕", "Await the town reviews");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var roundId = context.Instance.SubjectId;
        if ((await context.Work.ApplicationsOf(roundId, cancel)).Exists(IsOpen))
            return new CallAnswer.Wait(WaitKeys.TownReviews(roundId));
        (await context.Work.Round(roundId, cancel)).Status = RoundStates.Ranking;
        return new CallAnswer.Done();
    }

    private static bool IsOpen(Application application) => !application.TownPassed && application.Status switch
    {
        ApplicationStatus.TownReview or ApplicationStatus.Supplement => true,
        // Recommended a moment ago; its own process has not moved on yet.
        ApplicationStatus.Review => application.ReviewOutcome == ReviewOutcomes.Recommended,
        _ => false,
    };
}

/// <summary>An application waits for its review result.</summary>
public sealed class AwaitReview : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitReview), CallCategories.Review, "等待评议结果", "Await the review", ReviewOutcomes.Recommended, ReviewOutcomes.NotRecommended);

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var application = await context.Application(cancel);
        return application.ReviewOutcome is { } outcome ? new CallAnswer.Done(outcome) : new CallAnswer.Wait(WaitKeys.Review(application.Id));
    }
}
