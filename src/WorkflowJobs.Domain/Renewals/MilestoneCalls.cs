using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Exits;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Renewals;

/// <summary>Where a placement is on its way to its end.</summary>
public sealed class PlacementMilestones(ParameterStore parameters, AgeLimits ages)
{
    private static readonly MilestoneNext Nothing = new(null, null, null);

    /// <summary>What comes next; null when the placement has ended and nobody can put the person back.</summary>
    public async Task<MilestoneNext?> Next(Work work, Placement placement, CancellationToken cancel)
    {
        await work.Flush(cancel);
        if (placement.Status == PlacementStatus.Exited)
            return await IsDisputable(work, placement, cancel) ? Nothing : null;
        var endsOn = await work.Db.Agreements.Where(row => row.PlacementId == placement.Id && row.VoidedOn == null).MaxAsync(row => (DateOnly?)row.EndsOn, cancel);
        if (endsOn is not { } end)
            return Nothing;
        // A limit that the law or the parameter has moved meanwhile counts as it stands now.
        placement.AgeLimitOn = (await ages.Now(work, placement, cancel)).AgeLimitOn;
        var sent = await work.Db.MilestoneNotices.AsNoTracking().Where(row => row.PlacementId == placement.Id).ToListAsync(cancel);
        var days = (await parameters.At(work.Db, work.Now, cancel)).Ints("milestone.noticeDays");
        return Milestones.Next(
            ShanghaiTime.DateOf(work.Now), end, placement.AgeLimitOn, days, [.. sent.Select(row => new MilestoneDue(Enum.Parse<MilestoneKind>(row.Kind), row.On, row.DaysBefore))],
            await Settled(work, placement, cancel));
    }

    /// <summary>An end has its exit: one is under way, or the exit that it began was refused.</summary>
    private static async Task<Func<MilestoneKind, DateOnly, bool>> Settled(Work work, Placement placement, CancellationToken cancel)
    {
        if (await ExitStarter.Find(work, placement.Id, cancel) is not null)
            return (_, _) => true;
        var refused = await work.Db.Exits.AsNoTracking().Where(row => row.PlacementId == placement.Id && row.State == ExitState.Refused && (row.Kind == ExitKind.Expiry || row.Kind == ExitKind.AgeLimit))
            .Select(row => new { row.Kind, row.BegunAt }).ToListAsync(cancel);
        return (kind, on) => refused.Exists(row => row.Kind == (kind == MilestoneKind.AgeLimit ? ExitKind.AgeLimit : ExitKind.Expiry) && ShanghaiTime.DateOf(row.BegunAt) > on);
    }

    private static Task<bool> IsDisputable(Work work, Placement placement, CancellationToken cancel) => work.Db.Exits.AnyAsync(
        row => row.PlacementId == placement.Id && row.State == ExitState.Completed && row.DisputeBy != null
            && work.Db.Instances.Any(instance => instance.Id == row.InstanceId && instance.Status == WorkflowStatus.Running), cancel);
}

/// <summary>
/// Waits for what comes next of a placement: a notice of a coming end, the agreement's last day without a renewal, the age limit, a ground for
/// removal that the record gave, or its exit.
/// </summary>
public sealed class AwaitMilestone(PlacementMilestones milestones) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Await(nameof(AwaitMilestone), CallCategories.Placement, "等待期限节点", "Await what comes next", "NoticeDue", "AgreementEnded", "AgeReached", "AbsenceProposed", "AssessmentProposed", "Exited");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["AbsenceProposed", "AssessmentProposed"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var placement = await context.Placement(cancel);
        var next = await milestones.Next(context.Work, placement, cancel);
        if (placement.Status != PlacementStatus.Exited && await Take(context.Work, placement, cancel) is { } ground)
            return new CallAnswer.Done(ground == DismissalGround.AssessmentFailed ? "AssessmentProposed" : "AbsenceProposed");
        return next switch
        {
            null => new CallAnswer.Done("Exited"),
            { Reached: MilestoneKind.AgeLimit } => new CallAnswer.Done("AgeReached"),
            { Reached: MilestoneKind.AgreementEnd } => new CallAnswer.Done("AgreementEnded"),
            { Notice: not null } => new CallAnswer.Done("NoticeDue"),
            { WaitUntil: var day } => new CallAnswer.Wait(PlacementKeys.Changed(placement.Id), day is { } on ? ShanghaiTime.StartOfDay(on) : null),
        };
    }

    /// <summary>Takes up the proposals that are open: the exit that follows looks at all of them.</summary>
    private static async Task<DismissalGround?> Take(Work work, Placement placement, CancellationToken cancel)
    {
        var open = await work.Db.DismissalProposals.Where(row => row.PlacementId == placement.Id && row.SettledAt == null).OrderBy(row => row.At).ToListAsync(cancel);
        foreach (var proposal in open)
            (proposal.SettledAt, proposal.Settlement) = (work.Now, DismissalProposals.Taken);
        return open.Count == 0 ? null : open[0].Ground;
    }
}

/// <summary>Tells the person, the village and the town of a coming end; each notice once.</summary>
public sealed class NotifyMilestone(PlacementMilestones milestones, PersonNotices notices) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(NotifyMilestone), CallCategories.Placement, "到期提醒", "Tell of a coming end");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var placement = await context.Placement(cancel);
        if (await milestones.Next(work, placement, cancel) is not { Notice: { } due })
            return new CallAnswer.Done();
        work.Db.MilestoneNotices.Add(new MilestoneNotice { PlacementId = placement.Id, Kind = due.Kind.ToString(), On = due.On, DaysBefore = due.DaysBefore, At = work.Now });
        var isAge = due.Kind == MilestoneKind.AgeLimit;
        await notices.Send(work, placement, isAge ? NoticeKinds.AgeLimitComing : NoticeKinds.AgreementEnding, facts => facts with { DueOn = due.On, Place = placement.PostName }, cancel);
        var (zh, en) = Milestones.Words(due.Kind);
        var officers = (await Holders.Of(work, Identity.Roles.VillageOfficer, placement.VillageId, cancel)).Concat(await Holders.Of(work, Identity.Roles.TownHandler, placement.TownId, cancel));
        TaskEvents.Ring(work, officers.Select(holder => holder.UserId).Distinct(), "Milestone", $"{placement.PostNumber}：{due.On.Iso()}{zh}（提前{due.DaysBefore}天提醒）。", $"{placement.PostNumber}: on {due.On.Iso()} {en} ({due.DaysBefore} days ahead).", null);
        return new CallAnswer.Done();
    }
}
