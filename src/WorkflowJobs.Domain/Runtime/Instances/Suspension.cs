using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Runtime.Timers;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>
/// What an administrator's hold on an instance stops: completing, returning and recalling its tasks, its timers, and messages to it. These wait where
/// they are and go on when it is resumed; due dates do not move. An applicant's withdrawal and the administrator's own acts are not held up.
/// </summary>
internal static class Suspension
{
    public static Refusal Refusal { get; } = new("INSTANCE_SUSPENDED",
        "该流程已由流程管理员暂停，恢复后才能办理。", "A workflow administrator has suspended this process; it can be worked on when it is resumed.")
    { Status = 409 };

    /// <summary>Timers that may fire.</summary>
    public static IQueryable<TimerRow> OfRunning(this IQueryable<TimerRow> timers, AppDb db) => timers.Where(row => row.InstanceId == null || !Suspended(db).Contains(row.InstanceId));

    /// <summary>Messages that may be delivered. One to nobody in particular becomes one to each receiver first.</summary>
    public static IQueryable<MessageRow> ToRunning(this IQueryable<MessageRow> messages, AppDb db) => messages.Where(row => row.InstanceId == null || !Suspended(db).Contains(row.InstanceId));

    public static Task<bool> Any(AppDb db, IReadOnlyCollection<string> instanceIds, CancellationToken cancel) => Suspended(db).AnyAsync(id => instanceIds.Contains(id), cancel);

    // A partial index makes this a look at the few that are suspended.
    private static IQueryable<string> Suspended(AppDb db) => db.Instances.Where(row => row.SuspendedAt != null).Select(row => row.Id);
}

/// <summary>Nobody works on a task of a suspended instance.</summary>
internal sealed class SuspensionGuard : ITaskGuard
{
    public async Task<Refusal?> MayAct(Work work, UserTask task, Actor actor, CancellationToken cancel) =>
        await work.Db.Row<WorkflowInstance>(cancel, task.InstanceId) is { SuspendedAt: not null } ? Suspension.Refusal : null;
}
