using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Placements;

internal static class PlacementNotices
{
    /// <summary>Tells the person on post; the name is filled in.</summary>
    public static async Task Send(this PersonNotices notices, Work work, Placement placement, string kind, Func<NoticeFacts, NoticeFacts> fill, CancellationToken cancel)
    {
        var person = await work.Db.People.FindAsync([placement.PersonId], cancel) ?? throw new InvalidOperationException($"Placement {placement.Id} has no person.");
        notices.Send(work, person, placement.ApplicationId, kind, fill(new NoticeFacts(person.Name)));
    }

    /// <summary>An argument that is true; absent means false.</summary>
    public static bool Flag(this CallContext context, string name) => context.Call.Arguments[name] is { } value && value.ToString() is "true" or "True";
}
