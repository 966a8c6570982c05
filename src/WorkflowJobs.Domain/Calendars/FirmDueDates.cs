using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Calendars;

/// <summary>
/// When a year's calendar is published, due dates that waited for it become firm (DOMAIN §6): each as many working days after the day on which
/// its task was opened as before, with the reminders moved along.
/// </summary>
internal static class FirmDueDates
{
    /// <param name="work">The transaction in which the calendar was imported.</param>
    /// <param name="before">The calendar by which the dates were worked out.</param>
    /// <param name="after">The calendar as it is now.</param>
    /// <param name="actor">Who imported it.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task Of(Work work, WorkingDayCalendar before, WorkingDayCalendar after, Actor actor, CancellationToken cancel)
    {
        foreach (var task in await work.Db.UserTasks.Where(row => row.DueProvisional && row.CompletedAt == null && row.DueAt != null).ToListAsync(cancel))
        {
            if (!task.IsOpen)
                continue;
            var (opened, due) = (ShanghaiTime.DateOf(task.CreatedAt), ShanghaiTime.DateOf(task.DueAt!.Value.AddMilliseconds(-1)));
            var firm = after.AddWorkingDays(opened, before.WorkingDaysLeft(opened, due));
            // A supplement lapses by the date that the person was told; it moves with the task.
            if (await work.Db.Applications.FirstOrDefaultAsync(row => row.Id == task.SubjectId && row.SupplementDueAt == task.DueAt, cancel) is { } asked)
                asked.SupplementDueAt = firm.EndsAt;
            await TaskReminders.Move(work, task, firm.EndsAt, cancel);
            task.DueProvisional = firm.Provisional;
            task.Revision++;
            TaskEvents.Add(work, task.Id, "Changed", actor, $"工作日历已发布，期限为{firm.Date.Iso()}");
        }
    }
}
