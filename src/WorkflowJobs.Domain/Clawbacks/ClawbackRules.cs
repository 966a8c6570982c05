using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Clawbacks;

/// <summary>A line that was paid.</summary>
/// <param name="PaidFen">What the person got, in 分: deductions were never paid and are not asked back.</param>
/// <param name="ClaimedFen">What earlier clawbacks ask back of it.</param>
public sealed record PaidLine(string LineId, int Year, int Month, int DaysPaid, long PaidFen, long ClaimedFen);

/// <summary>How much of a line has to come back.</summary>
public sealed record ClawbackPart(string LineId, int Year, int Month, long Fen);

/// <summary>The amount of a clawback (DOMAIN §7): what was paid for the ineligible period. Pure.</summary>
public static class ClawbackRules
{
    /// <summary>Each line's part: of a month that remains eligible in part, by the days that do not; none of what is asked back already.</summary>
    /// <param name="onPost">Days on post as they stand now.</param>
    public static IReadOnlyList<ClawbackPart> Parts(IReadOnlyList<DateRange> onPost, DateRange period, IEnumerable<PaidLine> lines)
    {
        var parts = new List<ClawbackPart>();
        foreach (var line in lines.OrderBy(line => (line.Year, line.Month)))
        {
            var month = DateRange.Month(line.Year, line.Month);
            if (month.Intersect(period) is null || line.DaysPaid <= 0)
                continue;
            var earned = onPost.Sum(range => Outside(range, month, period));
            var unearned = Math.Clamp(line.DaysPaid - earned, 0, line.DaysPaid);
            var fen = Math.Min(new Ratio((System.Numerics.BigInteger)line.PaidFen * unearned, line.DaysPaid).Rounded(), line.PaidFen - line.ClaimedFen);
            if (fen > 0)
                parts.Add(new ClawbackPart(line.LineId, line.Year, line.Month, fen));
        }

        return parts;
    }

    /// <summary>Days of the range within the month that the period does not take away.</summary>
    private static int Outside(DateRange range, DateRange month, DateRange period) =>
        range.Intersect(month) is { } part ? part.Days - (part.Intersect(period)?.Days ?? 0) : 0;
}
