namespace WorkflowJobs.Domain.Comparison;

/// <summary>Somebody who waits for a place, as the household cap (E10) sees them.</summary>
/// <param name="Key">The application's id.</param>
/// <param name="Household">Persons of the same household, placed or not; never the person's own id.</param>
public sealed record HouseholdCandidate(string Key, string PersonId, IReadOnlySet<string> Household)
{
    /// <summary>Persons beside whom the town has already justified this one.</summary>
    public IReadOnlySet<string> JustifiedBeside { get; init; } = new HashSet<string>();

    /// <summary>The town gives a reason now, beside whomever it is.</summary>
    public bool IsJustified { get; init; }
}

/// <summary>What became of a candidate.</summary>
/// <param name="Beside">Persons of the household who hold a place before this one, in order of their ids.</param>
/// <param name="IsOverCap">They are as many as may be, so that this one needs a justification.</param>
/// <param name="IsDeferred">Over the cap and not justified: the candidate waits, whatever the rank.</param>
public sealed record HouseholdPlace(string Key, bool IsSelected, IReadOnlyList<string> Beside, bool IsOverCap, bool IsDeferred)
{
    /// <summary>How many of the household were placed before, where that is why the candidate waits or goes on by justification; else null.</summary>
    public int? Told => IsDeferred || (IsSelected && IsOverCap) ? Beside.Count : null;
}

/// <summary>The household cap (DOMAIN §5.3 E10, S10): one of a household is placed; the next waits unless the town justifies it. Pure.</summary>
public static class HouseholdRules
{
    /// <summary>
    /// Gives the places in the order of the rank. Who is over the cap without a justification is passed over and the place goes to the next; the same input
    /// gives the same places.
    /// </summary>
    /// <param name="placed">Persons who hold a place already, of this round or another.</param>
    /// <param name="grade">HARD: no justification helps. INFO and OFF: the cap holds nobody.</param>
    public static IReadOnlyList<HouseholdPlace> Give(IReadOnlyList<HouseholdCandidate> ranked, IReadOnlySet<string> placed, int places, int cap, ExclusionGrade grade)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(places);
        var holders = new HashSet<string>(placed, StringComparer.Ordinal);
        var given = new List<HouseholdPlace>(ranked.Count);
        foreach (var candidate in ranked)
        {
            List<string> beside = [.. candidate.Household.Where(holders.Contains).Order(StringComparer.Ordinal)];
            var isOver = grade >= ExclusionGrade.Soft && beside.Count >= cap;
            var isDeferred = isOver && !(grade == ExclusionGrade.Soft && (candidate.IsJustified || IsJustifiedBeside(candidate.JustifiedBeside, beside)));
            var isSelected = places > 0 && !isDeferred;
            if (isSelected)
            {
                places--;
                holders.Add(candidate.PersonId);
            }

            given.Add(new HouseholdPlace(candidate.Key, isSelected, beside, isOver, isDeferred));
        }

        return given;
    }

    /// <summary>A justification holds beside those whom it named, and any of them alone; a further one of the household needs a further reason.</summary>
    public static bool IsJustifiedBeside(IReadOnlySet<string> justified, IReadOnlyCollection<string> beside) => beside.Count > 0 && beside.All(justified.Contains);

    /// <summary>The fact as overrides name it: the exclusion and the persons beside whom it is.</summary>
    public static string FactKey(IEnumerable<string> beside) => $"{Prefix}{string.Join(Between, beside)}";

    /// <summary>The persons of a fact's key; none for another exclusion's.</summary>
    public static IReadOnlySet<string> Beside(string factKey) =>
        factKey.StartsWith(Prefix, StringComparison.Ordinal) ? factKey[Prefix.Length..].Split(Between, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal) : new HashSet<string>();

    private const string Prefix = ExclusionCodes.Household + "//";
    private const char Between = '+';
}
