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
    /// <summary>The parameter that says how many working days a period has, unless the process itself says it.</summary>
    public const string Parameter = "publicity.days";

    /// <param name="work">The transaction.</param>
    /// <param name="list">The list that hangs.</param>
    /// <param name="postedOn">The day of posting, which is not counted.</param>
    /// <param name="days">Working days, a number or the key of a parameter, as the process says; null for the parameter <see cref="Parameter"/>.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public async Task Set(Work work, PublicityList list, DateOnly postedOn, string? days, CancellationToken cancel)
    {
        // The rule of the day of posting counts, also when a provisional period is worked out again.
        var set = await parameters.At(work.Db, postedOn, cancel);
        var number = DaysOf(days, set) ?? throw new InvalidOperationException($"A publicity period of \"{days}\" working days is none.");
        var period = PublicityPeriod.Of(postedOn, await calendars.Load(work.Db, cancel), number, set.Int("publicity.removeAfter"));
        if (list.PostedOn == postedOn && period == new PublicityPeriod(list.StartsOn ?? default, list.EndsOn ?? default, list.RemovedOn ?? default, list.Provisional))
            return;
        list.PostedOn = postedOn;
        list.StartsOn = period.StartsOn;
        list.EndsOn = period.EndsOn;
        list.RemovedOn = period.RemovedOn;
        list.Provisional = period.Provisional;
        list.Revision++;
    }

    /// <summary>Working days of a period; null when the text is neither a number nor a parameter, or less than the law's least.</summary>
    public static int? DaysOf(string? days, ParameterSet set) =>
        set.Days(string.IsNullOrEmpty(days) ? Parameter : days) is { } number && number >= (ParameterCatalog.Find(Parameter)?.Min ?? 1) ? number : null;

    public static bool IsOver(PublicityList list, DateTimeOffset now) => list.EndsOn is { } end && now >= ShanghaiTime.EndOfDay(end);
}
