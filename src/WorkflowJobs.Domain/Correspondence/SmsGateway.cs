namespace WorkflowJobs.Domain.Correspondence;

/// <summary>A text message. The key is the same however often the message is tried.</summary>
public sealed record SmsMessage(string To, string Text, string IdempotencyKey);

/// <summary>Whoever carries text messages to phones. Where none is configured, notices stay in the system.</summary>
public interface ISmsGateway
{
    bool IsConfigured { get; }

    /// <exception cref="Runtime.Outbox.OutboxRefusedException">The gateway will never take this message: its number is refused.</exception>
    Task Send(SmsMessage message, CancellationToken cancel);
}

/// <summary>No gateway is configured.</summary>
public sealed class NoSmsGateway : ISmsGateway
{
    public bool IsConfigured => false;

    public Task Send(SmsMessage message, CancellationToken cancel) => throw new InvalidOperationException("No SMS gateway is configured.");
}
