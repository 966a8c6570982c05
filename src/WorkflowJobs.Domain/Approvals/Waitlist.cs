using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Ranking;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Approvals;

/// <summary>
/// Calls people from the waitlist, first by rank, as long as the round has a free place. Who was not publicised yet gets a list of
/// their own; who was goes straight to their own approval.
/// </summary>
public sealed class Waitlist(PublicityListFactory lists, HouseholdCap cap, Lazy<IProcessHost> host)
{
    /// <summary>The applications that were called, in order.</summary>
    public async Task<IReadOnlyList<Application>> PromoteWhileRoom(Work work, Round round, Actor actor, CancellationToken cancel)
    {
        if (round.FrozenAt is null)
            return [];
        var free = await RankingPool.Free(work, round, cancel);
        if (free == 0)
            return [];
        var called = new List<Application>();
        var waiting = (await work.ApplicationsOf(round.Id, cancel))
            .Where(a => a.Selection == Selections.Waitlisted && !a.Status.IsOver() && (a.WaitlistUntil is null || a.WaitlistUntil > work.Now))
            .OrderBy(a => a.Rank ?? int.MaxValue).ThenBy(a => a.SubmittedAt).ThenBy(a => a.Id, StringComparer.Ordinal).ToList();
        foreach (var place in (await cap.Give(work, round, waiting, free, cancel)).Where(place => place.IsSelected))
        {
            var application = waiting.Find(a => a.Id == place.Key)!;
            called.Add(application);
            application.Selection = Selections.Promoted;
            if (RankValues.FromJson(application.RankValues) is { } values && values.HouseholdPlaced != place.Told)
                application.RankValues = (values with { HouseholdPlaced = place.Told }).ToJson();
            application.Revision++;
            if (!await lists.IsPublicised(work, application, cancel))
                await lists.Create(work, round, [application], actor, cancel);
            host.Value.Signal(work, WaitKeys.Promotion(application.Id));
        }

        return called;
    }
}
