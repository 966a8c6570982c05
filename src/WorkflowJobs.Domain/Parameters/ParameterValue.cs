namespace WorkflowJobs.Domain.Parameters;

/// <summary>A parameter of DOMAIN §6 from a date on. Never edited; a change is a new row.</summary>
public sealed class ParameterValue
{
    public required string Id { get; init; }
    public required string Key { get; init; }
    public required string Value { get; init; }
    public required DateOnly EffectiveFrom { get; init; }
    public required string ChangedBy { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset At { get; init; }
}
