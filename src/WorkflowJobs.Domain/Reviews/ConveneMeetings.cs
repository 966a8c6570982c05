using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>One review meeting for each village with accepted applicants; a meeting of the same notice that has not sat yet takes them too.</summary>
public sealed class ConveneMeetings(Lazy<IProcessHost> host) : ICallHandler
{
    public const string DefinitionId = "review-meeting";

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(ConveneMeetings), CallCategories.Round, "召集评议会", "Convene the review meetings");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var round = await work.Round(context.Instance.SubjectId, cancel);
        var accepted = (await work.ApplicationsOf(round.Id, cancel)).FindAll(a => a.Status == ApplicationStatus.Accepted);
        foreach (var application in accepted)
            StatusChanges.Apply(work, application, ApplicationStatus.Review);
        round.Status = RoundStates.Reviewing;
        foreach (var villageId in accepted.Select(a => a.VillageId).Distinct().Order(StringComparer.Ordinal))
        {
            if (!await HasOpenMeeting(context, round.NoticeId, villageId, cancel))
                await Convene(context, round, villageId, cancel);
        }

        return new CallAnswer.Done();
    }

    private static Task<bool> HasOpenMeeting(CallContext context, string noticeId, string villageId, CancellationToken cancel) =>
        // A meeting whose record waits to be certified has sat.
        context.Work.Db.ReviewMeetings.AnyAsync(
            m => m.NoticeId == noticeId && m.VillageId == villageId && (m.Status == MeetingStates.Planned || m.Status == MeetingStates.NoQuorum)
                && !context.Work.Db.UserTasks.Any(t => t.InstanceId == m.InstanceId && t.FormKey == ReviewMinutes.CertificationForm && t.CompletedAt == null),
            cancel);

    private async Task Convene(CallContext context, Round round, string villageId, CancellationToken cancel)
    {
        var meeting = new ReviewMeeting
        {
            Id = WorkQueries.NewId(),
            NoticeId = round.NoticeId,
            TownId = round.TownId,
            VillageId = villageId,
            Status = MeetingStates.Planned,
        };
        context.Work.Db.ReviewMeetings.Add(meeting);
        await context.Work.Flush(cancel);
        var input = new JsonObject { ["meetingId"] = meeting.Id, ["noticeId"] = round.NoticeId, ["villageId"] = villageId };
        meeting.InstanceId = await host.Value.Start(context.Work, DefinitionId, new Subject(Subject.Meeting, meeting.Id), input, context.Actor, cancel);
    }
}
