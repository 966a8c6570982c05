using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Timers;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>Reminders around the due date (T−1, T and T+1 working day unless configured), then escalation to the unit's leader. Never an approval.</summary>
public static class TaskReminders
{
    /// <summary>A day ends at 24:00; reminders come at nine in the morning.</summary>
    private static readonly TimeSpan FromNineToEnd = TimeSpan.FromHours(15);

    internal static async Task Plan(Work work, UserTask task, int days, IDueDates dueDates, CancellationToken cancel)
    {
        foreach (var day in await dueDates.Reminders(work, cancel))
            await Add(day < 0 ? TimerPurpose.RemindBefore : day == 0 ? TimerPurpose.RemindOnDue : TimerPurpose.RemindAfter, days + day, FromNineToEnd);
        await Add(TimerPurpose.Escalate, days + 1, TimeSpan.Zero);

        async Task Add(TimerPurpose purpose, int workingDays, TimeSpan before)
        {
            if (workingDays < 1)
                return;
            var at = (await dueDates.After(work, work.Now, workingDays, cancel)).DueAt - before;
            if (at > work.Now)
                work.Db.Timers.Add(new TimerRow { Id = work.NextSortableId(), Purpose = purpose, TargetId = task.Id, InstanceId = task.InstanceId, DueAt = at });
        }
    }

    /// <summary>A new due date moves what reminds of the old one by as much.</summary>
    internal static async Task Move(Work work, UserTask task, DateTimeOffset due, CancellationToken cancel)
    {
        if (task.DueAt is { } before)
            foreach (var timer in await work.Db.Timers.Where(row => row.TargetId == task.Id && row.Purpose != TimerPurpose.ResumeBookmark).ToListAsync(cancel))
                timer.DueAt += due - before;
        (task.DueAt, task.DueProvisional) = (due, false);
    }

    /// <summary>The effect of a timer of a task; a task that was ended meanwhile needs none.</summary>
    public static async Task Fire(Work work, TimerPurpose purpose, string taskId, CancellationToken cancel)
    {
        if (await work.Db.Row<UserTask>(cancel, taskId) is not { IsOpen: true } task)
            return;
        if (purpose == TimerPurpose.RemindBefore && task.DueAt <= work.Now)
            return;
        var name = $"“{task.Title}”（{task.SubjectName}）";
        var nameEn = $"“{task.TitleEn ?? task.Title}” ({task.SubjectName})";
        if (purpose == TimerPurpose.Escalate)
        {
            task.EscalatedAt = work.Now;
            var leaders = await Holders.Leaders(work, task.UnitId, cancel);
            TaskEvents.Ring(work, leaders.Select(leader => leader.UserId), "Escalated", $"{name}逾期未办，请督办。", $"{nameEn} is late; please see to it.", task.Id);
            TaskEvents.Add(work, task.Id, "Escalated", Actor.System);
            return;
        }

        var (zh, en) = purpose switch
        {
            TimerPurpose.RemindBefore => ($"将于{LastDay(task):M月d日}到期。", $"is due on {LastDay(task):yyyy-MM-dd}."),
            TimerPurpose.RemindOnDue => ("今日到期。", "is due today."),
            _ => ("已逾期。", "is overdue."),
        };
        TaskEvents.Ring(work, await WhoIsReminded(work, task, cancel), "Reminder", name + zh, $"{nameEn} {en}", task.Id);
        TaskEvents.Add(work, task.Id, "Reminded", Actor.System);
    }

    // The period ends at 24:00 of this day.
    private static DateOnly LastDay(UserTask task) => ShanghaiTime.DateOf(task.DueAt!.Value.AddMilliseconds(-1));

    internal static async Task<IEnumerable<string>> WhoIsReminded(Work work, UserTask task, CancellationToken cancel)
    {
        if (task.AssigneeId is { } assignee)
            return [assignee];
        if (task.Role != Roles.Applicant)
            return Ids(await Holders.Of(work, task.Role, task.UnitId, cancel));
        // Who has an account is told by a notice; for who has none, the village's officer is reminded, or the town's where the village has none.
        if (task.PersonId is null || await work.Db.Users.AnyAsync(user => user.PersonId == task.PersonId && user.Active, cancel))
            return [];
        return await Holders.Of(work, Roles.VillageOfficer, task.UnitId, cancel) is { Count: > 0 } village ? Ids(village) : Ids(await Holders.Of(work, Roles.TownHandler, task.UnitId, cancel));

        static IEnumerable<string> Ids(IReadOnlyList<Holder> holders) => holders.Select(holder => holder.UserId);
    }
}
