using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Training;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about a training class say (D11).</summary>
public sealed class TrainingPaper(ParameterStore parameters) : IDocumentFacts
{
    private const string Course = "公益性岗位岗前技能培训";

    public string SubjectType => Subject.TrainingClass;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var training = await ClassRoll.Class(work, subjectId, cancel);
        var units = await PaperParts.Units(work, training.TownId, cancel);
        var set = await parameters.At(work.Db, training.HeldOn ?? ShanghaiTime.DateOf(work.Now), cancel);
        var rows = await (
            from enrolment in work.Db.TrainingEnrolments
            join application in work.Db.Applications on enrolment.ApplicationId equals application.Id
            join person in work.Db.People on application.PersonId equals person.Id
            where enrolment.ClassId == training.Id
            orderby application.SubmittedAt, application.Id
            select new { person.Name, application.VillageId, enrolment.Attempt, enrolment.Score, enrolment.Result }).ToListAsync(cancel);
        return new JsonObject
        {
            ["class"] = new JsonObject
            {
                ["course"] = Course,
                ["heldOn"] = PaperText.Date(training.HeldOn),
                ["hours"] = PaperText.Number(training.Hours),
                ["place"] = training.Place ?? "",
                ["lecturer"] = training.Lecturer ?? "",
                ["passMark"] = PaperText.Number(set.Int("training.passMark")),
            },
            ["town"] = units.Town,
            ["district"] = units.District,
            ["people"] = PaperParts.Array(rows.Select(row => new JsonObject
            {
                ["name"] = row.Name,
                ["village"] = units.NameOf(row.VillageId),
                ["attempt"] = PaperText.Number(row.Attempt),
                ["score"] = PaperText.Number(row.Score),
                ["result"] = row.Result switch
                {
                    TrainingResults.Passed => "合格",
                    TrainingResults.Failed => "不合格",
                    TrainingResults.AbsentExcused => "请假",
                    TrainingResults.Absent => "缺席",
                    TrainingResults.Lapsed => "逾期",
                    _ => "",
                },
            })),
        };
    }
}
