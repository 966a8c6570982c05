using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>
/// Freezes the list: as many as there are places are selected and get a publicity list, the others wait. The place of somebody
/// who fell out between ranking and confirmation goes to the next. The second of a household waits, in this round as beside an
/// earlier one, unless the town justified it (E10, S10).
/// </summary>
public sealed class FreezeSelection(ParameterStore parameters, PublicityListFactory lists, HouseholdCap cap, Lazy<IProcessHost> host) : ICallHandler
{
    public ActivityDescriptor Descriptor { get; } =
        CallDescriptors.Act(nameof(FreezeSelection), CallCategories.Round, "固定入选与候补名单", "Freeze the selection", "Frozen", "Nobody");

    public IReadOnlyList<string> BindingOutcomes { get; } = ["Frozen"];

    public async Task<CallAnswer> Answer(CallContext context, CancellationToken cancel)
    {
        var work = context.Work;
        var round = await work.Round(context.Instance.SubjectId, cancel);
        var set = await parameters.At(work.Db, work.Now, cancel);
        var places = await RankingPool.Free(work, round, cancel);
        var waitlistEnd = ShanghaiTime.EndOfDay(RankingRules.WaitlistLastsUntil(ShanghaiTime.DateOf(work.Now), round.Year, set.Int("waitlist.months")));

        // Who passed the town after the ranking has no rank and stands behind.
        var ranked = (await RankingPool.Eligible(work, round.Id, cancel))
            .OrderBy(a => a.Rank ?? int.MaxValue).ThenBy(a => a.SubmittedAt).ThenBy(a => a.Id, StringComparer.Ordinal).ToList();
        var given = await cap.Give(work, round, ranked, places, cancel);
        for (var i = 0; i < ranked.Count; i++)
        {
            var (application, place) = (ranked[i], given[i]);
            application.Rank = i + 1;
            application.Selection = place.IsSelected ? Selections.Selected : Selections.Waitlisted;
            application.WaitlistUntil = place.IsSelected ? null : waitlistEnd;
            if (place.Told is { } placed && RankValues.FromJson(application.RankValues) is { } values)
                application.RankValues = (values with { HouseholdPlaced = placed }).ToJson();
            application.Revision++;
            host.Value.Signal(work, WaitKeys.Selection(application.Id));
        }

        round.FrozenAt = work.Now;
        round.Revision++;
        var selected = ranked.FindAll(a => a.Selection == Selections.Selected);
        round.Status = selected.Count > 0 ? RoundStates.Publicity : RoundStates.Approval;
        if (selected.Count == 0)
            return new CallAnswer.Done("Nobody");
        await lists.Create(work, round, selected, context.Actor, cancel);
        return new CallAnswer.Done("Frozen");
    }
}
