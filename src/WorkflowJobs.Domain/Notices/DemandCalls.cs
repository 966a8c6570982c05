using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Units;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Notices;

/// <summary>Asks every village of the town for its demand: an instance each, so that one silent village holds nobody up.</summary>
public sealed class ListVillages(Lazy<IProcessHost> host) : ICallHandler
{
    public const string DefinitionId = "village-demand";

    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(ListVillages), NoticeCalls.Category, "向各村征集需求", "Ask the villages for their demand");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var notice = await NoticeStore.Load(work, context.Instance.SubjectId, cancel);
        await NoticeStore.AddLines(work, notice, cancel);
        var villages = await work.Db.Units.Where(u => u.ParentId == notice.TownId && u.Kind == UnitKind.Village && u.Active).OrderBy(u => u.SortOrder).Select(u => u.Id).ToListAsync(cancel);
        await work.Flush(cancel);
        foreach (var village in villages)
        {
            var demand = new VillageDemand(notice.Id, village);
            await host.Value.Start(work, DefinitionId, new Subject(VillageDemand.Type, demand.Id), new JsonObject { ["noticeId"] = notice.Id, ["villageId"] = village }, context.Actor, cancel);
        }

        return new CallAnswer.Done();
    }
}

/// <summary>Waits for the villages' demands, at most the given working days: a silent village does not stop the town.</summary>
public sealed class AwaitDemands(CalendarStore calendars) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Await(nameof(AwaitDemands), NoticeCalls.Category, "等待各村需求", "Await the villages' demand") with
    {
        Inputs =
        [
            new InputDescriptor("dueInWorkingDays", "String", "最长等待（工作日）", "Wait at most (working days)"),
            new InputDescriptor("stage", "String", "进度阶段", "Stage"),
            new InputDescriptor("stageEn", "String", "进度阶段（英文）", "Stage in English"),
        ],
    };

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        await work.Flush(cancel);
        var prefix = context.Instance.SubjectId + ".";
        var open = await work.Db.Instances.AnyAsync(
            i => i.SubjectType == VillageDemand.Type && i.SubjectId.StartsWith(prefix) && i.Status == WorkflowStatus.Running, cancel);
        var end = (await calendars.Load(work.Db, cancel)).AddWorkingDays(ShanghaiTime.DateOf(context.Instance.CreatedAt), context.Number("dueInWorkingDays") ?? 5).EndsAt;
        return open && work.Now < end ? new CallAnswer.Wait(NoticeCalls.DemandsKey(context.Instance.SubjectId), end) : new CallAnswer.Done();
    }
}

/// <summary>Takes a village's demand into the draft; once the notice is published it is too late and is only kept with the task.</summary>
public sealed class RecordDemand(Submissions submissions, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(RecordDemand), NoticeCalls.Category, "登记需求", "Record the demand");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var demand = VillageDemand.Parse(context.Instance.SubjectId);
        var notice = await NoticeStore.Load(work, demand.NoticeId, cancel);
        if (notice.Status == NoticeStatus.Draft)
        {
            var stated = await submissions.Read(context, cancel);
            foreach (var old in notice.Posts.FindAll(p => p.VillageId == demand.VillageId))
                work.Db.Posts.Remove(old);
            foreach (var post in NoticeStore.Posts(stated.Data, demand.VillageId))
                NoticeStore.AddPost(work, notice, post);
        }

        // This instance is over only when its transition is stored; the message is delivered after that.
        host.Value.Signal(work, NoticeCalls.DemandsKey(demand.NoticeId));
        return new CallAnswer.Done();
    }
}

internal static class NoticeCalls
{
    public const string Category = "需求公告";

    public static string DemandsKey(string noticeId) => $"notice:{noticeId}/demands";

    public static string WindowKey(string noticeId) => $"notice:{noticeId}/window";
}
