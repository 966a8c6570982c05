namespace WorkflowJobs.Domain.Common;

/// <summary>Legal dates are dates in Shanghai, whatever the machine's zone (invariant 6).</summary>
/// <remarks>
/// The offset is fixed: China has kept +08:00 all year since 1991-09-15, and a fixed offset needs no time zone data on the machine.
/// </remarks>
public static class ShanghaiTime
{
    public static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The date in Shanghai at an instant.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant of a wall-clock time in Shanghai.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) => new(date.ToDateTime(time), Offset);

    /// <summary>The instant at which a date begins.</summary>
    public static DateTimeOffset StartOfDay(DateOnly date) => At(date, TimeOnly.MinValue);

    /// <summary>24:00 of a date, which is 00:00 of the next: a period that ends on a date ends here (民法典 203条).</summary>
    public static DateTimeOffset EndOfDay(DateOnly date) => StartOfDay(date.AddDays(1));
}
