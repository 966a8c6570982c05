using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>Points for the four factors of 三(三): group, income, willingness, ability. Each at most its weight; together at most 100.</summary>
public sealed record ScoreSheet(int Category, int Income, int Willingness, int Ability)
{
    /// <summary>The total, or SCORE_RANGE naming the factor.</summary>
    public Result<int> Total(ParameterSet parameters)
    {
        (int Points, string Key)[] factors =
        [
            (Category, "ranking.weight.category"),
            (Income, "ranking.weight.income"),
            (Willingness, "ranking.weight.willingness"),
            (Ability, "ranking.weight.ability"),
        ];
        foreach (var (points, key) in factors)
        {
            var most = parameters.Int(key);
            if (points < 0 || points > most)
            {
                var label = ParameterCatalog.Find(key)!;
                return new Refusal("SCORE_RANGE", $"{label.LabelZh.Replace("权重", "", StringComparison.Ordinal)}得分应在0至{most}之间", $"{label.LabelEn}: points must lie from 0 to {most}.")
                {
                    Details = new Dictionary<string, string> { ["factor"] = key },
                };
            }
        }

        return factors.Sum(f => f.Points);
    }
}
