using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Assessments;

/// <summary>The people of a month's sheet, to be scored by village and then town.</summary>
public sealed class AssessmentPeopleSource : IFormSource
{
    public string Name => "assessment-people";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var rows = new JsonArray();
        if (await SheetPeople.Find(work, task.SubjectId, cancel) is not { } sheet)
            return rows;
        var scored = await work.Db.Assessments.AsNoTracking().Where(row => row.Year == sheet.Year && row.Month == sheet.Month).ToDictionaryAsync(row => row.PlacementId, cancel);
        foreach (var person in await SheetPeople.Of(work, sheet, cancel))
        {
            var totals = AttendanceRules.Totals(person.Marks(sheet.Year, sheet.Month));
            var known = scored.GetValueOrDefault(person.Placement.Id);
            rows.Add((JsonNode)new JsonObject
            {
                ["key"] = person.Placement.Id,
                ["name"] = person.Person.Name,
                ["post"] = person.Placement.PostName,
                ["absent"] = totals.Unexcused.ToString(CultureInfo.InvariantCulture),
                ["villageScore"] = known?.Village.ToString(CultureInfo.InvariantCulture) ?? "",
                ["democraticScore"] = known?.Democratic.ToString(CultureInfo.InvariantCulture) ?? "",
            });
        }

        return rows;
    }
}

/// <summary>The village's and the democratic points of a month.</summary>
public sealed class RecordVillageScores(Submissions submissions) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(RecordVillageScores), CallCategories.Placement, "登记村级评分", "Record the village's scores");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var sheet = await context.Sheet(cancel);
        var submitted = await submissions.Read(context, cancel);
        foreach (var row in submitted.Data.Rows("people"))
        {
            var placementId = row.Text("key") ?? "";
            var (village, democratic) = ((int)(row.Whole("village") ?? 0), (int)(row.Whole("democratic") ?? 0));
            if (await work.Db.Assessments.FirstOrDefaultAsync(one => one.PlacementId == placementId && one.Year == sheet.Year && one.Month == sheet.Month, cancel) is { } known)
                (known.Village, known.Democratic) = (village, democratic);
            else
                work.Db.Assessments.Add(new Assessment
                {
                    Id = WorkQueries.NewId(),
                    PlacementId = placementId,
                    Year = sheet.Year,
                    Month = sheet.Month,
                    Village = village,
                    Democratic = democratic,
                    RecordedBy = submitted.ByUserId,
                    RecordedAt = work.Now,
                });
        }

        await work.Flush(cancel);
        return new CallAnswer.Done();
    }
}

/// <summary>The town's points make the total; each person is asked in a process of their own (definition <c>assessment</c>).</summary>
public sealed class RecordTownScores(Submissions submissions, ParameterStore parameters, CalendarStore calendars, PersonNotices notices, Lazy<IProcessHost> host) : ICallHandler
{
    public const string DefinitionId = "assessment";

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Record(nameof(RecordTownScores), CallCategories.Placement, "登记镇街评分", "Record the town's scores");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var sheet = await context.Sheet(cancel);
        var set = await parameters.At(work.Db, work.Now, cancel);
        var due = (await calendars.Load(work.Db, cancel)).AddWorkingDays(ShanghaiTime.DateOf(work.Now), set.Int("assessment.confirmDays"));
        foreach (var row in (await submissions.Read(context, cancel)).Data.Rows("people"))
        {
            var placementId = row.Text("key") ?? "";
            if (await work.Db.Assessments.FirstOrDefaultAsync(one => one.PlacementId == placementId && one.Year == sheet.Year && one.Month == sheet.Month, cancel) is not { InstanceId: null } assessment)
                continue;
            assessment.Town = (int)(row.Whole("town") ?? 0);
            assessment.Grade(set);
            assessment.AnswerDueAt = due.EndsAt;
            await work.Flush(cancel);
            var placement = await work.Placement(placementId, cancel);
            await notices.Send(work, placement, NoticeKinds.Assessed, facts => facts with { DueOn = due.Date, Place = $"{sheet.Year}年{sheet.Month}月：{assessment.Total}分，{AssessmentWords.Zh(assessment.Grade)}" }, cancel);
            var input = new JsonObject { ["assessmentId"] = assessment.Id, ["townId"] = placement.TownId };
            assessment.InstanceId = await host.Value.Start(work, DefinitionId, new Subject(Subject.Placement, placementId), input, context.Actor, cancel);
        }

        return new CallAnswer.Done();
    }
}

/// <summary>Waits for the end of the time in which the person may contest.</summary>
public sealed class AwaitAssessmentDeadline : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitAssessmentDeadline), CallCategories.Placement, "等待确认期满", "Await the end of the time to contest", "Due");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var assessment = await context.Assessment(cancel);
        return assessment.AnswerDueAt is not { } due || context.Work.Now >= due ? new CallAnswer.Done("Due") : new CallAnswer.Wait($"assessment:{assessment.Id}/answer", due);
    }
}

