using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Training;

/// <summary>Takes the roll and scores; each person's process goes on by itself.</summary>
public sealed class RecordTraining(Submissions submissions, ParameterStore parameters, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(RecordTraining), CallCategories.Training, "登记培训成绩", "Record the training");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var training = await ClassRoll.Class(work, context.Instance.SubjectId, cancel);
        var rows = (await submissions.Read(context, cancel)).Data.Rows("people").ToDictionary(r => r.Text("key") ?? "");
        var passMark = (await parameters.At(work.Db, training.HeldOn ?? ShanghaiTime.DateOf(work.Now), cancel)).Int("training.passMark");
        foreach (var (enrolment, application) in await ClassRoll.Open(work, training.Id, cancel))
        {
            var row = rows.GetValueOrDefault(application.Id);
            enrolment.Score = (int?)row?.Whole("score");
            enrolment.Result = TrainingRules.ResultOf(row?.Text("attendance") ?? TrainingResults.Absent, enrolment.Score, passMark);
            enrolment.RecordedAt = work.Now;
            if (enrolment.Result != TrainingResults.AbsentExcused)
                application.TrainingAttempts++;
            application.Revision++;
            host.Value.Signal(work, WaitKeys.Training(application.Id));
        }

        // Those who left meanwhile have no result to wait for.
        await work.Flush(cancel);
        foreach (var left in await work.Db.TrainingEnrolments.Where(e => e.ClassId == training.Id && e.Result == null).ToListAsync(cancel))
            (left.Result, left.RecordedAt) = (TrainingResults.Lapsed, work.Now);
        training.Status = ClassStates.Closed;
        training.Revision++;
        return new CallAnswer.Done();
    }
}
