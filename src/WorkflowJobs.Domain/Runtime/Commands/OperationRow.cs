namespace WorkflowJobs.Domain.Runtime.Commands;

/// <summary>An answered command: same id and body → the same answer; another body → 409 (invariant 4).</summary>
public sealed class OperationRow
{
    public required string ActorId { get; init; }
    public required string OperationId { get; init; }
    public required string Name { get; init; }
    public required string BodyHash { get; init; }
    public required string Answer { get; init; }
    public DateTimeOffset At { get; init; }
}
