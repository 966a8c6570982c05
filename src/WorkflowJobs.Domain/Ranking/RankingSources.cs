using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Ranking;

/// <summary>Those to be ranked, with the values that will count.</summary>
public sealed class RankingPeopleSource : IFormSource
{
    public string Name => "ranking-people";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var eligible = await RankingPool.Eligible(work, task.SubjectId, cancel);
        return await FormRows.Of(work, [.. eligible.OrderBy(a => a.SubmittedAt)], (a, _, row) => RankingRows.Values(a, row), cancel);
    }
}

/// <summary>How lists are ranked unless the town says otherwise: the parameters in force today (I4).</summary>
public sealed class RankingModeSource(ParameterStore parameters) : IFormSource
{
    public string Name => "ranking-mode";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        var set = await parameters.At(work.Db, work.Now, cancel);
        return new JsonObject { ["mode"] = set.Text("ranking.mode"), ["scoreEnabled"] = set.Bool("ranking.scoreEnabled") };
    }
}

/// <summary>The list as it was worked out, for the leader to confirm.</summary>
public sealed class RankingResultSource(HouseholdCap cap) : IFormSource
{
    public string Name => "ranking-result";

    public async Task<JsonNode> Load(Work work, UserTask task, Actor actor, CancellationToken cancel)
    {
        if (await work.Db.Rounds.FindAsync([task.SubjectId], cancel) is not { } round)
            return new JsonArray();
        var free = await RankingPool.Free(work, round, cancel);
        var ranked = (await RankingPool.Eligible(work, round.Id, cancel)).OrderBy(a => a.Rank ?? int.MaxValue).ToList();
        var places = (await cap.Give(work, round, ranked, free, cancel, records: false)).ToDictionary(place => place.Key);
        return await FormRows.Of(work, ranked, (application, _, row) =>
        {
            row["rank"] = application.Rank?.ToString(CultureInfo.InvariantCulture);
            var place = places[application.Id];
            row["proposal"] = HouseholdText.With(place.IsSelected ? "入选" : "候补", place.Told, place.IsSelected);
            row["proposalEn"] = HouseholdText.WithEn(place.IsSelected ? "Selected" : "Waitlist", place.Told, place.IsSelected);
            row["score"] = application.Score?.ToString(CultureInfo.InvariantCulture);
            row["decidedBy"] = RankingRows.KeyName(RankValues.FromJson(application.RankValues)?.DecidedBy);
            return RankingRows.Values(application, row);
        }, cancel);
    }
}

internal static class RankingRows
{
    public static JsonObject Values(Application application, JsonObject row)
    {
        row["tier"] = application.Tier?.ToString(CultureInfo.InvariantCulture);
        row["income"] = FormRows.Yuan(application.IncomePerCapita);
        row["votes"] = $"{application.ReviewYes}/{application.ReviewPresent}";
        row["months"] = application.MonthsUnemployed?.ToString(CultureInfo.InvariantCulture);
        row["submittedAt"] = application.SubmittedAt?.ToOffset(ShanghaiTime.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return row;
    }

    /// <summary>The key of the sort in Chinese, as lists print it.</summary>
    public static string KeyName(string? key) => key switch
    {
        null => "",
        "tier" => "梯次",
        "score" => "得分",
        "income" => "收入",
        "votes" => "票数比例",
        "months" => "失业月数",
        "submitted" => "申请时间",
        "draw" => "随机抽取",
        _ => key,
    };
}
