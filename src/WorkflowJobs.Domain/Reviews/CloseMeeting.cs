using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>Meetings whose last applicant has withdrawn, lapsed or been superseded: there is nobody left to review.</summary>
public sealed class EmptyMeetings(MeetingPeople people, Lazy<IProcessHost> host)
{
    public const string Event = "MeetingEmptied";

    /// <summary>Tells the meetings of an application that is over, if they have nobody left.</summary>
    public async Task Tell(Work work, Application application, CancellationToken cancel)
    {
        var meetings = await work.Db.ReviewMeetings
            .Where(m => m.NoticeId == application.NoticeId && m.VillageId == application.VillageId && m.Status != MeetingStates.Closed).ToListAsync(cancel);
        foreach (var meeting in meetings)
        {
            if ((await people.Applications(work, meeting, cancel)).Count == 0)
                host.Value.SendEvent(work, Event, meeting.InstanceId);
        }
    }
}

/// <summary>Closes a meeting that has nobody left; its open task is cancelled and says why.</summary>
public sealed class CloseMeeting(MeetingPeople people) : ICallHandler
{
    private const string Reason = "申请人均已撤回或失效，无须评议 · All applicants have withdrawn or lapsed; nothing to review.";

    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(CloseMeeting), CallCategories.Review, "会议无人可议", "Close an empty meeting", "Closed", "NotEmpty");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var meeting = await work.Db.ReviewMeetings.FindAsync([context.Instance.SubjectId], cancel)
            ?? throw new InvalidOperationException($"There is no meeting {context.Instance.SubjectId}.");
        // Somebody may have joined between the message and its delivery.
        if ((await people.Applications(work, meeting, cancel)).Count > 0)
            return new CallAnswer.Done("NotEmpty");
        meeting.Status = MeetingStates.Closed;
        meeting.Revision++;
        foreach (var task in await work.Db.UserTasks.Where(t => t.InstanceId == context.Instance.Id && t.CompletedAt == null).ToListAsync(cancel))
        {
            (task.State, task.CompletedAt) = (UserTaskState.Cancelled, work.Now);
            task.Revision++;
            TaskEvents.Add(work, task.Id, nameof(UserTaskState.Cancelled), null, Reason);
        }

        return new CallAnswer.Done("Closed");
    }
}
