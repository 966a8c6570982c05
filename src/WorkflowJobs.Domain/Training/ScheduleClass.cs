using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Training;

/// <summary>Fixes date and place and tells everyone enrolled. Who is enrolled later goes to the next class.</summary>
public sealed class ScheduleClass(Submissions submissions, PersonNotices notices) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(ScheduleClass), CallCategories.Training, "确定培训排期", "Schedule the class");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var training = await ClassRoll.Class(work, context.Instance.SubjectId, cancel);
        var data = (await submissions.Read(context, cancel)).Data;
        training.HeldOn = data.Date("heldOn");
        training.Hours = (int?)data.Whole("hours");
        training.Place = data.Text("place");
        training.Lecturer = data.Text("lecturer");
        training.Status = ClassStates.Scheduled;
        training.Revision++;
        foreach (var (_, application) in await ClassRoll.Open(work, training.Id, cancel))
            await notices.Send(work, application, NoticeKinds.Training, f => f with { DueOn = training.HeldOn, Place = training.Place ?? "" }, cancel);
        return new CallAnswer.Done();
    }
}

/// <summary>The people of a class.</summary>
internal static class ClassRoll
{
    public static async Task<TrainingClass> Class(Work work, string id, CancellationToken cancel) =>
        await work.Db.TrainingClasses.FindAsync([id], cancel) ?? throw new InvalidOperationException($"There is no class {id}.");

    /// <summary>Enrolments without a result of people who are still in training, in order of application.</summary>
    public static async Task<List<(TrainingEnrolment Enrolment, Application Application)>> Open(Work work, string classId, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var rows = await (
            from e in work.Db.TrainingEnrolments
            join a in work.Db.Applications on e.ApplicationId equals a.Id
            where e.ClassId == classId && e.Result == null && a.Status == ApplicationStatus.Training
            orderby a.SubmittedAt, a.Id
            select new { Enrolment = e, Application = a }).ToListAsync(cancel);
        return [.. rows.Select(r => (r.Enrolment, r.Application))];
    }
}
