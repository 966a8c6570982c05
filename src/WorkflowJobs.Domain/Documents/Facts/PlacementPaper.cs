using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Assessments;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Renewals;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about a person on post say: the board (D13), leave (D15), assessment (D16), renewal (D19).</summary>
public sealed class PlacementPaper(RenewalTerms terms) : IDocumentFacts
{
    public string SubjectType => Subject.Placement;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var placement = await work.Placement(subjectId, cancel);
        var person = await work.Db.People.FindAsync([placement.PersonId], cancel) ?? throw new InvalidOperationException($"Placement {subjectId} has no person.");
        var units = await PaperParts.Units(work, placement.TownId, cancel);
        var application = placement.ApplicationId is { } id ? await work.Db.Applications.FindAsync([id], cancel) : null;
        var notice = application is null ? null : await work.Db.Notices.FindAsync([application.NoticeId], cancel);
        return new JsonObject
        {
            ["person"] = new JsonObject { ["name"] = person.Name, ["sex"] = SexCodes.Parse(person.Sex)?.Zh() ?? "", ["idNumber"] = person.IdMasked },
            ["post"] = await Post(work, placement, units, cancel),
            ["village"] = units.NameOf(placement.VillageId),
            ["town"] = units.Town,
            ["district"] = units.District,
            ["authority"] = units.Authority,
            ["employmentOffice"] = units.Office,
            ["photos"] = await PaperParts.Portrait(work, placement.ApplicationId, cancel),
            ["notice"] = PaperParts.Notice(notice),
            ["agreement"] = await Agreement(work, placement, cancel),
            ["leave"] = await Leave(work, placement, submission, cancel),
            ["assessment"] = await Assessed(work, placement, cancel),
            ["renewal"] = await Renewal(work, placement, submission, cancel),
        };
    }

    private static async Task<JsonObject> Post(Work work, Placement placement, PaperUnits units, CancellationToken cancel)
    {
        var post = PaperParts.Post(await PaperParts.PostOf(work, placement.PostId, cancel), placement.EmployerUnit.Length > 0 ? placement.EmployerUnit : units.CommitteeOf(placement.VillageId));
        post["name"] = placement.PostName;
        post["number"] = placement.PostNumber;
        post["kind"] = placement.Kind == PostKind.Rural ? "乡村" : "城镇";
        post["startsOn"] = PaperText.Date(placement.StartsOn);
        if (placement.Place.Length > 0)
            post["place"] = placement.Place;
        return post;
    }

    private static async Task<JsonObject> Agreement(Work work, Placement placement, CancellationToken cancel)
    {
        var last = await work.Db.Agreements.AsNoTracking().Where(row => row.PlacementId == placement.Id && row.VoidedOn == null).OrderByDescending(row => row.EndsOn).FirstOrDefaultAsync(cancel);
        return new JsonObject { ["startsOn"] = PaperText.Date(last?.StartsOn), ["endsOn"] = PaperText.Date(last?.EndsOn) };
    }

    /// <summary>The leave whose form the paper was ordered with; empty fields on other papers.</summary>
    private static async Task<JsonObject> Leave(Work work, Placement placement, JsonObject? submission, CancellationToken cancel)
    {
        var (from, until) = (submission?.Date("from"), submission?.Date("until"));
        var leave = from is null || until is null ? null : await work.Db.LeaveRequests.AsNoTracking()
            .Where(row => row.PlacementId == placement.Id && row.From == from && row.Until == until).OrderByDescending(row => row.RequestedAt).FirstOrDefaultAsync(cancel);
        var by = leave?.DecidedBy is { } who ? await work.Db.Users.Where(user => user.Id == who).Select(user => user.DisplayName).FirstOrDefaultAsync(cancel) : null;
        return new JsonObject
        {
            ["kind"] = leave?.Kind switch { LeaveKind.Sick => "病假", LeaveKind.Personal => "事假", LeaveKind.Family => "婚丧产假等", _ => "" },
            ["from"] = PaperText.Date(leave?.From),
            ["until"] = PaperText.Date(leave?.Until),
            ["days"] = PaperText.Number(leave?.Days),
            ["proof"] = leave is null ? "" : leave.HasProof ? "已附" : "无",
            ["reason"] = leave is null ? "" : submission?.Text("reason") ?? "",
            ["decidedBy"] = by ?? "",
            ["decidedOn"] = PaperText.Date(leave?.DecidedAt),
        };
    }

    /// <summary>The month that was settled last.</summary>
    private static async Task<JsonObject> Assessed(Work work, Placement placement, CancellationToken cancel)
    {
        var last = await work.Db.Assessments.AsNoTracking().Where(row => row.PlacementId == placement.Id && row.SettledAt != null).OrderByDescending(row => row.SettledAt).ThenByDescending(row => (row.Year * 12) + row.Month).FirstOrDefaultAsync(cancel);
        var month = last is null ? null : (await AttendanceMonths.Of(work, [placement.Id], new DateOnly(last.Year, last.Month, 1), cancel)).GetValueOrDefault(placement.Id);
        return new JsonObject
        {
            ["year"] = PaperText.Number(last?.Year),
            ["month"] = PaperText.Number(last?.Month),
            ["villageScore"] = PaperText.Number(last?.Village),
            ["townScore"] = PaperText.Number(last?.Town),
            ["democraticScore"] = PaperText.Number(last?.Democratic),
            ["total"] = PaperText.Number(last?.Total),
            ["grade"] = AssessmentWords.Zh(last?.Grade),
            ["absent"] = PaperText.Number(month?.UnexcusedDays),
            ["deduction"] = month is { UnexcusedDays: > 0 } ? $"旷工{month.UnexcusedDays}天，按应出勤{month.ScheduledDays}天折算扣发" : "无",
            ["answer"] = last?.Answer switch
            {
                AssessmentAnswer.Confirmed => "本人已确认",
                AssessmentAnswer.Silent => "期限内未提出异议，视为确认",
                AssessmentAnswer.Contested => last.Adjusted ? "本人提出异议，经复核调整" : "本人提出异议，经复核维持",
                _ => "",
            },
            ["settledOn"] = PaperText.Date(last?.SettledAt),
        };
    }

    /// <summary>The renewal that was asked for last.</summary>
    private async Task<JsonObject> Renewal(Work work, Placement placement, JsonObject? submission, CancellationToken cancel)
    {
        var renewal = await work.Db.Renewals.AsNoTracking().Where(row => row.PlacementId == placement.Id).OrderByDescending(row => row.RequestedAt).FirstOrDefaultAsync(cancel);
        var term = renewal is null ? null : await terms.Of(work, placement, cancel);
        var grades = await work.Db.Assessments.AsNoTracking().Where(row => row.PlacementId == placement.Id && row.SettledAt != null).Select(row => row.Grade).ToListAsync(cancel);
        var opinions = renewal is null ? [] : await (
            from decision in work.Db.Decisions.AsNoTracking()
            join task in work.Db.UserTasks.AsNoTracking() on decision.TaskId equals task.Id
            where task.InstanceId == renewal.InstanceId
            orderby decision.At
            select new { decision.Stage, decision.ActorName, decision.Role, decision.Outcome, decision.Reason, decision.At, task.Outcomes }).ToListAsync(cancel);
        return new JsonObject
        {
            ["requestedOn"] = PaperText.Date(renewal?.RequestedAt),
            ["used"] = renewal is null ? "" : new Term(renewal.UsedMonths, renewal.UsedDays).ToString(),
            ["startsOn"] = PaperText.Date(renewal?.StartsOn),
            ["latestEnd"] = PaperText.Date(renewal?.LatestEnd),
            ["basis"] = renewal is null ? "" : renewal.IsExtension ? "首次核准时距法定退休不足五年，可延长至退休" : "累计期限内",
            ["agreementEnd"] = PaperText.Date(term?.EndsOn),
            ["changes"] = renewal is null ? "" : submission?.Text("changes") ?? "",
            ["grades"] = $"优{grades.Count(one => one == Grade.Excellent)}次，合格{grades.Count(one => one == Grade.Satisfactory)}次，不合格{grades.Count(one => one == Grade.Failed)}次",
            ["opinions"] = PaperParts.Array(opinions.Select(row => new JsonObject
            {
                ["stage"] = row.Stage,
                ["role"] = PaperParts.RoleZh(row.Role),
                ["name"] = row.ActorName,
                ["outcome"] = PaperParts.OutcomeZh(row.Outcomes, row.Outcome),
                ["reason"] = row.Reason,
                ["on"] = PaperText.Date(row.At),
            })),
        };
    }
}
