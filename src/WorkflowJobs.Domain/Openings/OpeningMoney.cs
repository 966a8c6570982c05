using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Placements;

namespace WorkflowJobs.Domain.Openings;

/// <summary>What somebody was paid before the system was, laid over the time that it was paid for. Pure.</summary>
/// <param name="Days">From the first day on post to the day of the opening.</param>
/// <param name="PaidFen">Paid for all of it, in 分.</param>
public sealed record OpeningMoney(DateRange Days, long PaidFen)
{
    /// <summary>Null when the opening ends before the first day on post: then nothing was paid for any day.</summary>
    public static OpeningMoney? Of(DateOnly startsOn, DateOnly asOf, long paidFen) => DateRange.Of(startsOn, asOf) is { } days ? new OpeningMoney(days, paidFen) : null;

    /// <summary>What falls to the days up to the last one, in 分: all of it when they end later, nothing when they begin later, else by days, rounded once.</summary>
    public long Until(DateOnly lastDay) => DateRange.Of(Days.First, lastDay < Days.Last ? lastDay : Days.Last) is { } part
        ? new Ratio((System.Numerics.BigInteger)PaidFen * part.Days, Days.Days).Rounded()
        : 0;

    /// <summary>The days on post as money sees them: those of the opening, up to the last day, and after it those of the agreements.</summary>
    public IReadOnlyList<DateRange> DaysWith(IEnumerable<DateRange> onPost, DateOnly? lastDay)
    {
        var brought = DateRange.Of(Days.First, lastDay < Days.Last ? lastDay.Value : Days.Last);
        return [.. new[] { brought }.OfType<DateRange>(), .. onPost.After(Days.Last)];
    }
}
