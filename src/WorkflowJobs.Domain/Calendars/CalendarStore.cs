using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Calendars;

/// <summary>The working-day calendar as imported, year by year; gives the runtime its due dates.</summary>
public sealed class CalendarStore(ParameterStore parameters) : IDueDates
{
    public Task<WorkingDayCalendar> Load(AppDb db, CancellationToken cancel) => db.Reference("calendar", static async (db, token) =>
        WorkingDayCalendar.From((await db.CalendarYears.AsNoTracking().Select(year => year.Json).ToListAsync(token)).Select(Parse)), cancel);

    /// <summary>The end (24:00) of the N-th working day after the day of <paramref name="from"/>.</summary>
    public async Task<(DateTimeOffset DueAt, bool Provisional)> After(Work work, DateTimeOffset from, int workingDays, CancellationToken cancel)
    {
        var result = (await Load(work.Db, cancel)).AddWorkingDays(ShanghaiTime.DateOf(from), workingDays);
        return (result.EndsAt, result.Provisional);
    }

    /// <summary>A number of working days, written as a number or as the key of a parameter (<c>accept.days</c>); null when it is neither.</summary>
    /// <remarks>A parameter that is a day of the month (<c>attendance.reportBy</c>) means the working days until its next occurrence, moved on to a working day (民法典 203条).</remarks>
    public async Task<int?> Days(Work work, string numberOrKey, CancellationToken cancel)
    {
        var set = await parameters.At(work.Db, work.Now, cancel);
        return ParameterCatalog.Find(numberOrKey) is { Unit: ParameterUnit.DayOfMonth }
            ? DaysUntil(await Load(work.Db, cancel), ShanghaiTime.DateOf(work.Now), set.Int(numberOrKey))
            : set.Days(numberOrKey);
    }

    /// <summary>Working days after today until a day of the month, this month's or else the next one's.</summary>
    internal static int DaysUntil(WorkingDayCalendar calendar, DateOnly today, int dayOfMonth)
    {
        var first = new DateOnly(today.Year, today.Month, 1);
        var due = (today.Day <= dayOfMonth ? first : first.AddMonths(1)).AddDays(dayOfMonth - 1);
        while (!calendar.IsWorkingDay(due))
            due = due.AddDays(1);
        return calendar.WorkingDaysLeft(today, due);
    }

    public async Task<IReadOnlyList<int>> Reminders(Work work, CancellationToken cancel) => (await parameters.At(work.Db, work.Now, cancel)).Ints("task.reminders");

    private static CalendarFile Parse(string text) => CalendarFile.Read(text) is { IsRefused: false, Value: { } file }
        ? file
        : throw new InvalidOperationException("A stored calendar year cannot be read.");
}
