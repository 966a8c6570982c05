using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Calendars;

/// <summary>The last day of a period of working days.</summary>
/// <param name="Date">The N-th working day.</param>
/// <param name="Provisional">True when a day that was looked at lies in a year without a calendar: shown as 暂定, never final.</param>
public readonly record struct WorkingDayResult(DateOnly Date, bool Provisional)
{
    /// <summary>The instant at which the period ends: 24:00 of its last day.</summary>
    public DateTimeOffset EndsAt => ShanghaiTime.EndOfDay(Date);
}

/// <summary>
/// Working days: Monday to Friday less holidays, plus make-up days (调休). The day on which a period starts is not counted;
/// day N is the N-th working day after it and ends at 24:00 (民法典 201、203条; DOMAIN §6).
/// </summary>
public sealed class WorkingDayCalendar
{
    private readonly Dictionary<int, CalendarFile> _years;
    private readonly HashSet<DateOnly> _off;
    private readonly HashSet<DateOnly> _makeUp;

    private WorkingDayCalendar(Dictionary<int, CalendarFile> years)
    {
        _years = years;
        _off = [.. years.Values.SelectMany(y => y.DaysOff)];
        _makeUp = [.. years.Values.SelectMany(y => y.MakeUpDays)];
    }

    /// <summary>No year loaded: plain weeks, everything provisional.</summary>
    public static WorkingDayCalendar Empty { get; } = new([]);

    public IEnumerable<int> LoadedYears => _years.Keys.Order();

    public static WorkingDayCalendar From(params IEnumerable<CalendarFile> files) => Empty.With(files);

    /// <summary>This calendar with files added; a year that was loaded before is replaced whole.</summary>
    public WorkingDayCalendar With(params IEnumerable<CalendarFile> files)
    {
        var years = new Dictionary<int, CalendarFile>(_years);
        foreach (var year in files.SelectMany(file => file.ByYear()))
            years[year.Years[0]] = year;
        return new WorkingDayCalendar(years);
    }

    public bool IsLoaded(int year) => _years.ContainsKey(year);

    public bool IsWorkingDay(DateOnly date) =>
        _makeUp.Contains(date) || (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_off.Contains(date));

    /// <summary>The <paramref name="days"/>-th working day after <paramref name="start"/>; before it when negative; the start itself for 0.</summary>
    public WorkingDayResult AddWorkingDays(DateOnly start, int days)
    {
        var step = Math.Sign(days);
        var date = start;
        var provisional = days == 0 && !IsLoaded(start.Year);
        for (var left = Math.Abs(days); left > 0;)
        {
            date = date.AddDays(step);
            provisional |= !IsLoaded(date.Year);
            if (IsWorkingDay(date))
                left--;
        }

        return new WorkingDayResult(date, provisional);
    }

    /// <summary>Working days left from <paramref name="today"/> (not counted) to <paramref name="due"/> (counted); negative when overdue.</summary>
    public int WorkingDaysLeft(DateOnly today, DateOnly due) =>
        due >= today ? WorkingDaysIn(today.AddDays(1), due) : -WorkingDaysIn(due.AddDays(1), today);

    /// <summary>Working days from one date to another, both counted, as in an announced window.</summary>
    public int WorkingDaysIn(DateOnly first, DateOnly last)
    {
        var count = 0;
        for (var date = first; date <= last; date = date.AddDays(1))
            count += IsWorkingDay(date) ? 1 : 0;
        return count;
    }

    /// <summary>What the user is told of a deadline that cannot be final yet; null when the calendar covers it.</summary>
    public static Warning? ProvisionalWarning(WorkingDayResult result) => !result.Provisional ? null : new Warning(
        "DEADLINE_PROVISIONAL",
        $"{result.Date.Iso()}（待日历发布，暂定）",
        $"{result.Date.Iso()} (provisional until the year's calendar is published)");
}
