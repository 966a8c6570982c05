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
    public async Task<int?> Days(Work work, string numberOrKey, CancellationToken cancel) => (await parameters.At(work.Db, work.Now, cancel)).Days(numberOrKey);

    public async Task<IReadOnlyList<int>> Reminders(Work work, CancellationToken cancel) => (await parameters.At(work.Db, work.Now, cancel)).Ints("task.reminders");

    private static CalendarFile Parse(string text) => CalendarFile.Read(text) is { IsRefused: false, Value: { } file }
        ? file
        : throw new InvalidOperationException("A stored calendar year cannot be read.");
}
