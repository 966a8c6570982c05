using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Runtime.Outbox;

/// <summary>Performs one kind of external effect. May be called again for the same item: the idempotency key says so to the other side.</summary>
public interface IOutboxSender
{
    string Kind { get; }

    Task Send(OutboxItem item, CancellationToken cancel);
}

/// <summary>Sends outbox items after their commit, at least once, with growing pauses after failures (invariant 7).</summary>
public sealed class OutboxPump(IWriter writer, IReader reader, IEnumerable<IOutboxSender> senders, RuntimeSignals signals, TimeProvider clock)
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private readonly Dictionary<string, IOutboxSender> byKind = senders.ToDictionary(sender => sender.Kind, StringComparer.Ordinal);

    /// <summary>Sends what is due; answers how many were sent.</summary>
    public async Task<int> Drain(CancellationToken cancel)
    {
        var kinds = byKind.Keys.ToList();
        var due = await reader.Read((work, token) => work.Db.Outbox
            .Where(item => item.SentAt == null && item.NextAttemptAt <= work.Now && kinds.Contains(item.Kind))
            .OrderBy(item => item.NextAttemptAt).ThenBy(item => item.Id).Take(100).ToListAsync(token), cancel);
        var sent = 0;
        foreach (var item in due)
            if (await TrySend(item, cancel))
                sent++;
        return sent;
    }

    public async Task Run(Action<Exception> report, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                await Drain(cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                report(failure);
            }

            await signals.Outbox.Wait(LongestNap, clock, cancel);
        }
    }

    private async Task<bool> TrySend(OutboxItem item, CancellationToken cancel)
    {
        string? error = null;
        try
        {
            await byKind[item.Kind].Send(item, cancel);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            error = ErrorText.Of(failure);
        }

        await writer.Write(async (work, token) =>
        {
            if (await work.Db.Outbox.FindAsync([item.Id], token) is not { SentAt: null } row)
                return false;
            row.Attempts++;
            row.LastError = error;
            if (error is null)
                row.SentAt = work.Now;
            else
                row.NextAttemptAt = work.Now + Pause(row.Attempts);
            return true;
        }, cancel);
        return error is null;
    }

    private static TimeSpan Pause(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 5 * Math.Pow(2, Math.Min(attempts, 20))));
}
