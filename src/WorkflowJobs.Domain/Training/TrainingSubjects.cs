using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Training;

/// <summary>Where a class belongs.</summary>
public sealed class TrainingClassSubjects : ISubjectDirectory
{
    public string SubjectType => Subject.TrainingClass;

    public async Task<SubjectPlace?> Locate(Work work, string subjectId, CancellationToken cancel) =>
        await work.Db.TrainingClasses.FindAsync([subjectId], cancel) is { } training
            ? await SubjectPlaces.OfTown(work, training.TownId, null, training.HeldOn is { } on ? $"岗前培训班（{on.Iso()}）" : "岗前培训班", cancel)
            : null;
}

/// <summary>Those enrolled in a class, with the last day on which each may pass.</summary>
public sealed class TrainingPeopleSource(TrainingLimits limits) : IFormSource
{
    public string Name => "training-people";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var roll = await ClassRoll.Open(work, task.SubjectId, cancel);
        var last = new Dictionary<string, string>();
        foreach (var (_, application) in roll)
            last[application.Id] = (await limits.Of(work, application, cancel)).Date.Iso();
        var attempts = roll.ToDictionary(r => r.Application.Id, r => r.Enrolment.Attempt.ToString(CultureInfo.InvariantCulture));
        return await FormRows.Of(work, [.. roll.Select(r => r.Application)], (application, _, row) =>
        {
            row["attempt"] = attempts[application.Id];
            row["limit"] = last[application.Id];
            return row;
        }, cancel);
    }
}
