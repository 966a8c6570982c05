using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>RANK_SAME_PERSON: who ranked does not confirm. RANK_INCOMPLETE: somebody passed after the ranking; rank again.</summary>
public sealed class RankingDecisionCheck : ITaskCheck
{
    private const string Confirm = "Confirm";

    public string Name => "ranking-decision";

    public async Task<IReadOnlyList<FieldError>> Check(Work work, UserTask task, string outcome, JsonObject data, Actor actor, CancellationToken cancel)
    {
        if (outcome != Confirm)
            return [];
        var problems = new List<FieldError>();
        if ((await RankingPool.LastRanking(work, task.SubjectId, cancel))?.CompletedBy == actor.UserId)
            problems.Add(new FieldError("people", "RANK_SAME_PERSON", "排序经办人不得审签同一名单", "Who ranked may not confirm."));
        if ((await RankingPool.Eligible(work, task.SubjectId, cancel)).Exists(a => a.Rank is null))
            problems.Add(new FieldError("people", "RANK_INCOMPLETE", "排序后又有人通过审核，请退回重排", "Somebody passed after the ranking; send it back to be ranked again."));
        return problems;
    }
}
