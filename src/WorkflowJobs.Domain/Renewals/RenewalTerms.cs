using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Renewals;

/// <summary>What a further agreement of a placement may be, as of now.</summary>
/// <param name="LatestEnd">Null when no time is left.</param>
public sealed record RenewalTerm(DateOnly EndsOn, DateOnly StartsOn, DateOnly? LatestEnd, Term Used, bool IsExtension);

/// <summary>The time used and left of a person: all their placements count, and those taken over from before the system.</summary>
public sealed class RenewalTerms(ParameterStore parameters, AgeLimits ages)
{
    /// <summary>Null when there is no agreement in force to renew.</summary>
    public async Task<RenewalTerm?> Of(Work work, Placement placement, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var all = await work.Db.Placements.AsNoTracking().Where(row => row.PersonId == placement.PersonId).ToListAsync(cancel);
        var ids = all.Select(row => row.Id).ToList();
        var agreements = (await work.Db.Agreements.AsNoTracking().Where(row => row.PlacementId != null && ids.Contains(row.PlacementId) && row.VoidedOn == null).ToListAsync(cancel)).ToLookup(row => row.PlacementId!);
        if (!agreements[placement.Id].Any())
            return null;
        var pauses = (await work.Db.PlacementPauses.AsNoTracking().Where(row => ids.Contains(row.PlacementId)).ToListAsync(cancel)).ToLookup(row => row.PlacementId);
        var openings = await work.Db.OpeningEntries.AsNoTracking().Where(row => ids.Contains(row.PlacementId)).ToDictionaryAsync(row => row.PlacementId, cancel);
        // What was brought along stands for the days up to its day.
        var used = TermRules.Sum(
            openings.Values.Select(row => TermRules.Brought(row.MonthsUsedHundredths)).Aggregate(default(Term), TermRules.Sum),
            TermRules.Used(all.SelectMany(row => PostDays.Of(row, agreements[row.Id], pauses[row.Id]).After(openings.GetValueOrDefault(row.Id)?.AsOf ?? DateOnly.MinValue))));
        var endsOn = agreements[placement.Id].Max(row => row.EndsOn);
        var maxMonths = (await parameters.At(work.Db, work.Now, cancel)).Int("agreement.maxMonths");
        var startsOn = endsOn.AddDays(1);
        // Whether the term may be extended was settled at the first approval; until when, the law of now says.
        var (retiresOn, limitOn) = await ages.Now(work, placement, cancel);
        var byTerm = TermRules.LatestEnd(startsOn, used, maxMonths, null, limitOn);
        var latest = TermRules.LatestEnd(startsOn, used, maxMonths, placement.MayExtend ? retiresOn?.AddDays(-1) : null, limitOn);
        return new RenewalTerm(endsOn, startsOn, latest, used, latest is not null && latest != byTerm);
    }

    /// <summary>Why no renewal may be asked for now: RENEWAL_NO_AGREEMENT, RENEWAL_EARLY, RENEWAL_OVER, RENEWAL_TERM_USED; null when one may.</summary>
    public async Task<Refusal?> Refusal(Work work, Placement placement, CancellationToken cancel)
    {
        if (await Of(work, placement, cancel) is not { } term)
            return new Refusal("RENEWAL_NO_AGREEMENT", "没有可以续签的协议", "There is no agreement to renew.");
        var set = await parameters.At(work.Db, work.Now, cancel);
        var first = term.EndsOn.AddDays(-set.Ints("milestone.noticeDays").Max());
        var today = ShanghaiTime.DateOf(work.Now);
        if (today > term.EndsOn)
            return new Refusal("RENEWAL_OVER", "协议已到期，不能续签", "The agreement has ended; it cannot be renewed.");
        if (today < first)
            return new Refusal("RENEWAL_EARLY", $"{first.Iso()}起可以申请续签", $"A renewal may be asked for from {first.Iso()} on.");
        return term.LatestEnd is null
            ? new Refusal("RENEWAL_TERM_USED", $"累计在岗{term.Used}，已达期限或年龄上限，不能续签", $"{term.Used.Months} months and {term.Used.Days} days were used: no time is left by term or age.")
            : null;
    }
}
