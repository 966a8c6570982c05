using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Subsidies;
using WorkflowJobs.Domain.Supervision;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Clawbacks;

internal static class ClawbackCalls
{
    public const string Category = "追缴";

    /// <summary>Repayments came in, or the clawback was transferred.</summary>
    public static string Key(string id) => $"{Clawback.Type}:{id}/repayment";

    public static async Task<Clawback> AboutClawback(this CallContext context, CancellationToken cancel) => await context.Work.FindClawback(context.Instance.SubjectId, cancel);

    public static async Task<Clawback> FindClawback(this Work work, string id, CancellationToken cancel) =>
        await work.Db.Clawbacks.FindAsync([id], cancel) ?? throw new InvalidOperationException($"There is no clawback {id}.");

    public static async Task Tell(Work work, PersonNotices notices, Clawback clawback, string kind, Func<NoticeFacts, NoticeFacts> fill, CancellationToken cancel)
    {
        var person = await work.Db.People.FindAsync([clawback.PersonId], cancel) ?? throw new InvalidOperationException($"There is no person {clawback.PersonId}.");
        var placement = await work.Db.Placements.FindAsync([clawback.PlacementId], cancel);
        notices.Send(work, person, placement?.ApplicationId, kind, fill(new NoticeFacts(person.Name) { Place = placement?.PostName ?? "" }));
    }
}

/// <summary>Takes the period and the facts as the handler drafted them.</summary>
public sealed class RecordClawback(Submissions submissions, Clawbacks clawbacks) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(RecordClawback), ClawbackCalls.Category, "登记追缴方案", "Record the proposed clawback");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var clawback = await context.AboutClawback(cancel);
        var data = (await submissions.Read(context, cancel)).Data;
        var person = (await context.Work.Db.People.FindAsync([clawback.PersonId], cancel))!;
        (clawback.From, clawback.Until) = (data.Date("from") ?? clawback.From, data.Date("until") ?? clawback.Until);
        clawbacks.SetFacts(clawback, person, data.Text("facts") ?? "");
        clawback.Revision++;
        return new CallAnswer.Done();
    }
}

/// <summary>The clawback is decided: its amount and sources are fixed and booked by reverse entries, the time to pay begins, the person is told.</summary>
public sealed class NotifyClawback(Submissions submissions, ClawbackMoney money, ParameterStore parameters, CalendarStore calendars, PersonNotices notices) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(NotifyClawback), ClawbackCalls.Category, "作出追缴决定", "Decide the clawback", "Notified", "NothingPaid");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Notified"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var clawback = await context.AboutClawback(cancel);
        var by = (await submissions.Read(context, cancel)).ByUserId;
        var amount = await money.Of(work, clawback, cancel);
        if (amount.Fen == 0)
        {
            clawback.Status = ClawbackStatus.Dropped;
            clawback.Revision++;
            return new CallAnswer.Done("NothingPaid");
        }

        foreach (var part in amount.Parts)
            work.Db.ClawbackItems.Add(new ClawbackItem { Id = WorkQueries.NewId(), ClawbackId = clawback.Id, LineId = part.LineId, Year = part.Year, Month = part.Month, Fen = part.Fen });
        clawback.AmountFen = amount.Fen;
        (clawback.ProvinceFen, clawback.CityFen, clawback.DistrictFen) = (amount.Split?.Province ?? 0, amount.Split?.City ?? 0, amount.Split?.District ?? 0);
        clawback.Status = ClawbackStatus.Notified;
        clawback.NoticeOn = ShanghaiTime.DateOf(work.Now);
        clawback.DueOn = await DueOn(work, clawback.NoticeOn.Value, cancel);
        clawback.Revision++;
        LedgerBook.Post(work, VoucherKind.Clawback, new VoucherAbout(clawback.Id, PlacementId: clawback.PlacementId, ClawbackId: clawback.Id), LedgerRules.Clawback(amount.Split, amount.Fen), by);
        await ClawbackCalls.Tell(work, notices, clawback, NoticeKinds.ClawbackNotice, facts => facts with
        {
            DueOn = clawback.DueOn,
            Reason = $"{clawback.From.Iso()}至{clawback.Until.Iso()}期间的补贴{Yuan.Of(clawback.AmountFen)}元应予追缴",
            ReasonEn = $"{Yuan.Of(clawback.AmountFen)} paid for {clawback.From.Iso()} to {clawback.Until.Iso()} have to be paid back",
        }, cancel);
        return new CallAnswer.Done("Notified");
    }

    /// <summary>The last day is a working day (民法典 203条): 2025-03-14 and thirty days are Sunday 04-13, so 04-14.</summary>
    private async Task<DateOnly> DueOn(Work work, DateOnly noticeOn, CancellationToken cancel)
    {
        var due = noticeOn.AddDays((await parameters.At(work.Db, work.Now, cancel)).Int("clawback.payBy"));
        var calendar = await calendars.Load(work.Db, cancel);
        while (!calendar.IsWorkingDay(due))
            due = due.AddDays(1);
        return due;
    }
}

/// <summary>Waits for the repayment until the last day to pay; after a transfer without a limit.</summary>
public sealed class AwaitRepayment : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Await(nameof(AwaitRepayment), ClawbackCalls.Category, "等待缴款", "Await the repayment", "Repaid", "Overdue");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var clawback = await context.AboutClawback(cancel);
        if (clawback.BalanceFen == 0)
            return new CallAnswer.Done("Repaid");
        if (clawback.Status == ClawbackStatus.Transferred || clawback.DueOn is not { } due)
            return new CallAnswer.Wait(ClawbackCalls.Key(clawback.Id));
        if (work.Now < ShanghaiTime.EndOfDay(due))
            return new CallAnswer.Wait(ClawbackCalls.Key(clawback.Id), ShanghaiTime.EndOfDay(due));
        clawback.Status = ClawbackStatus.Overdue;
        clawback.Revision++;
        return new CallAnswer.Done("Overdue");
    }
}

