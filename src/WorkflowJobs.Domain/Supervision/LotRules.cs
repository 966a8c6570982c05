using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>
/// The draw by lot, which anybody can repeat with sha256sum: a placement's lot is the lower-case hexadecimal SHA-256 of SEED:PLACEMENT (UTF-8);
/// the lowest lots are drawn. The seed is a hash of the journal that was fixed before anybody could know who would be on the list.
/// </summary>
public static class LotRules
{
    public static string Lot(string seed, string placementId) => ContentHash.Of($"{seed}:{placementId}");

    /// <summary>So many of the population, those already chosen left out, in order of their lots.</summary>
    public static IReadOnlyList<string> Draw(IEnumerable<string> population, IEnumerable<string> chosen, int places, string seed) =>
        [.. population.Except(chosen, StringComparer.Ordinal).OrderBy(id => Lot(seed, id), StringComparer.Ordinal).Take(places)];

    /// <summary>SHA-256 of the population, sorted, one id a line: what the journal holds of it.</summary>
    public static string PopulationHash(IEnumerable<string> population) =>
        ContentHash.Of(Lines(population));

    /// <summary>Ids sorted, one a line, without a line at the end.</summary>
    public static string Lines(IEnumerable<string> population) => string.Join('\n', population.Order(StringComparer.Ordinal));
}
