using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Training;

/// <summary>A person waits for the result of the class, at the longest until the limit after approval.</summary>
public sealed class AwaitTraining(ParameterStore parameters, TrainingLimits limits) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitTraining), CallCategories.Training, "等待培训结果", "Await the training", "Passed", "Retake", "NextClass", "Lapsed");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        await work.Flush(cancel);
        var enrolments = await work.Db.TrainingEnrolments.Where(e => e.ApplicationId == application.Id).ToListAsync(cancel);
        var last = enrolments.Find(e => e.Result is null) ?? enrolments.MaxBy(e => e.RecordedAt);
        var limit = (await limits.Of(work, application, cancel)).EndsAt;
        var retakes = (await parameters.At(work.Db, application.ApprovedAt ?? work.Now, cancel)).Int("training.retakes");
        var next = TrainingRules.Next(last?.Result, application.TrainingAttempts, retakes, work.Now >= limit);
        if (next == TrainingNext.Waiting)
            return new CallAnswer.Wait(WaitKeys.Training(application.Id), limit);
        if (next == TrainingNext.Lapsed && last is { Result: null })
        {
            last.Result = TrainingResults.Lapsed;
            last.RecordedAt = work.Now;
        }

        return new CallAnswer.Done(next.ToString());
    }
}
