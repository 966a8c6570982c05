using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Documents.Facts;

/// <summary>What papers about a review meeting say (D06): per applicant counts only, since who voted how is stored nowhere.</summary>
public sealed class MeetingPaper : IDocumentFacts
{
    private const string Minutes = "宣讲申报条件和评议办法，逐人介绍情况，回避人员离场后无记名投票，当场监票、计票。";

    public string SubjectType => Subject.Meeting;

    public async Task<JsonObject> Load(Work work, string subjectId, JsonObject? submission, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var meeting = await work.Db.ReviewMeetings.FindAsync([subjectId], cancel) ?? throw new InvalidOperationException($"There is no meeting {subjectId}.");
        var units = await PaperParts.Units(work, meeting.TownId, cancel);
        var sessions = await work.Db.ReviewSessions.Where(row => row.MeetingId == meeting.Id).OrderBy(row => row.Number).ToListAsync(cancel);
        var ids = sessions.ConvertAll(row => row.Id);
        var members = await work.Db.ReviewMembers.Where(row => ids.Contains(row.SessionId)).OrderBy(row => row.Id).ToListAsync(cancel);
        var items = await work.Db.ReviewItems.Where(row => ids.Contains(row.SessionId)).ToListAsync(cancel);
        var applicationIds = items.ConvertAll(row => row.ApplicationId);
        var applications = await work.Db.Applications.Where(row => applicationIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancel);
        var people = await FormRows.PeopleOf(work, applications.Values, cancel);
        var photos = sessions.SelectMany(session => session.PhotoIds.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => (id, $"第{session.Number}次会议"))).ToList();
        return new JsonObject
        {
            ["photos"] = await PaperPictures.Rows(work, photos, cancel),
            ["meeting"] = new JsonObject { ["village"] = units.NameOf(meeting.VillageId), ["status"] = meeting.Status },
            ["town"] = units.Town,
            ["district"] = units.District,
            ["notice"] = PaperParts.Notice(await work.Db.Notices.FindAsync([meeting.NoticeId], cancel)),
            ["sessions"] = PaperParts.Array(sessions.Select(session => new JsonObject
            {
                ["number"] = PaperText.Number(session.Number),
                ["heldOn"] = PaperText.Date(session.HeldOn),
                ["place"] = session.Place,
                ["chair"] = session.Chair,
                ["firstTeller"] = session.FirstTeller,
                ["secondTeller"] = session.SecondTeller,
                ["certifier"] = session.CertifiedByName,
                ["certifiedOn"] = PaperText.Date(session.CertifiedAt),
                ["roster"] = PaperText.Number(session.RosterCount),
                ["presentCount"] = PaperText.Number(session.PresentCount),
                ["residents"] = PaperText.Number(session.ResidentCount),
                ["minutes"] = session.Minutes.Length > 0 ? session.Minutes : Minutes,
                ["members"] = PaperParts.Array(members.Where(row => row.SessionId == session.Id).Select(row => new JsonObject
                {
                    ["name"] = row.Name,
                    ["resident"] = PaperText.YesNo(row.IsResidentRepresentative),
                    ["present"] = PaperText.YesNo(row.Present),
                    ["substitute"] = PaperText.YesNo(row.IsSubstitute),
                })),
                ["items"] = PaperParts.Array(items.Where(row => row.SessionId == session.Id).OrderBy(row => applications[row.ApplicationId].SubmittedAt).ThenBy(row => row.ApplicationId, StringComparer.Ordinal)
                    .Select(row => Item(row, applications[row.ApplicationId], people[applications[row.ApplicationId].PersonId].Name))),
            })),
        };
    }

    private static JsonObject Item(ReviewItem row, Application application, string name) => new()
    {
        ["name"] = name,
        ["receipt"] = application.ReceiptNumber ?? "",
        ["recused"] = row.Recused,
        ["hardship"] = row.Hardship,
        // The form asks the meeting for the hardship alone; ability is what the applicant stated and the review confirmed or not.
        ["ability"] = row.Outcome == ReviewOutcomes.Recommended ? "能胜任" : "",
        ["present"] = PaperText.Number(row.PresentForItem),
        ["yes"] = PaperText.Number(row.Yes),
        ["no"] = PaperText.Number(row.No),
        ["abstain"] = PaperText.Number(row.Abstain),
        ["outcome"] = row.Outcome switch { ReviewOutcomes.Recommended => "推荐", ReviewOutcomes.NotRecommended => "不推荐", ReviewOutcomes.InvalidNoQuorum => "人数不足，另行评议", var other => other },
        ["reason"] = row.Reason,
    };
}
