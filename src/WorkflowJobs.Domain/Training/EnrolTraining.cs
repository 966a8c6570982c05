using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Training;

/// <summary>Enrols a person in the town's class that has no date yet, or opens one. A class may take people of several rounds.</summary>
public sealed class EnrolTraining(Lazy<IProcessHost> host) : ICallHandler
{
    public const string DefinitionId = "training-class";

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(EnrolTraining), CallCategories.Training, "编入培训班", "Enrol in a class", "Enrolled");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var application = await context.Application(cancel);
        await work.Flush(cancel);
        if (!await work.Db.TrainingEnrolments.AnyAsync(e => e.ApplicationId == application.Id && e.Result == null, cancel))
        {
            work.Db.TrainingEnrolments.Add(new TrainingEnrolment
            {
                Id = WorkQueries.NewId(),
                ClassId = await ClassOf(context, application.TownId, cancel),
                ApplicationId = application.Id,
                Attempt = application.TrainingAttempts + 1,
            });
        }

        StatusChanges.Apply(work, application, ApplicationStatus.Training);
        return new CallAnswer.Done("Enrolled");
    }

    private async Task<string> ClassOf(CallContext context, string townId, CancellationToken cancel)
    {
        var work = context.Work;
        if (await work.Db.TrainingClasses.FirstOrDefaultAsync(c => c.TownId == townId && c.Status == ClassStates.Planning, cancel) is { } open)
            return open.Id;
        var added = new TrainingClass { Id = WorkQueries.NewId(), TownId = townId, Status = ClassStates.Planning };
        work.Db.TrainingClasses.Add(added);
        await work.Flush(cancel);
        var input = new JsonObject { ["classId"] = added.Id, ["townId"] = townId };
        added.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(Subject.TrainingClass, added.Id), input, context.Actor, cancel);
        return added.Id;
    }
}
