using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Exits;

/// <summary>How it stands with somebody whose exit at an end was refused.</summary>
public enum Overstay
{
    /// <summary>On post past the end still, and nothing is done about it.</summary>
    PastEnd,

    /// <summary>Another exit is under way; what becomes of it is to be seen.</summary>
    Leaving,

    /// <summary>The person has left, the end was moved (a renewal, a parameter), or a later exit at an end watches over it.</summary>
    Settled,
}

/// <summary>
/// 超期在岗: an exit at the agreement's end or the age limit that is refused leaves the person on post past it. The town is reminded every
/// so many working days (parameter <c>exit.remind.days</c>) until the person leaves or the end has moved.
/// </summary>
public sealed class Overstays(ParameterStore parameters, CalendarStore calendars, AgeLimits ages)
{
    public static bool IsOfAnEnd(ExitKind kind) => kind is ExitKind.Expiry or ExitKind.AgeLimit;

    public async Task<Overstay> Of(Work work, Exit exit, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var placement = await work.Placement(exit.PlacementId, cancel);
        if (placement.Status == PlacementStatus.Exited || !await IsPastEnd(work, exit, placement, cancel))
            return Overstay.Settled;
        var later = await work.Db.Exits.AnyAsync(
            row => row.PlacementId == exit.PlacementId && row.Id != exit.Id && row.BegunAt > exit.BegunAt && (row.Kind == ExitKind.Expiry || row.Kind == ExitKind.AgeLimit), cancel);
        if (later)
            return Overstay.Settled;
        return await ExitStarter.Find(work, exit.PlacementId, cancel) is null ? Overstay.PastEnd : Overstay.Leaving;
    }

    /// <summary>The town is reminded again so many working days from today.</summary>
    public async Task Remind(Work work, Exit exit, CancellationToken cancel)
    {
        var days = (await parameters.At(work.Db, work.Now, cancel)).Int("exit.remind.days");
        exit.RemindOn = (await calendars.Load(work.Db, cancel)).AddWorkingDays(ShanghaiTime.DateOf(work.Now), days).Date;
        exit.Revision++;
    }

    private async Task<bool> IsPastEnd(Work work, Exit exit, Placement placement, CancellationToken cancel)
    {
        var end = exit.Kind switch
        {
            ExitKind.Expiry => await ExitStarter.EndOf(work, placement, cancel),
            ExitKind.AgeLimit => (await ages.Now(work, placement, cancel)).AgeLimitOn ?? placement.AgeLimitOn,
            _ => null,
        };
        return ShanghaiTime.DateOf(work.Now) > end;
    }
}

/// <summary>Waits for the day on which the town is reminded of somebody on post past an end; Settled when that is over before.</summary>
public sealed class AwaitOverstay(Overstays overstays) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Await(nameof(AwaitOverstay), "等待超期在岗提醒日", "Await the reminder of who stays past an end", "Due", "Settled");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var exit = await context.Exit(cancel);
        var remindAt = exit.RemindOn is { } day ? ShanghaiTime.StartOfDay(day) : work.Now;
        return await overstays.Of(work, exit, cancel) switch
        {
            Overstay.Settled => new CallAnswer.Done("Settled"),
            Overstay.Leaving => new CallAnswer.Wait(PlacementKeys.Changed(exit.PlacementId)),
            _ when work.Now >= remindAt => new CallAnswer.Done("Due"),
            _ => new CallAnswer.Wait(PlacementKeys.Changed(exit.PlacementId), remindAt),
        };
    }
}

/// <summary>Beside the reminder's task: waits until nobody need be reminded any more.</summary>
public sealed class AwaitOverstayEnd(Overstays overstays) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Await(nameof(AwaitOverstayEnd), "等待超期在岗了结", "Await the end of the stay past an end", "Settled");

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var exit = await context.Exit(cancel);
        return await overstays.Of(context.Work, exit, cancel) == Overstay.Settled ? new CallAnswer.Done("Settled") : new CallAnswer.Wait(PlacementKeys.Changed(exit.PlacementId));
    }
}

/// <summary>What the town does about it: begins the exit again, or puts it off until the next reminder. While another exit is under way it is put off.</summary>
public sealed class RecordOverstay(Overstays overstays, ExitStarter exits) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } = ExitCalls.Record(nameof(RecordOverstay), "登记超期在岗处理", "Record what is done about the stay past an end", "Begun", "Later", "Settled");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Begun"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var exit = await context.Exit(cancel);
        var stay = await overstays.Of(work, exit, cancel);
        if (stay == Overstay.Settled)
            return new CallAnswer.Done("Settled");
        var asked = (context.Call.Arguments["submission"] as System.Text.Json.Nodes.JsonObject)?["outcome"]?.ToString();
        if (asked == "Exit" && stay == Overstay.PastEnd)
        {
            var placement = await work.Placement(exit.PlacementId, cancel);
            var lastDay = await ExitStarter.LastDayOf(work, placement, exit.Kind, cancel);
            var begun = await exits.Begin(work, placement.Id, exit.Kind, lastDay, exit.ReasonCode, ExitReasons.Text(exit.ReasonCode, exit.Kind), context.Actor, cancel);
            return begun.Refusal is { } refusal ? new CallAnswer.Fault($"{refusal.Code}: {refusal.MessageEn}") : new CallAnswer.Done("Begun");
        }

        await overstays.Remind(work, exit, cancel);
        return new CallAnswer.Done("Later");
    }
}
