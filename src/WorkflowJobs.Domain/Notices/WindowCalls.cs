using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Notices;

public sealed class AwaitWindowOpen : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Await(nameof(AwaitWindowOpen), NoticeCalls.Category, "等待报名开始", "Await the opening of the window");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var notice = await NoticeStore.Load(context.Work, context.Instance.SubjectId, cancel);
        if (notice.OpensAt is { } opens && context.Work.Now < opens)
            return new CallAnswer.Wait(NoticeCalls.WindowKey(notice.Id), opens);
        notice.Status = NoticeStatus.Open;
        notice.Revision++;
        return new CallAnswer.Done();
    }
}

public sealed class AwaitWindowClose : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Await(nameof(AwaitWindowClose), NoticeCalls.Category, "等待报名截止", "Await the closing of the window");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var notice = await NoticeStore.Load(context.Work, context.Instance.SubjectId, cancel);
        return notice.ClosesAt is { } closes && context.Work.Now < closes
            ? new CallAnswer.Wait(NoticeCalls.WindowKey(notice.Id), closes)
            : new CallAnswer.Done();
    }
}

/// <summary>Closes the window: every line becomes a round, and drafts that nobody submitted end.</summary>
public sealed class CloseWindow(Lazy<IProcessHost> host) : ICallHandler
{
    public const string RoundDefinitionId = "round";

    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(CloseWindow), NoticeCalls.Category, "报名截止", "Close the window");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var notice = await NoticeStore.Load(work, context.Instance.SubjectId, cancel);
        notice.Status = NoticeStatus.Closed;
        notice.Revision++;
        var drafts = await work.Db.Applications.Where(a => a.NoticeId == notice.Id && a.Status == ApplicationStatus.Draft).Select(a => a.InstanceId).ToListAsync(cancel);
        foreach (var instanceId in drafts)
            host.Value.SendEvent(work, ApplicationEvents.Withdrawn, instanceId);
        foreach (var line in notice.Lines.OrderBy(l => l.Kind).ThenBy(l => l.Batch))
        {
            var round = new Round { Id = line.Id, NoticeId = notice.Id, TownId = notice.TownId, Year = notice.Year, Kind = line.Kind, Batch = line.Batch, Status = RoundStates.Reviewing };
            work.Db.Rounds.Add(round);
            await work.Flush(cancel);
            var input = new JsonObject { ["roundId"] = round.Id, ["noticeId"] = notice.Id, ["townId"] = notice.TownId, ["kind"] = line.Kind.ToString() };
            round.InstanceId = await host.Value.Start(work, RoundDefinitionId, new Subject(Subject.Round, round.Id), input, context.Actor, cancel);
        }

        return new CallAnswer.Done();
    }
}
