namespace WorkflowJobs.Domain.Plans;

/// <summary>What counts towards one line of a year's plan: its town, kind of post and batch.</summary>
public interface IOfPlanLine
{
    string TownId { get; }

    PostKind Kind { get; }

    int Batch { get; }
}
