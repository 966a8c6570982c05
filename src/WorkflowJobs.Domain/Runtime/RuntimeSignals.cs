using System.Threading.Channels;

namespace WorkflowJobs.Domain.Runtime;

/// <summary>Wakes a pump when there may be work. Waking is never needed for correctness: the work is a row, and pumps look for themselves.</summary>
public sealed class PumpSignal
{
    private readonly Channel<bool> waking = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private long lastRound = Environment.TickCount64;

    /// <summary>How long its pump has been in the round that it is in, or waiting for the next.</summary>
    public TimeSpan SinceRound => TimeSpan.FromMilliseconds(Environment.TickCount64 - Volatile.Read(ref lastRound));

    public void Wake() => waking.Writer.TryWrite(true);

    /// <summary>Until woken, or until the time has passed.</summary>
    public async Task Wait(TimeSpan atMost, TimeProvider clock, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var woken = waking.Reader.ReadAsync(limit.Token).AsTask();
        var late = Task.Delay(atMost, clock, limit.Token);
        await Task.WhenAny(woken, late);
        await limit.CancelAsync();
        Volatile.Write(ref lastRound, Environment.TickCount64);
        cancel.ThrowIfCancellationRequested();
    }
}

/// <summary>One signal per pump, and one for live inboxes.</summary>
public sealed class RuntimeSignals
{
    public PumpSignal Messages { get; } = new();
    public PumpSignal Timers { get; } = new();
    public PumpSignal Outbox { get; } = new();
    public PumpSignal Jobs { get; } = new();

    /// <summary>The longest time since any pump began a round.</summary>
    public TimeSpan OldestRound() => new[] { Messages, Timers, Outbox, Jobs }.Max(signal => signal.SinceRound);

    /// <summary>Instance whose tasks changed, once that is durable, on this node or another. A handler returns at once and never throws.</summary>
    public event Action<string>? TasksChanged;

    /// <summary>The same, of this node's own doing.</summary>
    internal event Action<string>? TasksChangedHere;

    public void RaiseTasksChanged(string instanceId)
    {
        TasksChanged?.Invoke(instanceId);
        TasksChangedHere?.Invoke(instanceId);
    }

    internal void HearTasksChanged(string instanceId) => TasksChanged?.Invoke(instanceId);
}
