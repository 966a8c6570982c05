using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>What the form <c>ranking</c> says: the mode and, with the score in use, four parts per person. Pure.</summary>
public sealed record RankingForm(RankMode Mode, bool ScoreEnabled, IReadOnlyList<RankingRow> Rows)
{
    public static RankingForm Read(JsonObject data) => new(
        data.Text("mode") == RankingRules.Code(RankMode.ScoreFirst) ? RankMode.ScoreFirst : RankMode.PriorityFirst,
        data.Flag("scoreEnabled") ?? false,
        [.. data.Rows("people").Select((row, i) => new RankingRow(i, row.Text("key") ?? "", Sheet(row)))]);

    public ScoreSheet? SheetOf(string key) => Rows.FirstOrDefault(r => r.Key == key)?.Sheet;

    private static ScoreSheet? Sheet(JsonObject row) =>
        row.Whole("category") is { } category && row.Whole("incomeScore") is { } income
        && row.Whole("willingness") is { } willingness && row.Whole("ability") is { } ability
            ? new ScoreSheet((int)category, (int)income, (int)willingness, (int)ability)
            : null;
}

/// <summary>A person's row; the sheet is null when a part is missing.</summary>
public sealed record RankingRow(int Index, string Key, ScoreSheet? Sheet);
