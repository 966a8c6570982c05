using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>When a period runs: full working days, beginning after the day of posting.</summary>
public sealed record PublicityPeriod(DateOnly StartsOn, DateOnly EndsOn, DateOnly RemovedOn, bool Provisional)
{
    public static PublicityPeriod Of(DateOnly postedOn, WorkingDayCalendar calendar, int days, int removeAfter)
    {
        var first = calendar.AddWorkingDays(postedOn, 1);
        var last = calendar.AddWorkingDays(postedOn, days);
        return new PublicityPeriod(first.Date, last.Date, calendar.AddWorkingDays(last.Date, removeAfter).Date, first.Provisional || last.Provisional);
    }
}

/// <summary>Works out and stores the period of a list.</summary>
public sealed class PublicityPeriods(ParameterStore parameters, CalendarStore calendars)
{
    public async Task Set(Work work, PublicityList list, DateOnly postedOn, CancellationToken cancel)
    {
        // The rule of the day of posting counts, also when a provisional period is worked out again.
        var set = await parameters.At(work.Db, postedOn, cancel);
        var period = PublicityPeriod.Of(postedOn, await calendars.Load(work.Db, cancel), set.Int("publicity.days"), set.Int("publicity.removeAfter"));
        list.PostedOn = postedOn;
        list.StartsOn = period.StartsOn;
        list.EndsOn = period.EndsOn;
        list.RemovedOn = period.RemovedOn;
        list.Provisional = period.Provisional;
        list.Revision++;
    }

    public static bool IsOver(PublicityList list, DateTimeOffset now) => list.EndsOn is { } end && now >= ShanghaiTime.EndOfDay(end);
}
