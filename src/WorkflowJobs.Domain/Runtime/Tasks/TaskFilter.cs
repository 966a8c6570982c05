using System.Linq.Expressions;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>Which tasks a list shows.</summary>
public enum TaskListScope
{
    /// <summary>Mine, those that nobody has claimed and I may, and what people of my area without an account have to do: I do it for them.</summary>
    Inbox,

    /// <summary>Claimed by me.</summary>
    Mine,

    /// <summary>All open ones of the area that I lead.</summary>
    Led,
}

/// <summary>Filters of an inbox; null does not filter.</summary>
public sealed record TaskFilter
{
    public TaskListScope Scope { get; init; }
    public string? DefinitionId { get; init; }
    public string? Stage { get; init; }

    /// <summary>The list, class or meeting that tasks are handled by in one sitting.</summary>
    public string? GroupKey { get; init; }

    public string? SubjectType { get; init; }
    public string? SubjectId { get; init; }
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Part of the subject's name or of the task's title.</summary>
    public string? Text { get; init; }

    public string? Cursor { get; init; }
    public int PageSize { get; init; } = 50;
}

/// <summary>Access as a condition on rows, so that lists read only what may be shown.</summary>
internal static class TaskConditions
{
    public static IQueryable<UserTask> Open(IQueryable<UserTask> tasks) => tasks
        .Where(task => task.State == UserTaskState.Available || task.State == UserTaskState.Assigned || task.State == UserTaskState.Unassigned);

    public static IQueryable<UserTask> InScope(AppDb db, IQueryable<UserTask> tasks, TaskListScope scope, Actor actor)
    {
        var (userId, personId) = (actor.UserId, actor.PersonId);
        return scope switch
        {
            TaskListScope.Mine => tasks.Where(task => task.AssigneeId == userId),
            TaskListScope.Led => tasks.Where(Covered(actor, [Roles.TownLeader, Roles.DistrictLeader], anyRole: true)),
            _ => tasks.Where(Or(
                task => task.AssigneeId == userId || (personId != null && task.PersonId == personId),
                Or(And(task => task.AssigneeId == null && task.Role != Roles.Applicant, Covered(actor, null, anyRole: false)), And(ForWhoHasNoAccount(db), Assisted(actor))))),
        };
    }

    /// <summary>
    /// Nobody would see it in an inbox of their own. What nobody has handed anything in for yet is an application still being drafted: that is its
    /// author's, not the office's.
    /// </summary>
    private static Expression<Func<UserTask, bool>> ForWhoHasNoAccount(AppDb db) => task =>
        task.AssigneeId == null && task.Role == Roles.Applicant && task.PersonId != null
        && !db.Users.Any(user => user.PersonId == task.PersonId && user.Active)
        && db.UserTasks.Any(earlier => earlier.InstanceId == task.InstanceId && earlier.State == UserTaskState.Completed);

    private static Expression<Func<UserTask, bool>> Assisted(Actor actor)
    {
        var units = actor.Grants.Where(grant => TaskAccess.Assistants.Contains(grant.Role)).SelectMany(grant => grant.Area.Append(grant.UnitId)).Distinct().ToArray();
        return task => units.Contains(task.UnitId);
    }

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
            tasks = tasks.Where(task => task.DueAt < before);
        if (filter.Text?.Trim() is { Length: > 0 } text)
            tasks = tasks.Where(task => task.SubjectName.Contains(text) || task.Title.Contains(text));
        return tasks;
    }

    /// <summary>For each role that the actor holds: tasks of that role (or of any but the applicant's) in a unit of its area.</summary>
    private static Expression<Func<UserTask, bool>> Covered(Actor actor, string[]? roles, bool anyRole)
    {
        Expression<Func<UserTask, bool>> condition = static _ => false;
        foreach (var grants in actor.Grants.Where(grant => roles is null || roles.Contains(grant.Role)).GroupBy(grant => grant.Role))
        {
            var role = grants.Key;
            var units = grants.SelectMany(grant => grant.Area.Append(grant.UnitId)).Distinct().ToArray();
            condition = Or(condition, anyRole
                ? task => task.Role != Roles.Applicant && units.Contains(task.UnitId)
                : task => task.Role == role && units.Contains(task.UnitId));
        }

        return condition;
    }

    private static Expression<Func<UserTask, bool>> Or(Expression<Func<UserTask, bool>> left, Expression<Func<UserTask, bool>> right) =>
        Expression.Lambda<Func<UserTask, bool>>(Expression.OrElse(left.Body, right.On(left.Parameters[0])), left.Parameters);

    private static Expression<Func<UserTask, bool>> And(Expression<Func<UserTask, bool>> left, Expression<Func<UserTask, bool>> right) =>
        Expression.Lambda<Func<UserTask, bool>>(Expression.AndAlso(left.Body, right.On(left.Parameters[0])), left.Parameters);
}
