using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
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
        var posts = await OnUrbanPost(work, [.. hits.Where(hit => hit.Code == ExclusionCodes.Insurance).Select(hit => hit.PersonId).Distinct()], on, cancel);
        return [.. hits.Where(hit => !(hit.GoneOn <= on) && !IsThePosts(hit, posts)).Select(hit => Standing(hit, on, settings)).OfType<StandingHit>().OrderBy(hit => hit.PersonId, StringComparer.Ordinal).ThenByDescending(hit => hit.Grade).ThenBy(hit => hit.FactKey, StringComparer.Ordinal)];
    }

    /// <summary>First day of the urban posts that these people hold on the day.</summary>
    private static async Task<ILookup<string, DateOnly>> OnUrbanPost(Work work, IReadOnlyCollection<string> personIds, DateOnly on, CancellationToken cancel) =>
        (await work.Db.Placements.AsNoTracking().Where(row => personIds.Contains(row.PersonId) && row.Kind == PostKind.Urban && row.StartsOn <= on && (row.LastDay == null || row.LastDay >= on))
            .Select(row => new { row.PersonId, row.StartsOn }).ToListAsync(cancel)).ToLookup(row => row.PersonId, row => row.StartsOn);

    /// <summary>An urban post comes with its own employee's insurance (DOMAIN §7), paid from the month in which it begins.</summary>
    private static bool IsThePosts(ComparisonHit hit, ILookup<string, DateOnly> posts) =>
        hit is { Code: ExclusionCodes.Insurance, From: { } from } && posts[hit.PersonId].Any(start => from >= new DateOnly(start.Year, start.Month, 1));

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
