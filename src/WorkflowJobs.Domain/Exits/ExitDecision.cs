using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Approvals;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Exits;

/// <summary>The district approved: the last day is fixed and the person told. A removal may be disputed within its days.</summary>
public sealed class ApproveExit(ExitStarter exits, ExitReader texts, ExitNotices notices, Clues clues, ParameterStore parameters, CalendarStore calendars, Waitlist waitlist) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Act(nameof(ApproveExit), "退出生效", "Put the exit into effect", "Ordinary", "Disputable");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Ordinary", "Disputable"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var exit = await context.Exit(cancel);
        var placement = await work.Placement(exit.PlacementId, cancel);
        var traits = ExitRules.Of(exit.Kind);
        (exit.State, exit.DecidedAt, exit.DecidedBy) = (ExitState.Approved, work.Now, context.Actor.UserId);
        placement.ExitKind = exit.Kind.ToString();
        exits.SetLastDay(work, placement, exit.LastDay);
        if (exit.Kind == ExitKind.Removal && !await Clues.IsBarred(work, exit.PersonId, cancel))
            await clues.Open(
                work, new NewClue(ClueSources.Exit, ClueRef(exit.Id), "REMOVAL", exit.TownId, (await texts.Read(work, exit, cancel)).Facts) { PersonId = exit.PersonId, PlacementId = exit.PlacementId, Bars = true }, context.Actor, cancel);
        if (traits.NeedsDefence)
        {
            var days = (await parameters.At(work.Db, work.Now, cancel)).Int("exit.dispute.days");
            exit.DisputeBy = (await calendars.Load(work.Db, cancel)).AddWorkingDays(ShanghaiTime.DateOf(work.Now), days).Date;
        }
        else
        {
            await OfferComing(work, placement, context.Actor, cancel);
        }

        exit.Revision++;
        if (exit.Kind != ExitKind.Death)
            await notices.Send(work, exit, traits.NeedsDefence ? NoticeKinds.ExitDecided : NoticeKinds.ExitApproved, exit.DisputeBy ?? exit.LastDay, cancel);
        return new CallAnswer.Done(traits.NeedsDefence ? "Disputable" : "Ordinary");
    }

    /// <summary>
    /// The next on the waitlist is called as soon as the vacancy is sure, while the waitlist lasts: who is called may be publicised before the place is
    /// empty. The place itself is held until the last day is over, and no approval takes it before.
    /// </summary>
    private async Task OfferComing(Work work, Placement placement, Actor actor, CancellationToken cancel)
    {
        if (placement.ApplicationId is not { } id || await work.Db.Applications.FindAsync([id], cancel) is not { QuotaTaken: true } application)
            return;
        application.Selection = Selections.Released;
        application.Revision++;
        await waitlist.PromoteWhileRoom(work, await work.Round(application.LineId, cancel), actor, cancel);
    }

    /// <summary>The clue that a removal opened.</summary>
    internal static string ClueRef(string exitId) => "exit:" + exitId;
}

/// <summary>
/// The exit is not approved, or was found groundless: the person stays, and a pay that was stopped goes on. PastEnd: they stay beyond the agreement's
/// end or the age limit, of which the town is to be reminded.
/// </summary>
public sealed class RefuseExit(ExitStarter exits, ExitNotices notices, Overstays overstays) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Act(nameof(RefuseExit), "不予退出", "Refuse the exit", "Done", "PastEnd");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var exit = await context.Exit(cancel);
        (exit.State, exit.DecidedAt, exit.DecidedBy) = (ExitState.Refused, work.Now, context.Actor.UserId);
        exit.Revision++;
        var placement = await work.Placement(exit.PlacementId, cancel);
        exits.SetLastDay(work, placement, null);
        if (exit.Kind != ExitKind.Death)
            await notices.Send(work, exit, NoticeKinds.ExitRefused, null, cancel);
        if (!Overstays.IsOfAnEnd(exit.Kind) || await overstays.Of(work, exit, cancel) == Overstay.Settled)
            return new CallAnswer.Done();
        await overstays.Remind(work, exit, cancel);
        return new CallAnswer.Done("PastEnd");
    }
}

/// <summary>The re-examination put the person back on post, as if the removal had not been decided.</summary>
public sealed class ReinstatePlacement(ExitStarter exits, ExitNotices notices, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Act(nameof(ReinstatePlacement), "恢复在岗", "Put back on post");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var exit = await context.Exit(cancel);
        exit.State = ExitState.Overturned;
        (exit.CompletedAt, exit.VacancyDueOn) = (null, null);
        (exit.DueFen, exit.PaidFen, exit.OverpaidFen) = (null, null, null);
        var clue = ApproveExit.ClueRef(exit.Id);
        foreach (var bar in await work.Db.PersonBars.Where(row => row.ClearedAt == null && work.Db.Clues.Any(one => one.Id == row.ClueId && one.SourceRef == clue)).ToListAsync(cancel))
            (bar.ClearedAt, bar.ClearedBy) = (work.Now, context.Actor.UserId);
        exit.Revision++;
        var placement = await work.Placement(exit.PlacementId, cancel);
        (placement.Status, placement.ExitKind) = (PlacementStatus.OnPost, null);
        exits.SetLastDay(work, placement, null);
        if (placement.ApplicationId is { } id && await work.Db.Applications.FindAsync([id], cancel) is { } application)
            StatusChanges.Apply(work, application, ApplicationStatus.OnPost, "EXIT_OVERTURNED");
        if (exit.VacancyInstanceId is { } vacancy)
            await host.Value.Advance(work, vacancy, new Stimulus.Cancel(), context.Actor, cancel);
        await notices.Send(work, exit, NoticeKinds.ExitOverturned, null, cancel);
        return new CallAnswer.Done();
    }
}

