using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities.Scheduling;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Runtime.Timers;

/// <summary>
/// Definitions that start by the clock: while one is published, a timer row stands for each of its schedules. The new instance is about
/// <c>schedule:DEFINITION</c>, and its input <c>at</c> is the instant for which it was due, so that what starts late knows which month it is for.
/// </summary>
internal static class Schedules
{
    /// <summary>The input that holds the due instant, ISO 8601 in UTC.</summary>
    public const string At = "at";

    /// <summary>More frequent schedules do not make up for what they missed.</summary>
    private static readonly TimeSpan MadeUp = TimeSpan.FromHours(23);

    /// <summary>Stands the timers of the version that is published now in place of those of the one before. A start that is due already stays due.</summary>
    public static async Task Arm(Work work, WorkflowDefinition definition, CancellationToken cancel)
    {
        await Disarm(work, definition.DefinitionId, cancel);
        var waiting = await Of(work, definition.DefinitionId).Select(row => row.TargetId).ToListAsync(cancel);
        foreach (var start in ScheduledStarts.Of(definition, work.Now).Where(start => !waiting.Contains(Target(definition.DefinitionId, start.ActivityId))))
            Add(work, definition.DefinitionId, start);
    }

    /// <summary>Nothing starts any more, but what is due already.</summary>
    public static async Task Disarm(Work work, string definitionId, CancellationToken cancel)
    {
        await work.Db.SaveChangesAsync(cancel);
        await Of(work, definitionId).Where(row => row.DueAt > work.Now).ExecuteDeleteAsync(cancel);
    }

    /// <summary>The effect of a timer: the instance, and the timer of the next start.</summary>
    public static async Task Fire(Work work, ProcessHost host, DefinitionCache definitions, TimerRow timer, CancellationToken cancel)
    {
        var (definitionId, activityId) = Parts(timer.TargetId);
        if (await DefinitionStore.Published(work.Db, definitionId, cancel) is not { } version)
            return;
        var definition = definitions.Load(version);
        if (Next(definition, activityId, timer.DueAt) is not { } next)
            return;
        if (next.DueAt is { } due)
            Add(work, definitionId, due <= work.Now && due - timer.DueAt < MadeUp ? Next(definition, activityId, work.Now)! : next);
        var input = new JsonObject { [At] = timer.DueAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture) };
        await host.Start(work, Ids.New(), definitionId, new Subject(Subject.Schedule, definitionId), input, activityId, cancel);
    }

    private static ScheduledStart? Next(WorkflowDefinition definition, string activityId, DateTimeOffset after) =>
        ScheduledStarts.Of(definition, after).FirstOrDefault(start => start.ActivityId == activityId);

    private static void Add(Work work, string definitionId, ScheduledStart start)
    {
        if (start.DueAt is { } due)
            work.Db.Timers.Add(new TimerRow { Id = work.NextSortableId(), Purpose = TimerPurpose.StartDefinition, TargetId = Target(definitionId, start.ActivityId), DueAt = due });
    }

    private static IQueryable<TimerRow> Of(Work work, string definitionId) =>
        work.Db.Timers.Where(row => row.Purpose == TimerPurpose.StartDefinition && row.TargetId.StartsWith(definitionId + "/"));

    private static string Target(string definitionId, string activityId) => $"{definitionId}/{activityId}";

    private static (string DefinitionId, string ActivityId) Parts(string target) =>
        target.IndexOf('/', StringComparison.Ordinal) is var slash ? (target[..slash], target[(slash + 1)..]) : default;
}

/// <summary>SCHEDULE_INVALID: an activity that starts the workflow by the clock says no time.</summary>
public sealed class ScheduleCheck : IDefinitionCheck
{
    public Task<IReadOnlyList<DefinitionProblem>> Check(Work work, WorkflowDefinition definition, Actor actor, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<DefinitionProblem>>([.. ScheduledStarts.Of(definition, work.Now).Where(start => start.Problem is not null).Select(start => new DefinitionProblem(
            "SCHEDULE_INVALID", ProblemSeverity.PublishError, start.JsonPath, $"“{start.ActivityId}”的启动时间无效，须直接写明（例如 Cron 表达式“0 8 1 * *”：每月1日8时）。", $"\"{start.ActivityId}\": {start.Problem}"))]);
}
