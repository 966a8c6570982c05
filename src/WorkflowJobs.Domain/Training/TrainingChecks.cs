using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Training;

/// <summary>TRAINING_HOURS, TRAINING_DATE_PAST, TRAINING_AFTER_LIMIT, TRAINING_NOBODY.</summary>
public sealed class ClassScheduleCheck(ParameterStore parameters, TrainingLimits limits) : ITaskCheck
{
    public string Name => "class-schedule";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var problems = new List<FieldError>();
        if (data.Whole("hours") is { } hours && TooShort(hours, await parameters.At(work.Db, work.Now, cancel)) is { } tooShort)
            problems.Add(tooShort);
        if (data.Date("heldOn") is not { } heldOn)
            return problems;
        if (heldOn < ShanghaiTime.DateOf(work.Now))
            problems.Add(new FieldError("heldOn", "TRAINING_DATE_PAST", "培训日期不得早于今天", "The class cannot be in the past."));
        var people = await ClassRoll.Open(work, task.SubjectId, cancel);
        if (people.Count == 0)
            problems.Add(new FieldError("people", "TRAINING_NOBODY", "本期没有学员", "Nobody is enrolled."));
        var limit = DateOnly.MaxValue;
        foreach (var (_, application) in people)
        {
            var own = (await limits.Of(work, application, cancel)).Date;
            limit = own < limit ? own : limit;
        }

        if (heldOn > limit)
            problems.Add(new FieldError("heldOn", "TRAINING_AFTER_LIMIT", $"不得晚于学员的培训期限{limit.Iso()}", $"Not later than {limit.Iso()}, the limit of somebody enrolled."));
        return problems;
    }

    /// <summary><c>training.hours</c> is the least.</summary>
    internal static FieldError? TooShort(decimal hours, ParameterSet set) => set.Int("training.hours") is var least && hours < least
        ? new FieldError("hours", "TRAINING_HOURS", $"学时不得少于{least}", $"At least {least} hours.")
        : null;
}

/// <summary>TRAINING_NOT_HELD, TRAINING_SCORE_MISSING.</summary>
public sealed class TrainingResultCheck : ITaskCheck
{
    public string Name => "training-result";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var problems = new List<FieldError>();
        var training = await ClassRoll.Class(work, task.SubjectId, cancel);
        if (training.HeldOn > ShanghaiTime.DateOf(work.Now))
            problems.Add(new FieldError("people", "TRAINING_NOT_HELD", $"培训定于{training.HeldOn.Value.Iso()}，尚未举行", $"The class is on {training.HeldOn.Value.Iso()} and was not held yet."));
        foreach (var (row, i) in data.Rows("people").Select((row, i) => (row, i)))
        {
            if (row.Text("attendance") == "Attended" && row.Whole("score") is null)
                problems.Add(new FieldError($"people[{i}].score", "TRAINING_SCORE_MISSING", "到课人员须填写成绩", "Give the score of who attended."));
        }

        return problems;
    }
}
