using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Server.Components.Demo;

/// <summary>What the demo banner shows and does. Outside demo mode nothing of it exists.</summary>
public interface IDemoConsole
{
    bool Enabled { get; }

    /// <summary>The domain's clock.</summary>
    DateTimeOffset Now { get; }

    Task<IReadOnlyList<DemoAccount>> Accounts(CancellationToken cancel);

    /// <summary>Sets the clock; due timers fire before the answer. Refused when going back behind something recorded.</summary>
    Task<Refusal?> SetClock(DateTimeOffset now, CancellationToken cancel);
}

/// <summary>A demo account that one may become by choosing it.</summary>
public sealed record DemoAccount(string UserId, string Label, string Group);

internal sealed class NoDemoConsole : IDemoConsole
{
    public bool Enabled => false;

    public DateTimeOffset Now => default;

    public Task<IReadOnlyList<DemoAccount>> Accounts(CancellationToken cancel) => Task.FromResult<IReadOnlyList<DemoAccount>>([]);

    public Task<Refusal?> SetClock(DateTimeOffset now, CancellationToken cancel) => Task.FromResult<Refusal?>(null);
}