/// <summary>An instalment that finance has seen: back to its sources pro rata, the last one with what is left of each.</summary>
public sealed class RecordRepayment(Submissions submissions, PersonNotices notices, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(RecordRepayment), ClawbackCalls.Category, "登记缴款", "Record a repayment", "Balance", "Repaid");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Balance", "Repaid"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var clawback = await context.AboutClawback(cancel);
        var said = await submissions.Read(context, cancel);
        var fen = Math.Min(said.Data.Whole("amount") ?? 0, clawback.BalanceFen);
        var split = clawback.Split.Total == 0 ? default : FundingRules.Instalment(clawback.Split, clawback.RepaidFen, fen);
        work.Db.Repayments.Add(new Repayment
        {
            Id = WorkQueries.NewId(),
            ClawbackId = clawback.Id,
            PaidOn = said.Data.Date("paidOn") ?? ShanghaiTime.DateOf(work.Now),
            Fen = fen,
            ProvinceFen = split.Province,
            CityFen = split.City,
            DistrictFen = split.District,
            RecordedBy = said.ByUserId,
            RecordedAt = work.Now,
        });
        clawback.RepaidFen += fen;
        clawback.Revision++;
        LedgerBook.Post(work, VoucherKind.Repayment, new VoucherAbout(clawback.Id, PlacementId: clawback.PlacementId, ClawbackId: clawback.Id), LedgerRules.Repayment(fen), said.ByUserId);
        await ClawbackCalls.Tell(work, notices, clawback, NoticeKinds.ClawbackRepaid, facts => facts with
        {
            Reason = clawback.BalanceFen == 0 ? $"已收到缴款{Yuan.Of(fen)}元，全部缴清" : $"已收到缴款{Yuan.Of(fen)}元，尚欠{Yuan.Of(clawback.BalanceFen)}元",
            ReasonEn = clawback.BalanceFen == 0 ? $"{Yuan.Of(fen)} were received; nothing is owed any more" : $"{Yuan.Of(fen)} were received; {Yuan.Of(clawback.BalanceFen)} remain",
        }, cancel);
        if (clawback.BalanceFen > 0)
            return new CallAnswer.Done("Balance");
        clawback.Status = ClawbackStatus.Repaid;
        host.Value.Signal(work, ClawbackCalls.Key(clawback.Id));
        return new CallAnswer.Done("Repaid");
    }
}

/// <summary>More time, to a day that the district's handler names.</summary>
public sealed class ExtendClawback(Submissions submissions) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(ExtendClawback), ClawbackCalls.Category, "延长缴款期限", "Extend the time to pay");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var clawback = await context.AboutClawback(cancel);
        clawback.DueOn = (await submissions.Read(context, cancel)).Data.Date("newDue") ?? clawback.DueOn;
        clawback.Status = ClawbackStatus.Notified;
        clawback.Revision++;
        return new CallAnswer.Done();
    }
}

/// <summary>What cannot be recovered goes to discipline as a clue; the person is told and stays barred until it is cleared.</summary>
public sealed class TransferClawback(Submissions submissions, Clues clues, PersonNotices notices) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Record(nameof(TransferClawback), ClawbackCalls.Category, "移送问题线索", "Transfer to discipline");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Done"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var clawback = await context.AboutClawback(cancel);
        var summary = (await submissions.Read(context, cancel)).Data.Text("summary") ?? "";
        clawback.Status = ClawbackStatus.Transferred;
        clawback.Revision++;
        var balance = $"追缴款余额{Yuan.Of(clawback.BalanceFen)}元";
        await clues.Open(work, new NewClue(ClueSources.Clawback, $"{Clawback.Type}:{clawback.Id}", "CLAWBACK_OVERDUE", clawback.TownId,
            $"{clawback.From.Iso()}至{clawback.Until.Iso()}期间补贴应追缴{Yuan.Of(clawback.AmountFen)}元，已缴{Yuan.Of(clawback.RepaidFen)}元，{balance}，逾期未缴。{summary}")
        {
            PersonId = clawback.PersonId,
            PlacementId = clawback.PlacementId,
            Bars = true,
        }, context.Actor, cancel);
        await ClawbackCalls.Tell(work, notices, clawback, NoticeKinds.ClawbackTransferred, facts => facts with
        {
            Reason = balance,
            ReasonEn = $"The balance of {Yuan.Of(clawback.BalanceFen)}",
        }, cancel);
        return new CallAnswer.Done();
    }
}

/// <summary>A clawback whose process an administrator cancelled before a notice is given up: another may be begun on the same grounds.</summary>
public sealed class CancelledClawbacks : IInstanceObserver
{
    public async Task Cancelled(Work work, WorkflowInstance instance, Actor actor, string reason, CancellationToken cancel)
    {
        if (instance.SubjectType != Clawback.Type || await work.Db.Clawbacks.FindAsync([instance.SubjectId], cancel) is not { Status: ClawbackStatus.Proposed } clawback)
            return;
        clawback.Status = ClawbackStatus.Dropped;
        clawback.Revision++;
    }
}

/// <summary>The handler gave it up before a notice.</summary>
public sealed class DropClawback : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = CallDescriptors.Act(nameof(DropClawback), ClawbackCalls.Category, "不予追缴", "Drop the clawback");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var clawback = await context.AboutClawback(cancel);
        clawback.Status = ClawbackStatus.Dropped;
        clawback.Revision++;
        return new CallAnswer.Done();
    }
}
