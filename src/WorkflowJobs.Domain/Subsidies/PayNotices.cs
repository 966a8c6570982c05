using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Notices about a line, with the post in them.</summary>
internal static class PayNotices
{
    public static async Task Send(Work work, PersonNotices notices, SubsidyLine line, string kind, Func<NoticeFacts, NoticeFacts> fill, CancellationToken cancel)
    {
        var person = await work.Db.People.FindAsync([line.PersonId], cancel) ?? throw new InvalidOperationException($"There is no person {line.PersonId}.");
        var placement = await work.Db.Placements.FindAsync([line.PlacementId], cancel);
        notices.Send(work, person, placement?.ApplicationId, kind, fill(new NoticeFacts(person.Name) { Place = placement?.PostName ?? "" }));
    }
}
