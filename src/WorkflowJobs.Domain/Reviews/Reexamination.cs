using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>Until when a person who was not recommended may ask the town: working days from the notice that told them.</summary>
public sealed class AwaitReexaminationDeadline(ParameterStore parameters, CalendarStore calendars) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitReexaminationDeadline), CallCategories.Review, "等待复核申请期满", "Await the end of the re-examination period", "Due");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        await work.Flush(cancel);
        var told = await work.Db.PersonNotices
            .Where(n => n.ApplicationId == context.Instance.SubjectId && n.Kind == NoticeKinds.NotRecommended)
            .OrderByDescending(n => n.At)
            .Select(n => (DateTimeOffset?)n.At)
            .FirstOrDefaultAsync(cancel) ?? work.Now;
        var days = (await parameters.At(work.Db, told, cancel)).Int("review.reexamination.days");
        var end = (await calendars.Load(work.Db, cancel)).AddWorkingDays(ShanghaiTime.DateOf(told), days).EndsAt;
        return work.Now >= end ? new CallAnswer.Done("Due") : new CallAnswer.Wait(null, end);
    }
}

/// <summary>Whether the person asked in time.</summary>
public sealed class ReexaminationOutcome : ICallHandler
{
    private const string RequestForm = "reexamination-request";

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(ReexaminationOutcome), CallCategories.Review, "是否申请复核", "Whether a re-examination was asked for", "Requested", "Expired");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        await context.Work.Flush(cancel);
        var instanceId = context.Instance.Id;
        var asked = await context.Work.Db.FormSubmissions.AnyAsync(
            s => s.FormKey == RequestForm && !s.IsDraft && context.Work.Db.UserTasks.Any(t => t.Id == s.TaskId && t.InstanceId == instanceId),
            cancel);
        if (!asked)
            StatusChanges.Finish(await context.Application(cancel));
        return new CallAnswer.Done(asked ? "Requested" : "Expired");
    }
}
