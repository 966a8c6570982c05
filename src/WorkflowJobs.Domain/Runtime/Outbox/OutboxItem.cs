namespace WorkflowJobs.Domain.Runtime.Outbox;

/// <summary>An external effect, at least once, with an idempotency key (invariant 7).</summary>
public sealed class OutboxItem
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string IdempotencyKey { get; init; }
    public required string Body { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset NextAttemptAt { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public string? LastError { get; set; }

    /// <summary>The other side will never take it: it is not tried again by itself.</summary>
    public bool GivenUp { get; set; }
}
