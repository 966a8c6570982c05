using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>The check of a review record before it is taken: nothing of a wrong record is stored.</summary>
public sealed class ReviewRecordCheck(MeetingPeople people, ParameterStore parameters) : ITaskCheck
{
    public string Name => "review-record";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var meeting = await work.Db.ReviewMeetings.FindAsync([task.SubjectId], cancel);
        if (meeting is null)
            return [];
        var notice = await work.Db.Notices.FindAsync([meeting.NoticeId], cancel);
        var form = ReviewRecordForm.Read(data);
        var rules = ReviewParameters.From(await parameters.At(work.Db, work.Now, cancel));
        return ReviewRecordRules.Problems(form, await people.People(work, meeting, cancel), await Kinship.Of(work, actor, cancel), notice?.ClosesOn, rules);
    }
}
