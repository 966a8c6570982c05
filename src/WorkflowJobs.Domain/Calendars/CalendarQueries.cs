using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Calendars;

public sealed class CalendarQueries(IReader reader, CalendarStore store)
{
    /// <summary>The imported years; a deadline in any other is provisional.</summary>
    public Task<IReadOnlyList<CalendarYear>> Years(CancellationToken cancel) =>
        reader.Read<IReadOnlyList<CalendarYear>>(async (work, token) => await work.Db.CalendarYears.OrderBy(year => year.Year).ToListAsync(token), cancel);

    public Task<WorkingDayCalendar> Load(CancellationToken cancel) => reader.Read((work, token) => store.Load(work.Db, token), cancel);
}
