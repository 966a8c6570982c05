using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Reports.Dashboards;

/// <summary>Open tasks by how near their due date is, alerts, and the ended tasks behind the times of a step.</summary>
internal static class TaskPanels
{
    /// <summary>What begins with this is a step of the process of applications: <c>times.ACTIVITY</c>.</summary>
    public const string Times = "times";

    public const int TimesDays = 90;
    private const int NearDays = 7;

    // What discipline looks into is its own: not even that there is a task shows elsewhere.
    private static readonly string[] Hidden = [Roles.Applicant, Roles.Discipline, Roles.TownDiscipline];

    /// <summary>Of the officers.</summary>
    public static PanelSource Deadlines { get; } = ByDue("deadlines", scope => Open(scope).Where(task => !Hidden.Contains(task.Role)));

    /// <summary>Of the applicants and workers themselves: what the offices wait for.</summary>
    public static PanelSource OfApplicants { get; } = ByDue("applicants", scope => Open(scope).Where(task => task.Role == Roles.Applicant));

    public static PanelSource Alerts { get; } = new("alerts", FigureMeasure.Rows, ByUnit: false,
    [
        new("Open", scope => Items(scope.Work.Db.UserTasks.Where(task => task.DefinitionId == CheckPayments.AlertDefinition && task.InboxKey != null && scope.Area.Contains(task.UnitId)))),
    ], Rows);

    /// <summary>The tasks that <see cref="StageTimeQueries"/> counts for a step.</summary>
    public static PanelSource OfStep(string activityId) => new(Times, FigureMeasure.Rows, ByUnit: false,
    [
        new(activityId, scope => Items(scope.Work.Db.UserTasks.Where(task => task.DefinitionId == "application" && task.ActivityId == activityId && scope.Area.Contains(task.UnitId)
            && task.CompletedAt >= ShanghaiTime.StartOfDay(scope.Today.AddDays(-TimesDays)) && task.CompletedAt < ShanghaiTime.EndOfDay(scope.Today)))),
    ], TimeRows);

    private static DateTimeOffset EndOfDay(DashboardScope scope, int days) => ShanghaiTime.EndOfDay(scope.Today.AddDays(days));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static PanelSource ByDue(string key, Func<DashboardScope, IQueryable<UserTask>> open)
    {
        return new PanelSource(key, FigureMeasure.Rows, ByUnit: true,
        [
            new("Overdue", scope => Items(open(scope).Where(task => task.InboxDue <= scope.Work.Now))),
            new("Today", scope => Between(scope, scope.Work.Now, EndOfDay(scope, 0))),
            new("Near", scope => Between(scope, Later(scope.Work.Now, EndOfDay(scope, 0)), EndOfDay(scope, NearDays))),
            new("Later", scope => Between(scope, Later(scope.Work.Now, EndOfDay(scope, NearDays)), InboxKeys.Never)),
        ], Rows);

        IQueryable<FigureItem> Between(DashboardScope scope, DateTimeOffset after, DateTimeOffset until) => Items(open(scope).Where(task => task.InboxDue > after && task.InboxDue <= until));
    }

    private static IQueryable<UserTask> Open(DashboardScope scope) => scope.Work.Db.UserTasks.Where(task => task.InboxKey != null && scope.Area.Contains(task.UnitId));

    private static IQueryable<FigureItem> Items(IQueryable<UserTask> tasks) => tasks.Select(task => new FigureItem { Id = task.Id, UnitId = task.UnitId });

    private static async Task<IEnumerable<DashboardRow>> Rows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) => (await Tasks(scope, ids, cancel)).Select(task =>
        new DashboardRow(task.Id, "", $"{task.Title} · {task.SubjectName}", task.Stage, "role", task.Role, task.DueAt, 0, task.SubjectType, task.SubjectId));

    private static async Task<IEnumerable<DashboardRow>> TimeRows(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var claimed = await scope.Work.Db.UserTaskEvents.Where(line => ids.Contains(line.TaskId) && line.Kind == "Claimed").GroupBy(line => line.TaskId)
            .Select(group => new { group.Key, At = group.Min(line => line.At) }).ToDictionaryAsync(row => row.Key, row => row.At, cancel);
        return (await Tasks(scope, ids, cancel)).Select(task =>
        {
            var taken = claimed.GetValueOrDefault(task.Id, task.CompletedAt!.Value);
            return new DashboardRow(task.Id, "", $"{task.Title} · {task.SubjectName}", string.Create(CultureInfo.InvariantCulture, $"{(taken - task.CreatedAt).TotalHours:0.0} + {(task.CompletedAt!.Value - taken).TotalHours:0.0} h"),
                null, null, task.CompletedAt, 0, task.SubjectType, task.SubjectId);
        });
    }

    private static Task<List<UserTask>> Tasks(DashboardScope scope, IReadOnlyList<string> ids, CancellationToken cancel) => scope.Work.Db.UserTasks.AsNoTracking().Where(task => ids.Contains(task.Id)).ToListAsync(cancel);
}
