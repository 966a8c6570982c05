using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>The values that gave a place in the list, as kept with the application and printed in the list.</summary>
public sealed record RankValues(
    string Mode, int Tier, int? Score, long? IncomePerCapita, int Yes, int Present, int MonthsUnemployed, DateTimeOffset SubmittedAt, string Draw, string? DecidedBy)
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Points for group, income, willingness and ability, when the score was used.</summary>
    public ScoreSheet? Sheet { get; init; }

    /// <summary>How many of the household held a place before, when they were as many as may be (E10); else null. Selected all the same: the town justified it.</summary>
    public int? HouseholdPlaced { get; init; }

    public static RankValues Of(RankedList list, RankedCandidate place) => new(
        list.ModeCode,
        place.Candidate.Tier,
        list.ScoreEnabled ? place.Candidate.Score : null,
        place.Candidate.IncomePerCapita,
        place.Candidate.Yes,
        place.Candidate.Present,
        place.Candidate.MonthsUnemployed,
        place.Candidate.SubmittedAt,
        place.Draw.ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
        place.DecidedBy);

    public string ToJson() => JsonSerializer.Serialize(this, Camel);

    public static RankValues? FromJson(string? json) => json is null ? null : JsonSerializer.Deserialize<RankValues>(json, Camel);
}
