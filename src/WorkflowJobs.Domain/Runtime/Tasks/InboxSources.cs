using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>
/// The streams of open tasks that a list is merged of: one for each user, or role in a unit, or unit that has any. Each is a walk along one index
/// in the order of the due date, so that a page costs the same however many tasks there are. Access is in the choice of the streams.
/// </summary>
internal static class InboxSources
{
    /// <summary>The scope's streams. A task may be in two of them.</summary>
    public static async Task<IReadOnlyList<IQueryable<UserTask>>> Of(AppDb db, TaskListScope scope, Actor actor, CancellationToken cancel)
    {
        var tasks = db.UserTasks;
        switch (scope)
        {
            case TaskListScope.Mine:
                return [OfKey(tasks, InboxKeys.OfUser(actor.UserId)), .. Away(tasks, actor)];
            case TaskListScope.Led:
                var led = await Present(db, "UnitId", UnitsOf(actor, Roles.TownLeader, Roles.DistrictLeader), cancel);
                return [.. led.Select(unit => tasks.Where(task => task.InboxKey != null && task.UnitId == unit && task.Role != Roles.Applicant))];
        }

        var own = InboxKeys.OfUser(actor.UserId);
        var assisted = UnitsOf(actor, TaskAccess.Assistants).Select(unit => InboxKeys.OfRole(Roles.Applicant, unit)).ToHashSet(StringComparer.Ordinal);
        var held = actor.Grants.Where(grant => grant.Role != Roles.Applicant).SelectMany(grant => grant.Area.Append(grant.UnitId).Select(unit => InboxKeys.OfRole(grant.Role, unit)));
        var sources = new List<IQueryable<UserTask>>();
        foreach (var key in await Present(db, "InboxKey", [own, .. held.Distinct(StringComparer.Ordinal), .. assisted], cancel))
            sources.Add(assisted.Contains(key) ? OfKey(tasks, key).Where(ForWhoHasNoAccount(db)) : OfKey(tasks, key));
        if (actor.PersonId is { } personId)
            sources.Add(tasks.Where(task => task.InboxKey != null && task.PersonId == personId));
        sources.AddRange(Away(tasks, actor));
        return sources;
    }

    /// <summary>What those hold for whom the actor acts, in the role that they act in.</summary>
    private static IEnumerable<IQueryable<UserTask>> Away(IQueryable<UserTask> tasks, Actor actor) => actor.ActingFor.Select(one =>
    {
        var (role, units) = (one.Grant.Role, one.Grant.Area.Append(one.Grant.UnitId).ToList());
        return OfKey(tasks, InboxKeys.OfUser(one.UserId)).Where(task => task.Role == role && units.Contains(task.UnitId));
    });

    public static IQueryable<UserTask> Filtered(IQueryable<UserTask> tasks, TaskFilter filter)
    {
        if (filter.DefinitionId is { } definition)
            tasks = tasks.Where(task => task.DefinitionId == definition);
        if (filter.Stage is { } stage)
            tasks = tasks.Where(task => task.Stage == stage);
        if (filter.GroupKey is { } group)
            tasks = tasks.Where(task => task.GroupKey == group);
        if (filter.SubjectType is { } type)
            tasks = tasks.Where(task => task.SubjectType == type);
        if (filter.SubjectId is { } subject)
            tasks = tasks.Where(task => task.SubjectId == subject);
        if (filter.DueBefore is { } before)
            tasks = tasks.Where(task => task.InboxDue < before);
        if (filter.Text?.Trim() is { Length: > 0 } text)
            tasks = tasks.Where(task => task.SubjectName.Contains(text) || task.Title.Contains(text));
        return tasks;
    }

    private static IQueryable<UserTask> OfKey(IQueryable<UserTask> tasks, string key) => tasks.Where(task => task.InboxKey == key);

    private static HashSet<string> UnitsOf(Actor actor, params string[] roles) =>
        [.. actor.Grants.Where(grant => roles.Contains(grant.Role)).SelectMany(grant => grant.Area.Append(grant.UnitId))];

    /// <summary>
    /// Nobody would see it in an inbox of their own. What nobody has handed anything in for yet is an application still being drafted: that is its
    /// author's, not the office's.
    /// </summary>
    private static Expression<Func<UserTask, bool>> ForWhoHasNoAccount(AppDb db) => task =>
        task.PersonId != null && !db.Users.Any(user => user.PersonId == task.PersonId && user.Active)
        && (task.SubjectType != Subject.Application || db.UserTasks.Any(earlier => earlier.InstanceId == task.InstanceId && earlier.State == UserTaskState.Completed));

    /// <summary>Of the values of a column those under which anything is open: one look into the index for each.</summary>
    private static async Task<List<string>> Present(AppDb db, string column, IReadOnlyCollection<string> values, CancellationToken cancel)
    {
        if (values.Count == 0)
            return [];
        var marks = string.Join(", ", values.Select((_, at) => string.Create(CultureInfo.InvariantCulture, $"({{{at}}})")));
        // Column names are ours; the values are parameters.
        var sql = $"SELECT v.column1 AS \"Value\" FROM (VALUES {marks}) AS v WHERE EXISTS (SELECT 1 FROM \"UserTasks\" AS t WHERE t.\"{column}\" = v.column1 AND t.\"InboxKey\" IS NOT NULL)";
        return await db.Database.SqlQueryRaw<string>(sql, [.. values]).ToListAsync(cancel);
    }
}
