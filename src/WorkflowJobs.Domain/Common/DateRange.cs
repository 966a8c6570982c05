namespace WorkflowJobs.Domain.Common;

/// <summary>Calendar days from the first to the last, both included; never empty.</summary>
public readonly record struct DateRange(DateOnly First, DateOnly Last)
{
    /// <summary>How many days, both ends counted.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The range; null when the last day lies before the first.</summary>
    public static DateRange? Of(DateOnly first, DateOnly last) => last < first ? null : new DateRange(first, last);

    /// <summary>The whole month.</summary>
    public static DateRange Month(int year, int month) => new(new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));

    public bool Contains(DateOnly day) => First <= day && day <= Last;

    /// <summary>The days in both; null when there are none.</summary>
    public DateRange? Intersect(DateRange other) =>
        Of(First > other.First ? First : other.First, Last < other.Last ? Last : other.Last);
}
