using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Approvals;

/// <summary>A person on the waitlist waits to be called, at the longest until the waitlist ends.</summary>
public sealed class AwaitPromotion(PersonNotices notices, ApplicationExclusions exclusions, ExclusionGate gate) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitPromotion), CallCategories.Approval, "等待递补", "Await promotion", "Promoted", "Expired");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        if (application.Selection is Selections.Promoted or Selections.Selected)
        {
            await notices.Send(work, application, NoticeKinds.Promoted, null, cancel);
            return new CallAnswer.Done("Promoted");
        }

        var until = application.WaitlistUntil ?? ShanghaiTime.EndOfDay(new DateOnly(application.Year, 12, 31));
        if (work.Now >= until)
        {
            application.Selection = Selections.Expired;
            application.Revision++;
            return new CallAnswer.Done("Expired");
        }

        if (context.Call.Resumed is null)
        {
            var household = await gate.IsDeferred(work, application, cancel)
                ? (await exclusions.Of(work, application, ShanghaiTime.DateOf(work.Now), cancel)).First(hit => hit.Code == ExclusionCodes.Household)
                : null;
            StatusChanges.Apply(work, application, ApplicationStatus.Waitlist, household is null || application.Status == ApplicationStatus.Waitlist ? null : ExclusionGate.HouseholdReason);
            await notices.Send(work, application, NoticeKinds.Waitlisted, f => f with { DueOn = ShanghaiTime.DateOf(until.AddTicks(-1)), Reason = household?.Zh ?? "", ReasonEn = household?.En.TrimEnd('.') ?? "" }, cancel);
        }

        return new CallAnswer.Wait(WaitKeys.Promotion(application.Id), until);
    }
}