/// <summary>What the person said, or that they said nothing in time, which counts as confirmed.</summary>
public sealed class AssessmentOutcome(Submissions submissions) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(AssessmentOutcome), CallCategories.Placement, "考核确认结果", "What the person said", "Confirmed", "Silent", "Contested") with
        {
            Inputs = [new InputDescriptor("submission", "Object", "表单结果", "Result of the task")],
        };

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var assessment = await context.Assessment(cancel);
        assessment.Answer = context.SubmissionId() is null
            ? AssessmentAnswer.Silent
            : (await submissions.Read(context, cancel)).Outcome == "Contest" ? AssessmentAnswer.Contested : AssessmentAnswer.Confirmed;
        return new CallAnswer.Done(assessment.Answer.ToString());
    }
}

/// <summary>The month's result is final; too many failures in a row become a proposal for removal.</summary>
public sealed class SettleAssessment(Submissions submissions, ParameterStore parameters, DismissalProposals proposals, PersonNotices notices) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(SettleAssessment), CallCategories.Placement, "考核结果生效", "Settle the assessment") with
    {
        Inputs = [new InputDescriptor("submission", "Object", "表单结果", "Result of the task") { HelpZh = "镇街复核任务的结果；没有异议时不填。" }],
    };

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var set = await parameters.At(work.Db, work.Now, cancel);
        var assessment = await context.Assessment(cancel);
        if (context.SubmissionId() is not null && await submissions.Read(context, cancel) is { Outcome: "Adjust", Data: var data })
        {
            (assessment.Village, assessment.Town, assessment.Democratic) = ((int)data.Whole("village")!, (int)data.Whole("town")!, (int)data.Whole("democratic")!);
            assessment.Grade(set);
            assessment.Adjusted = true;
        }

        assessment.SettledAt = work.Now;
        if (assessment.Answer == AssessmentAnswer.Contested)
            await notices.Send(work, await context.Placement(cancel), NoticeKinds.AssessmentDecided,
                facts => facts with { Place = $"{assessment.Year}年{assessment.Month}月：{assessment.Total}分，{AssessmentWords.Zh(assessment.Grade)}" }, cancel);
        await Propose(work, assessment, set.Int("assessment.failsToDismiss"), cancel);
        return new CallAnswer.Done();
    }

    private async Task Propose(Work work, Assessment assessment, int limit, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var until = (assessment.Year * 12) + assessment.Month;
        var grades = await work.Db.Assessments.AsNoTracking()
            .Where(row => row.PlacementId == assessment.PlacementId && row.SettledAt != null && row.Grade != null && (row.Year * 12) + row.Month <= until)
            .OrderBy(row => row.Year).ThenBy(row => row.Month).Select(row => row.Grade!.Value).ToListAsync(cancel);
        if (AssessmentRules.FailsInARow(grades) is var fails && fails >= limit)
            await proposals.Add(work, assessment.PlacementId, DismissalGround.AssessmentFailed, assessment.Year, assessment.Month, fails, limit, cancel);
    }
}

/// <summary>The leader's decision about a contested result: new points within their ranges.</summary>
public sealed class AssessmentDecisionCheck : ITaskCheck
{
    public string Name => "assessment-decision";

    public Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel) => Task.FromResult(
        outcome == "Adjust" ? AssessmentRules.Problems(new Scores((int)(data.Whole("village") ?? -1), (int)(data.Whole("town") ?? -1), (int)(data.Whole("democratic") ?? -1))) : []);
}

internal static class AssessmentWords
{
    public static string Zh(Grade? grade) => grade switch { Assessments.Grade.Excellent => "优", Assessments.Grade.Satisfactory => "合格", Assessments.Grade.Failed => "不合格", _ => "" };

    public static void Grade(this Assessment assessment, ParameterSet set)
    {
        assessment.Total = new Scores(assessment.Village, assessment.Town ?? 0, assessment.Democratic).Total;
        assessment.Grade = AssessmentRules.GradeOf(assessment.Total.Value, set.Int("assessment.excellent"), set.Int("assessment.pass"));
    }

    /// <summary>The assessment that the instance is about.</summary>
    public static async Task<Assessment> Assessment(this CallContext context, CancellationToken cancel) =>
        await context.Work.Db.Assessments.FirstOrDefaultAsync(row => row.InstanceId == context.Instance.Id, cancel)
        ?? await context.Work.Db.Assessments.Where(row => row.PlacementId == context.Instance.SubjectId && row.InstanceId == null && row.Town != null).OrderBy(row => row.Year).ThenBy(row => row.Month).FirstAsync(cancel);
}
