using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Renewals;

/// <summary>Time on post as months and days over: 13 months and 4 days.</summary>
public readonly record struct Term(int Months, int Days)
{
    public override string ToString() => Days == 0 ? $"{Months}个月" : $"{Months}个月{Days}天";
}

/// <summary>
/// How long somebody may stay (DOMAIN §4.4, §6: 36 months in all, extended until retirement for who had less than five years to it at the first
/// approval). Pure.
/// </summary>
public static class TermRules
{
    /// <summary>Thirty days over make a month.</summary>
    private const int DaysOfMonth = 30;

    /// <summary>The time used: whole months of each range from its first day on, the days over added up. 2024-07-16…2025-07-15 is 12 months.</summary>
    public static Term Used(IEnumerable<DateRange> onPost)
    {
        var (months, days) = (0, 0);
        foreach (var range in onPost)
        {
            // As many months as an agreement of so many would have ended by then.
            var whole = ((range.Last.Year - range.First.Year) * 12) + range.Last.Month - range.First.Month + 1;
            while (whole > 0 && AgreementRules.LastDay(range.First, whole) > range.Last)
                whole--;
            months += whole;
            days += whole == 0 ? range.Days : range.Last.DayNumber - AgreementRules.LastDay(range.First, whole).DayNumber;
        }

        return new Term(months + (days / DaysOfMonth), days % DaysOfMonth);
    }

    /// <summary>Months brought along from before the system, in hundredths: 1250 are 12 months and 15 days.</summary>
    public static Term Brought(int hundredths) => new(hundredths / 100, ((hundredths % 100 * DaysOfMonth) + 50) / 100);

    /// <summary>One time and another.</summary>
    public static Term Sum(Term one, Term other) => new(one.Months + other.Months + ((one.Days + other.Days) / DaysOfMonth), (one.Days + other.Days) % DaysOfMonth);

    /// <summary>
    /// The last day of a further agreement, by time and by age; null when none is left.
    /// </summary>
    /// <param name="startsOn">Its first day.</param>
    /// <param name="used">What was used before, earlier placements and openings included.</param>
    /// <param name="maxMonths">agreement.maxMonths.</param>
    /// <param name="extendsUntil">The day before retirement for who may extend; null for others.</param>
    /// <param name="ageLimitOn">The last day by age; null when unknown.</param>
    public static DateOnly? LatestEnd(DateOnly startsOn, Term used, int maxMonths, DateOnly? extendsUntil, DateOnly? ageLimitOn)
    {
        var byTerm = startsOn.AddMonths(maxMonths - used.Months).AddDays(-1 - used.Days);
        var latest = extendsUntil is { } until && until > byTerm ? until : byTerm;
        if (ageLimitOn is { } limit && limit < latest)
            latest = limit;
        return latest >= startsOn ? latest : null;
    }
}
