using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Timers;

/// <summary>Fires due timers in due order, each by a conditional delete in the transaction of its effect (invariant 6).</summary>
public sealed class TimerPump(IWriter writer, IReader reader, ProcessHost host, DefinitionCache definitions, MessagePump messages, RuntimeSignals signals, TimeProvider clock)
{
    public const int MostAttempts = 5;

    /// <summary>How many are looked up at once, and how many are fired side by side.</summary>
    private const int AtOnce = 500;
    private const int Callers = 32;

    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(30);

    /// <summary>What became due while others were fired is not kept waiting; a pump that cannot fire it does not turn in a circle either.</summary>
    private static readonly TimeSpan ShortestNap = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Fires all timers due until an instant, those created on the way included, each with the effect of its own due instant; after each
    /// the messages that it set off are delivered at that instant too. For the jump of the demo clock, before it answers.
    /// </summary>
    public async Task<int> FireDue(DateTimeOffset until, CancellationToken cancel)
    {
        var fired = 0;
        var failed = new HashSet<string>(StringComparer.Ordinal);
        while (await Next(until, failed, 1, cancel) is [var timer])
        {
            if (!await TryFire(timer, timer.DueAt, cancel))
                failed.Add(timer.Id);
            else
                fired++;
            await messages.Drain(cancel, timer.DueAt);
        }

        return fired;
    }

    /// <summary>
    /// Fires what is due by the clock, at the clock's now. Those of one instance come in due order; instances do not wait for each other, so that
    /// many are committed together.
    /// </summary>
    public async Task<int> FireDue(CancellationToken cancel)
    {
        var until = clock.Instant();
        var fired = 0;
        var failed = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        while (await Next(until, failed.Keys, AtOnce, cancel) is { Count: > 0 } due)
            await Parallel.ForEachAsync(due.GroupBy(timer => timer.InstanceId ?? timer.Id), new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancel }, async (own, token) =>
            {
                foreach (var timer in own)
                    if (await TryFire(timer, null, token))
                        Interlocked.Increment(ref fired);
                    else
                        failed[timer.Id] = true;
            });
        return fired;
    }

    /// <summary>Fires when timers are due, until cancelled.</summary>
    public async Task Run(Action<Exception> report, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var nap = LongestNap;
            try
            {
                await FireDue(cancel);
                nap = NapUntil(await NextDue(cancel), clock.Instant());
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                report(failure);
            }

            await signals.Timers.Wait(nap, clock, cancel);
        }
    }

    /// <summary>How long to wait for what is due next; null when nothing is.</summary>
    internal static TimeSpan NapUntil(DateTimeOffset? next, DateTimeOffset now) =>
        next is not { } due || due - now > LongestNap ? LongestNap : due - now > ShortestNap ? due - now : ShortestNap;

    private Task<List<TimerRow>> Next(DateTimeOffset until, IEnumerable<string> failed, int atMost, CancellationToken cancel) => reader.Read((work, token) => work.Db.Timers.OfRunning(work.Db)
        .Where(row => row.DueAt <= until && row.Attempts < MostAttempts && (row.RetryAt == null || row.RetryAt <= until) && !failed.Contains(row.Id))
        .OrderBy(row => row.DueAt).ThenBy(row => row.Id).Take(atMost).ToListAsync(token), cancel);

    /// <summary>The first that is to come, or the first retry of one that failed: those are due already, so few rows are looked at.</summary>
    private Task<DateTimeOffset?> NextDue(CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var waiting = work.Db.Timers.OfRunning(work.Db).Where(row => row.Attempts < MostAttempts);
        var first = await waiting.Where(row => row.RetryAt == null).OrderBy(row => row.DueAt).Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(token);
        var retry = await waiting.Where(row => row.DueAt <= work.Now && row.RetryAt != null).MinAsync(row => row.RetryAt, token);
        return first is null || retry < first ? retry : first;
    }, cancel);

    /// <summary>True also when somebody else fired it, or it was cancelled or its instance suspended, meanwhile.</summary>
    private async Task<bool> TryFire(TimerRow timer, DateTimeOffset? now, CancellationToken cancel)
    {
        try
        {
            await writer.Write(now, async (work, token) =>
            {
                if (await work.Db.Timers.OfRunning(work.Db).Where(row => row.Id == timer.Id).ExecuteDeleteAsync(token) == 1)
                    await Effect(work, timer, token);
                return true;
            }, cancel);
            Telemetry.Fired((now ?? clock.Instant()) - timer.DueAt);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException && !DatabaseFailure.IsUnreachable(failure))
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
        work.EndsWithTransition = true;
        if (timer.Purpose == TimerPurpose.ResumeBookmark)
            await host.Advance(work, timer.InstanceId!, new Stimulus.Resume(timer.TargetId, new JsonObject { ["timer"] = true }), Actor.System, cancel);
        else if (timer.Purpose == TimerPurpose.StartDefinition)
            await Schedules.Fire(work, host, definitions, timer, cancel);
        else
            await TaskReminders.Fire(work, timer.Purpose, timer.TargetId, cancel);
    }
}
