using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Placements;

/// <summary>Days on post as months towards the 36 (DOMAIN §4.4). Pure.</summary>
public static class PostMonths
{
    /// <summary>Σ days ÷ days of the month, up to a day, included: a calendar month is one, whatever its length.</summary>
    public static decimal In(IEnumerable<DateRange> days, DateOnly until)
    {
        var months = new Dictionary<(int Year, int Month), int>();
        foreach (var range in days)
        {
            var last = range.Last < until ? range.Last : until;
            for (var month = new DateOnly(range.First.Year, range.First.Month, 1); month <= last; month = month.AddMonths(1))
            {
                var within = DateRange.Month(month.Year, month.Month).Intersect(new DateRange(range.First, last))?.Days ?? 0;
                months[(month.Year, month.Month)] = months.GetValueOrDefault((month.Year, month.Month)) + within;
            }
        }

        // Whole months are counted as such, so that none is lost to rounding.
        var whole = months.Count(pair => pair.Value == DateTime.DaysInMonth(pair.Key.Year, pair.Key.Month));
        var rest = months.Where(pair => pair.Value < DateTime.DaysInMonth(pair.Key.Year, pair.Key.Month)).Sum(pair => (decimal)pair.Value / DateTime.DaysInMonth(pair.Key.Year, pair.Key.Month));
        return whole + decimal.Round(rest, 4);
    }

    /// <summary>The days after one.</summary>
    public static IEnumerable<DateRange> After(this IEnumerable<DateRange> days, DateOnly day) =>
        days.Select(range => DateRange.Of(range.First > day ? range.First : day.AddDays(1), range.Last)).OfType<DateRange>();
}
