using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Timers;

/// <summary>Fires due timers in due order, each by a conditional delete in the transaction of its effect (invariant 6).</summary>
public sealed class TimerPump(IWriter writer, IReader reader, ProcessHost host, MessagePump messages, RuntimeSignals signals, TimeProvider clock)
{
    public const int MostAttempts = 5;

    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Fires all timers due until an instant, those created on the way included, each with the effect of its own due instant; after each
    /// the messages that it set off are delivered at that instant too. For the jump of the demo clock, before it answers.
    /// </summary>
    public Task<int> FireDue(DateTimeOffset until, CancellationToken cancel) => Fire(until, atDueInstant: true, cancel);

    /// <summary>Fires what is due by the clock, at the clock's now; late timers come in due order.</summary>
    public Task<int> FireDue(CancellationToken cancel) => Fire(clock.Instant(), atDueInstant: false, cancel);

    /// <summary>Fires when timers are due, until cancelled.</summary>
    public async Task Run(Action<Exception> report, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var nap = LongestNap;
            try
            {
                await FireDue(cancel);
                if (await NextDue(cancel) is { } next && next - clock.Instant() is var left && left < nap)
                    nap = left > TimeSpan.Zero ? left : TimeSpan.FromSeconds(1);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                report(failure);
            }

            await signals.Timers.Wait(nap, clock, cancel);
        }
    }

    private async Task<int> Fire(DateTimeOffset until, bool atDueInstant, CancellationToken cancel)
    {
        var fired = 0;
        var failed = new HashSet<string>(StringComparer.Ordinal);
        while (await Next(until, failed, cancel) is { } timer)
        {
            DateTimeOffset? now = atDueInstant ? timer.DueAt : null;
            if (!await TryFire(timer, now, cancel))
                failed.Add(timer.Id);
            else
                fired++;
            if (atDueInstant)
                await messages.Drain(cancel, now);
        }

        return fired;
    }

    private Task<TimerRow?> Next(DateTimeOffset until, HashSet<string> failed, CancellationToken cancel) => reader.Read((work, token) => work.Db.Timers
        .Where(row => row.DueAt <= until && row.Attempts < MostAttempts && (row.RetryAt == null || row.RetryAt <= until) && !failed.Contains(row.Id))
        .OrderBy(row => row.DueAt).ThenBy(row => row.Id).FirstOrDefaultAsync(token), cancel);

    private Task<DateTimeOffset?> NextDue(CancellationToken cancel) => reader.Read((work, token) => work.Db.Timers
        .Where(row => row.Attempts < MostAttempts).MinAsync(row => (DateTimeOffset?)(row.RetryAt ?? row.DueAt), token), cancel);

    /// <summary>True also when somebody else fired it, or it was cancelled, meanwhile.</summary>
    private async Task<bool> TryFire(TimerRow timer, DateTimeOffset? now, CancellationToken cancel)
    {
        try
        {
            await writer.Write(now, async (work, token) =>
            {
                if (await work.Db.Timers.Where(row => row.Id == timer.Id).ExecuteDeleteAsync(token) == 1)
                    await Effect(work, timer, token);
                return true;
            }, cancel);
            Telemetry.Fired((now ?? clock.Instant()) - timer.DueAt);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await writer.Write(now, async (work, token) =>
            {
                if (await work.Db.Timers.FindAsync([timer.Id], token) is not { } row)
                    return false;
                row.Attempts++;
                row.RetryAt = work.Now.AddMinutes(Math.Pow(2, row.Attempts));
                row.LastError = ErrorText.Of(failure);
                return true;
            }, cancel);
            return false;
        }
    }

    private async Task Effect(Work work, TimerRow timer, CancellationToken cancel)
    {
        if (timer.Purpose == TimerPurpose.ResumeBookmark)
            await host.Advance(work, timer.InstanceId!, new Stimulus.Resume(timer.TargetId, new JsonObject { ["timer"] = true }), Actor.System, cancel);
        else
            await TaskReminders.Fire(work, timer.Purpose, timer.TargetId, cancel);
    }
}
