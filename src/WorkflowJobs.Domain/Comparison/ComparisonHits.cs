using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>An exclusion that stands against a person on a day.</summary>
/// <param name="State">What an officer found so far; never NotSame or Cleared, which stand against nobody.</param>
public sealed record StandingHit(string PersonId, string Code, string Variant, string FactKey, ExclusionGrade Grade, HitState State, string Zh, string En)
{
    /// <summary>The hit to review; null for what follows from the system's own data (E9, E10).</summary>
    public string? HitId { get; init; }
}

/// <summary>What the lists of other departments say of people on a day. For whoever asks: acceptance, approval, and every month before paying.</summary>
public sealed class ComparisonHits(ParameterStore parameters)
{
    /// <summary>
    /// Everything of the lists that stands against these people on that day, by the grades in force on it: deaths and E1 to E8, E11, E12. What is
    /// switched off, was found to be no hit, or has gone from a newer list before that day is left out. Changes nothing.
    /// </summary>
    public async Task<IReadOnlyList<StandingHit>> HitsOf(Work work, IReadOnlyCollection<string> personIds, DateOnly on, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var settings = ExclusionSettings.From(await parameters.At(work.Db, on, cancel));
        var hits = new List<ComparisonHit>();
        foreach (var some in personIds.Distinct().Chunk(500))
            hits.AddRange(await work.Db.ComparisonHits.AsNoTracking().Where(hit => some.Contains(hit.PersonId) && hit.State != HitState.NotSame && hit.State != HitState.Cleared).ToListAsync(cancel));
        return [.. hits.Where(hit => !(hit.GoneOn <= on)).Select(hit => Standing(hit, on, settings)).OfType<StandingHit>().OrderBy(hit => hit.PersonId, StringComparer.Ordinal).ThenByDescending(hit => hit.Grade).ThenBy(hit => hit.FactKey, StringComparer.Ordinal)];
    }

    internal static ExclusionFact FactOf(ComparisonHit hit) => new(hit.Code, hit.Variant, hit.From, hit.Until);

    private static StandingHit? Standing(ComparisonHit hit, DateOnly on, ExclusionSettings settings)
    {
        var fact = FactOf(hit);
        var grade = settings.GradeOf(hit.Code, hit.Variant);
        if (grade == ExclusionGrade.Off || !ExclusionRules.Counts(fact, on, settings))
            return null;
        var (zh, en) = ExclusionRules.Sentence(fact);
        return new StandingHit(hit.PersonId, hit.Code, hit.Variant, hit.FactKey, grade, hit.State, zh, en) { HitId = hit.Id };
    }
}
