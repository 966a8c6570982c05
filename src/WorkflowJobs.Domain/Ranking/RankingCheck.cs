using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>RANK_SCORE_DISABLED, RANK_SCORE_MISSING, SCORE_RANGE: what must hold before the list is worked out.</summary>
public sealed class RankingCheck(ParameterStore parameters) : ITaskCheck
{
    public string Name => "ranking";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var form = RankingForm.Read(data);
        if (form is { Mode: RankMode.ScoreFirst, ScoreEnabled: false })
            return [new FieldError("scoreEnabled", "RANK_SCORE_DISABLED", "评分优先排序须启用评分", "Ranking by score first needs the score to be enabled.")];
        if (!form.ScoreEnabled)
            return [];
        var set = await parameters.At(work.Db, work.Now, cancel);
        return [.. form.Rows.Select(row => Problem(row, set)).OfType<FieldError>()];
    }

    private static FieldError? Problem(RankingRow row, ParameterSet set)
    {
        if (row.Sheet is null)
            return new FieldError($"people[{row.Index}].category", "RANK_SCORE_MISSING", "请填写四项得分", "Give all four parts of the score.");
        return row.Sheet.Total(set).Refusal is { } refusal
            ? new FieldError($"people[{row.Index}].{Field(refusal)}", refusal.Code, refusal.MessageZh, refusal.MessageEn)
            : null;
    }

    private static string Field(Refusal refusal) => refusal.Details.GetValueOrDefault("factor") switch
    {
        "ranking.weight.income" => "incomeScore",
        "ranking.weight.willingness" => "willingness",
        "ranking.weight.ability" => "ability",
        _ => "category",
    };
}
