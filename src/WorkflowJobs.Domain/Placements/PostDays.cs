using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Placements;

/// <summary>On which calendar days a person is on post: within an agreement in force, up to the last day, without the pauses. Pure.</summary>
public static class PostDays
{
    /// <summary>The days as ranges that neither touch nor overlap, in order.</summary>
    public static IReadOnlyList<DateRange> Of(Placement placement, IEnumerable<Agreement> agreements, IEnumerable<PlacementPause> pauses)
    {
        var last = placement.LastDay ?? DateOnly.MaxValue;
        var days = new List<DateRange>();
        foreach (var agreement in agreements.OrderBy(row => row.StartsOn))
        {
            var end = agreement.VoidedOn is { } voided && voided <= agreement.EndsOn ? voided.AddDays(-1) : agreement.EndsOn;
            if (DateRange.Of(agreement.StartsOn, end < last ? end : last) is { } range)
                Add(days, range);
        }

        return [.. pauses.Aggregate((IEnumerable<DateRange>)days, Without)];
    }

    /// <summary>Days of these ranges within a month.</summary>
    public static int In(IEnumerable<DateRange> days, int year, int month)
    {
        var whole = DateRange.Month(year, month);
        return days.Sum(range => range.Intersect(whole)?.Days ?? 0);
    }

    private static void Add(List<DateRange> days, DateRange next)
    {
        if (days.Count > 0 && days[^1].Last >= next.First.AddDays(-1))
            days[^1] = days[^1] with { Last = next.Last > days[^1].Last ? next.Last : days[^1].Last };
        else
            days.Add(next);
    }

    private static IEnumerable<DateRange> Without(IEnumerable<DateRange> days, PlacementPause pause)
    {
        foreach (var range in days)
        {
            if (DateRange.Of(range.First, Earlier(range.Last, pause.From.AddDays(-1))) is { } before)
                yield return before;
            if (pause.Until is { } until && DateRange.Of(Later(range.First, until.AddDays(1)), range.Last) is { } after)
                yield return after;
        }
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;
}
