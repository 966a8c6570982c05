using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Reports;

/// <summary>What a step of a process took on the average, in hours of the clock: lying before anybody took it, and in somebody's hands.</summary>
public sealed record StageTime(string ActivityId, string Title, int Count, double WaitingHours, double WorkingHours)
{
    public double Hours => WaitingHours + WorkingHours;
}

/// <summary>The steps of one process in a period, the slowest first.</summary>
public sealed record StageTimesView(string DefinitionId, DateOnly From, DateOnly Until, IReadOnlyList<StageTime> Steps)
{
    /// <summary>The latest published version, to draw; null when none is published. No part of an answer.</summary>
    [JsonIgnore]
    public string? DefinitionJson { get; init; }
}

/// <summary>Where time is lost: tasks ended in a period, from an index of ended tasks; the database sums, so that the period may be long.</summary>
public sealed class StageTimeQueries(IReader reader)
{
    private const int LongestDays = 400;
    private const double MillisecondsOfHour = 3_600_000;

    public static Refusal PeriodWrong { get; } = new("PERIOD_INVALID", $"期间应为起日至止日，最长{LongestDays}天", $"Give a period of at most {LongestDays} days.") { Status = 400 };

    /// <summary>Tasks of the actor's area alone. Steps that nobody took within the period are left out.</summary>
    public async Task<Result<StageTimesView>> Of(Actor actor, string definitionId, DateOnly from, DateOnly until, CancellationToken cancel)
    {
        if (!ReportAccess.MayRead(actor))
            return Refusals.NotFound;
        if (until < from || until.DayNumber - from.DayNumber > LongestDays)
            return PeriodWrong;
        var area = ReportAccess.Area(actor);
        return await reader.Read(async (work, token) =>
        {
            var (begin, end) = (ShanghaiTime.StartOfDay(from).ToUnixTimeMilliseconds(), ShanghaiTime.EndOfDay(until).ToUnixTimeMilliseconds());
            var sums = await work.Db.Database.SqlQuery<Sum>($"""
                SELECT task."ActivityId", task."UnitId", CAST(COUNT(*) AS BIGINT) AS "Count",
                    CAST(SUM(COALESCE(task."ClaimedAt", task."CompletedAt") - task."CreatedAt") AS BIGINT) AS "Waiting",
                    CAST(SUM(task."CompletedAt" - COALESCE(task."ClaimedAt", task."CompletedAt")) AS BIGINT) AS "Working"
                FROM (
                    SELECT ended."ActivityId", ended."UnitId", ended."CreatedAt", ended."CompletedAt",
                        (SELECT MIN(event."At") FROM "UserTaskEvents" event WHERE event."TaskId" = ended."Id" AND event."Kind" = 'Claimed') AS "ClaimedAt"
                    FROM "UserTasks" ended
                    WHERE ended."DefinitionId" = {definitionId} AND ended."CompletedAt" >= {begin} AND ended."CompletedAt" < {end}
                ) task
                GROUP BY task."ActivityId", task."UnitId"
                """).ToListAsync(token);
            var json = await work.Db.DefinitionVersions.Where(row => row.DefinitionId == definitionId && row.IsPublished).OrderByDescending(row => row.Version).Select(row => row.Json).FirstOrDefaultAsync(token);
            var titles = json is null ? [] : DefinitionReader.Read(json).Definition?.Titles() ?? [];
            return new StageTimesView(definitionId, from, until, [.. Steps(sums.Where(sum => area.Contains(sum.UnitId)), titles)]) { DefinitionJson = json };
        }, cancel);
    }

    private static IEnumerable<StageTime> Steps(IEnumerable<Sum> sums, IReadOnlyDictionary<string, string> titles) =>
        from sum in sums
        group sum by sum.ActivityId into step
        let count = step.Sum(sum => sum.Count)
        let time = new StageTime(step.Key, titles.GetValueOrDefault(step.Key, step.Key), (int)count, Average(step.Sum(sum => sum.Waiting), count), Average(step.Sum(sum => sum.Working), count))
        orderby time.Hours descending, time.ActivityId
        select time;

    private static double Average(long milliseconds, long count) => Math.Round(milliseconds / MillisecondsOfHour / count, 1);

    private sealed class Sum
    {
        public required string ActivityId { get; init; }
        public required string UnitId { get; init; }
        public required long Count { get; init; }
        public required long Waiting { get; init; }
        public required long Working { get; init; }
    }
}
