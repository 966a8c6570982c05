using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>What the form <c>ranking</c> says: the mode and, with the score in use, four parts per person. Pure.</summary>
public sealed record RankingForm(RankMode Mode, bool ScoreEnabled, IReadOnlyList<RankingRow> Rows)
{
    /// <summary>The form's key.</summary>
    public const string Key = "ranking";

    public static RankingForm Read(JsonObject data) => new(
        data.Text("mode") == RankingRules.Code(RankMode.ScoreFirst) ? RankMode.ScoreFirst : RankMode.PriorityFirst,
        data.Flag("scoreEnabled") ?? false,
        [.. data.Rows("people").Select((row, i) => new RankingRow(i, row.Text("key") ?? "", Sheet(row)))])
    {
        HouseholdReasons = data.Rows("households").Select(row => (Key: row.Text("key") ?? "", Reason: row.Text("reason")?.Trim() ?? ""))
            .Where(row => row.Reason.Length > 0).DistinctBy(row => row.Key).ToDictionary(row => row.Key, row => row.Reason),
    };

    /// <summary>Why somebody goes on although the household has its places (E10), by application; who has no reason is left out.</summary>
    public IReadOnlyDictionary<string, string> HouseholdReasons { get; init; } = new Dictionary<string, string>();

    public ScoreSheet? SheetOf(string key) => Rows.FirstOrDefault(r => r.Key == key)?.Sheet;

    private static ScoreSheet? Sheet(JsonObject row) =>
        row.Whole("category") is { } category && row.Whole("incomeScore") is { } income
        && row.Whole("willingness") is { } willingness && row.Whole("ability") is { } ability
            ? new ScoreSheet((int)category, (int)income, (int)willingness, (int)ability)
            : null;
}

/// <summary>A person's row; the sheet is null when a part is missing.</summary>
public sealed record RankingRow(int Index, string Key, ScoreSheet? Sheet);
