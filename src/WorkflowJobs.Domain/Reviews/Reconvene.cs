using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>A meeting without a quorum is convened once more (DOMAIN §8, stage 4); after that the town takes it over.</summary>
public sealed class Reconvene : ICallHandler
{
    private const int MostSittings = 2;

    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(Reconvene), CallCategories.Review, "重新召集", "Convene once more", "Again", "Exhausted");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var meetingId = context.Instance.SubjectId;
        if (await MeetingSessions.Count(context.Work, meetingId, cancel) < MostSittings)
            return new CallAnswer.Done("Again");
        if (await context.Work.Db.ReviewMeetings.FindAsync([meetingId], cancel) is { } meeting)
            meeting.Status = MeetingStates.Partial;
        return new CallAnswer.Done("Exhausted");
    }
}

internal static class MeetingSessions
{
    public static async Task<int> Count(Work work, string meetingId, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return await work.Db.ReviewSessions.CountAsync(s => s.MeetingId == meetingId, cancel);
    }
}
