using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Training;

/// <summary>Whether the training or the signing comes first (DOMAIN I10). The rule of the day of approval holds for the whole path.</summary>
public sealed class OnboardingOrder(ParameterStore parameters) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(OnboardingOrder), CallCategories.Agreement, "培训与签约先后", "Training or signing first", "TrainingFirst", "SigningFirst");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var application = await context.Application(cancel);
        var set = await parameters.At(context.Work.Db, application.ApprovedAt ?? context.Work.Now, cancel);
        return new CallAnswer.Done(set.Text("onboarding.order") == "SIGNING_FIRST" ? "SigningFirst" : "TrainingFirst");
    }
}
