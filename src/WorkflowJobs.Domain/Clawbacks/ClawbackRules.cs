using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Clawbacks;

/// <summary>What was paid at once for some days: a line of a month, or what was paid before the system was.</summary>
/// <param name="LineId">The line, or the opening entry.</param>
/// <param name="Period">The days it was for: the month, without the days that the opening paid; or all days of the opening.</param>
/// <param name="DaysPaid">How many of them were paid.</param>
/// <param name="PaidFen">What the person got, in 分: deductions were never paid and are not asked back.</param>
/// <param name="ClaimedFen">What earlier clawbacks ask back of it.</param>
public sealed record PaidLine(string LineId, DateRange Period, int DaysPaid, long PaidFen, long ClaimedFen);

/// <summary>How much of a line has to come back; of an opening the year and month are those of its last day.</summary>
public sealed record ClawbackPart(string LineId, int Year, int Month, long Fen);

/// <summary>The amount of a clawback (DOMAIN §7): what was paid for the ineligible period. Pure.</summary>
public static class ClawbackRules
{
    /// <summary>Each line's part: of a month that remains eligible in part, by the days that do not; none of what is asked back already.</summary>
    /// <param name="onPost">Days on post as they stand now.</param>
    public static IReadOnlyList<ClawbackPart> Parts(IReadOnlyList<DateRange> onPost, DateRange period, IEnumerable<PaidLine> lines)
    {
        var parts = new List<ClawbackPart>();
        foreach (var line in lines.OrderBy(line => line.Period.First))
        {
            if (line.Period.Intersect(period) is null || line.DaysPaid <= 0)
                continue;
            var earned = onPost.Sum(range => Outside(range, line.Period, period));
            var unearned = Math.Clamp(line.DaysPaid - earned, 0, line.DaysPaid);
            var fen = Math.Min(new Ratio((System.Numerics.BigInteger)line.PaidFen * unearned, line.DaysPaid).Rounded(), line.PaidFen - line.ClaimedFen);
            if (fen > 0)
                parts.Add(new ClawbackPart(line.LineId, line.Period.Last.Year, line.Period.Last.Month, fen));
        }

        return parts;
    }

    /// <summary>Days of the range within those paid that the period does not take away.</summary>
    private static int Outside(DateRange range, DateRange paid, DateRange period) =>
        range.Intersect(paid) is { } part ? part.Days - (part.Intersect(period)?.Days ?? 0) : 0;
}
