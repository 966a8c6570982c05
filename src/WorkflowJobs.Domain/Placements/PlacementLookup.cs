using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Placements;

/// <summary>Loading that the handlers share.</summary>
internal static class PlacementLookup
{
    /// <summary>The placement that the instance is about.</summary>
    public static async Task<Placement> Placement(this CallContext context, CancellationToken cancel) =>
        await context.Work.Placement(context.Instance.SubjectId, cancel);

    public static async Task<Placement> Placement(this Work work, string id, CancellationToken cancel) =>
        await work.Db.Placements.FindAsync([id], cancel) ?? throw new InvalidOperationException($"There is no placement {id}.");
}
