using System.Text.Json;

namespace WorkflowJobs.Domain.Supervision;

/// <summary>Something that was found before and entered in the ledger of rectifications.</summary>
/// <param name="UnitId">责任单位: a village, or the town.</param>
/// <param name="ClosedAt">销号; null while it is open.</param>
public sealed record EarlierFinding(string Id, string Number, string UnitId, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

/// <summary>A unit to which a half-yearly check goes back.</summary>
/// <param name="Findings">Numbers of what is re-tested there, in the ledger's order: why the unit is in the sample.</param>
/// <param name="Population">Placements on post there; empty when nobody is left.</param>
public sealed record RetestUnit(string UnitId, IReadOnlyList<string> Findings, IReadOnlyList<string> Population);

/// <summary>Somebody drawn because of the unit.</summary>
public sealed record RetestPerson(string PlacementId, string UnitId, IReadOnlyList<string> Findings);

/// <summary>
/// The half-yearly district check goes back to where something was found (DOMAIN S28, §8 stage 16): what is still open, and what was entered since the last
/// check, closed or not. Pure.
/// </summary>
public static class RetestRules
{
    private static readonly JsonSerializerOptions Text = new(JsonSerializerDefaults.Web);

    /// <param name="lastCheck">When the last district check was opened; null before the first.</param>
    public static bool IsDue(EarlierFinding finding, DateTimeOffset? lastCheck) => finding.ClosedAt is null || lastCheck is null || finding.OpenedAt >= lastCheck;

    /// <summary>
    /// So many people of each unit, those already chosen counted: the lowest lots of its population, the smaller unit first, so that whoever is drawn in a
    /// village stands for the town too; of equals by their ids. A unit with fewer people gives all it has.
    /// </summary>
    public static IReadOnlyList<RetestPerson> Draw(IEnumerable<RetestUnit> units, IEnumerable<string> chosen, int perUnit, string seed)
    {
        var taken = chosen.ToHashSet(StringComparer.Ordinal);
        var drawn = new List<RetestPerson>();
        foreach (var unit in InOrder(units))
        {
            var places = Math.Max(0, perUnit - unit.Population.Count(taken.Contains));
            var people = LotRules.Draw(unit.Population, taken, places, seed);
            taken.UnionWith(people);
            drawn.AddRange(people.Select(id => new RetestPerson(id, unit.UnitId, unit.Findings)));
        }

        return drawn;
    }

    /// <summary>The order in which the units draw.</summary>
    public static IEnumerable<RetestUnit> InOrder(IEnumerable<RetestUnit> units) => units.OrderBy(unit => unit.Population.Count).ThenBy(unit => unit.UnitId, StringComparer.Ordinal);

    /// <summary>The units as an inspection keeps them, so that the draw can be repeated although people move.</summary>
    public static string Write(IReadOnlyList<RetestUnit> units) => units.Count == 0 ? "" : JsonSerializer.Serialize(units, Text);

    /// <summary>The reverse of <see cref="Write"/>.</summary>
    public static IReadOnlyList<RetestUnit> Read(string text) => text.Length == 0 ? [] : JsonSerializer.Deserialize<IReadOnlyList<RetestUnit>>(text, Text)!;
}

/// <summary>What a re-test found.</summary>
public static class RetestResults
{
    /// <summary>已整改到位.</summary>
    public const string Mended = "Mended";

    /// <summary>仍然存在: the ledger gets it anew when it was closed.</summary>
    public const string Still = "Still";

    public static string Zh(string? result) => result switch { Mended => "已整改到位", Still => "问题仍存在", _ => "" };

    public static string En(string? result) => result switch { Mended => "Mended", Still => "Still so", _ => "" };
}

/// <summary>An earlier finding as re-tested in a half-yearly check.</summary>
public sealed class InspectionRetest
{
    public required string Id { get; init; }
    public required string InspectionId { get; init; }
    public required string RectificationId { get; init; }
    public required int Position { get; init; }

    /// <summary>One of <see cref="RetestResults"/>; null before the record is confirmed.</summary>
    public string? Result { get; set; }

    /// <summary>What was seen, encrypted like the finding itself.</summary>
    public byte[]? NoteCipher { get; set; }

    /// <summary>The entry that was made anew because it is still so; null otherwise.</summary>
    public string? AgainId { get; set; }
}
