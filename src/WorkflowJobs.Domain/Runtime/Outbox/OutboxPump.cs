using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Runtime.Outbox;

/// <summary>Performs one kind of external effect. May be called again for the same item: the idempotency key says so to the other side.</summary>
public interface IOutboxSender
{
    string Kind { get; }

    /// <exception cref="OutboxRefusedException">The other side will never take it.</exception>
    Task Send(OutboxItem item, CancellationToken cancel);

    /// <summary>Notes at its own record what became of the attempt, in the transaction that notes it at the item.</summary>
    Task Record(Work work, OutboxItem item, bool sent, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>Trying again is useless. The message is a code, no text of the other side: that might repeat what was sent.</summary>
public sealed class OutboxRefusedException(string code) : Exception(code);

/// <summary>Sends outbox items after their commit, at least once, with growing pauses after failures (invariant 7).</summary>
public sealed class OutboxPump(IWriter writer, IReader reader, IEnumerable<IOutboxSender> senders, RuntimeSignals signals, TimeProvider clock)
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    // Woken and asked at once, two passes would send the same items.
    private readonly SemaphoreSlim onePass = new(1, 1);
    private readonly Dictionary<string, IOutboxSender> byKind = senders.ToDictionary(sender => sender.Kind, StringComparer.Ordinal);

    /// <summary>Sends what is due; answers how many were sent.</summary>
    public async Task<int> Drain(CancellationToken cancel)
    {
        await onePass.WaitAsync(cancel);
        try
        {
            return await SendDue(cancel);
        }
        finally
        {
            onePass.Release();
        }
    }

    private async Task<int> SendDue(CancellationToken cancel)
    {
        var kinds = byKind.Keys.ToList();
        var due = await reader.Read((work, token) => work.Db.Outbox
            .Where(item => item.SentAt == null && !item.GivenUp && item.NextAttemptAt <= work.Now && kinds.Contains(item.Kind))
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
        var givenUp = false;
        try
        {
            await byKind[item.Kind].Send(item, cancel);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            // A time limit of the sender's own is a cancellation too, and a failure like any other.
            error = ErrorText.Of(failure);
            givenUp = failure is OutboxRefusedException;
        }

        await writer.Write(async (work, token) =>
        {
            if (await work.Db.Outbox.FindAsync([item.Id], token) is not { SentAt: null } row)
                return false;
            row.Attempts++;
            row.LastError = error;
            row.GivenUp = givenUp;
            if (error is null)
                row.SentAt = work.Now;
            else
                row.NextAttemptAt = work.Now + Pause(row.Attempts);
            await byKind[row.Kind].Record(work, row, error is null, token);
            return true;
        }, cancel);
        return error is null;
    }

    private static TimeSpan Pause(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 5 * Math.Pow(2, Math.Min(attempts, 20))));
}
