using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Exits;

/// <summary>What a person is told about their exit.</summary>
public sealed class ExitNotices(PersonNotices notices)
{
    public async Task Send(Work work, Exit exit, string kind, DateOnly? due, CancellationToken cancel)
    {
        var placement = await work.Placement(exit.PlacementId, cancel);
        var person = await work.Db.People.FindAsync([exit.PersonId], cancel) ?? throw new InvalidOperationException($"Exit {exit.Id} has no person.");
        var traits = ExitRules.Of(exit.Kind);
        notices.Send(work, person, placement.ApplicationId, kind, new NoticeFacts(person.Name) { Reason = traits.Zh, ReasonEn = traits.En, DueOn = due, Place = exit.LastDay.ToString("yyyy年M月d日", System.Globalization.CultureInfo.InvariantCulture) });
    }
}