/// <summary>Waits until the last day on post is over.</summary>
public sealed class AwaitLastDay : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Await(nameof(AwaitLastDay), "等待最后在岗日", "Await the last day", "Due");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel) => ((DateOnly?)(await context.Exit(cancel)).LastDay).OrWait(context);
}

/// <summary>
/// The day after the last day: the person is off the roster, the application EXITED, tasks about the placement are closed, and the process of
/// reporting the vacancy begins. A removal that may still be disputed keeps the place until that is over.
/// </summary>
public sealed class CompleteExit(ParameterStore parameters, CalendarStore calendars, ExitSettlement settlement, ExitReader texts, ClosedPlacements closed, Clawbacks.Clawbacks clawbacks, Lazy<IProcessHost> host) : ICallHandler
{
    public const string VacancyDefinitionId = "vacancy";

    public ActivityDescriptor Descriptor { get; } = ExitCalls.Act(nameof(CompleteExit), "离岗", "Leave the post", "Ordinary", "Disputable");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Ordinary", "Disputable"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var exit = await context.Exit(cancel);
        var placement = await work.Placement(exit.PlacementId, cancel);
        (exit.State, exit.CompletedAt) = (ExitState.Completed, work.Now);
        var days = (await parameters.At(work.Db, work.Now, cancel)).Int("vacancy.reportDays");
        var today = ShanghaiTime.DateOf(work.Now);
        // Of an exit that was decided after its last day the office learns by the decision.
        exit.VacancyDueOn = ExitRules.VacancyDueOn(exit.LastDay >= today.AddDays(-1) ? exit.LastDay : today, days);
        exit.Revision++;
        placement.Status = PlacementStatus.Exited;
        if (placement.ApplicationId is { } id && await work.Db.Applications.FindAsync([id], cancel) is { } application)
            StatusChanges.Apply(work, application, ApplicationStatus.Exited, exit.Kind.ToString());
        var figures = await settlement.Of(work, placement, exit.LastDay, cancel);
        (exit.DueFen, exit.PaidFen, exit.OverpaidFen) = (figures.Due, figures.Paid, figures.Overpaid);
        if (figures.Overpaid > 0 && await settlement.PaidUntil(work, placement, cancel) is { } until && DateRange.Of(exit.LastDay.AddDays(1), until) is { } after)
            await clawbacks.Begin(work, placement.Id, after, ExitReasons.ClawbackGrounds(exit.Kind), (await texts.Read(work, exit, cancel)).Facts, context.Actor, cancel);
        await closed.Close(work, placement, context.Actor, cancel);
        var left = (await calendars.Load(work.Db, cancel)).WorkingDaysLeft(today, exit.VacancyDueOn.Value);
        var input = new JsonObject { ["exitId"] = exit.Id, ["days"] = Math.Max(0, left) };
        exit.VacancyInstanceId = await host.Value.Start(work, VacancyDefinitionId, new Subject(Exits.Exit.SubjectType, exit.Id), input, context.Actor, cancel);
        return new CallAnswer.Done(exit.DisputeBy is null ? "Ordinary" : "Disputable");
    }
}

/// <summary>Gives the place back and offers it to the waitlist of the round that it came from.</summary>
public sealed class OfferVacancy(Vacancies vacancies) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Act(nameof(OfferVacancy), "空岗递补", "Offer the vacancy to the waitlist");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var placement = await context.Work.Placement((await context.Exit(cancel)).PlacementId, cancel);
        await vacancies.Offer(context.Work, placement, context.Actor, cancel);
        return new CallAnswer.Done();
    }
}

/// <summary>What becomes of the place of somebody who has left for good.</summary>
public sealed class Vacancies(Waitlist waitlist, Lazy<IProcessHost> host)
{
    public async Task Offer(Work work, Placement placement, Actor actor, CancellationToken cancel)
    {
        // Nobody can put the person back any more: the placement's own process may end.
        host.Value.Signal(work, PlacementKeys.Changed(placement.Id));
        if (placement.ApplicationId is not { } id || await work.Db.Applications.FindAsync([id], cancel) is not { QuotaTaken: true } application)
            return;
        await QuotaPlaces.Return(work, application, cancel);
        (application.QuotaTaken, application.Selection) = (false, Selections.Released);
        application.Revision++;
        await waitlist.PromoteWhileRoom(work, await work.Round(application.LineId, cancel), actor, cancel);
        host.Value.Signal(work, WaitKeys.Settled(application.LineId));
    }
}
