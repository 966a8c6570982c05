namespace WorkflowJobs.Domain.Data;

/// <summary>Small named values of the installation: the demo clock's offset, the data format, the last sweep.</summary>
public sealed class Setting
{
    public required string Key { get; init; }
    public required string Value { get; set; }
}
