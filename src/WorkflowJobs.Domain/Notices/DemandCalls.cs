using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
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

/// <summary>Asks every post-providing unit (设岗单位) of the district too; where nobody holds the role, nobody is asked.</summary>
public sealed class ListEmployers(Lazy<IProcessHost> host) : ICallHandler
{
    public const string DefinitionId = "employer-demand";

    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(ListEmployers), NoticeCalls.Category, "向设岗单位征集需求", "Ask the post-providing units for their demand");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        await work.Flush(cancel);
        var noticeId = context.Instance.SubjectId;
        foreach (var employer in await Employers(work, cancel))
            await host.Value.Start(work, DefinitionId, new Subject(EmployerDemand.Type, new VillageDemand(noticeId, employer).Id),
                new JsonObject { ["noticeId"] = noticeId, ["employerId"] = employer }, context.Actor, cancel);
        return new CallAnswer.Done();
    }

    /// <summary>Units in which an active account holds the role today.</summary>
    private static Task<List<string>> Employers(Work work, CancellationToken cancel)
    {
        var today = ShanghaiTime.DateOf(work.Now);
        return (
            from assignment in work.Db.RoleAssignments
            join user in work.Db.Users on assignment.UserId equals user.Id
            join unit in work.Db.Units on assignment.UnitId equals unit.Id
            where assignment.Role == Roles.Employer && user.Active && unit.Active
                && (assignment.From == null || assignment.From <= today) && (assignment.To == null || assignment.To >= today)
            select unit.Id).Distinct().OrderBy(id => id).ToListAsync(cancel);
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
            i => (i.SubjectType == VillageDemand.Type || i.SubjectType == EmployerDemand.Type) && i.SubjectId.StartsWith(prefix) && i.Status == WorkflowStatus.Running, cancel);
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
        // A village's or an employer's: both ids are the notice's and the unit's.
        var demand = VillageDemand.Parse(context.Instance.SubjectId);
        var villageId = context.Instance.SubjectType == VillageDemand.Type ? demand.VillageId : null;
        var notice = await NoticeStore.Load(work, demand.NoticeId, cancel);
        if (notice.Status == NoticeStatus.Draft)
        {
            var stated = await submissions.Read(context, cancel);
            var employer = villageId is null ? await work.Db.Units.Where(unit => unit.Id == demand.VillageId).Select(unit => unit.Name).FirstAsync(cancel) : null;
            work.Db.Posts.RemoveRange(notice.Posts.FindAll(post => post.DemandedBy == demand.VillageId || (post.DemandedBy is null && post.VillageId == villageId)));
            foreach (var post in NoticeStore.Posts(stated.Data, villageId))
                NoticeStore.AddPost(work, notice, employer is null ? post : post with { EmployerUnit = employer }, demand.VillageId);
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
