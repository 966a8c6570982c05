using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>How a month that is not whole counts (parameter <c>pay.proration</c>; DOMAIN §7).</summary>
public enum Proration
{
    /// <summary>Days on post ÷ days of the month.</summary>
    CalendarDay,

    /// <summary>From fifteen days on post the whole month, else half of it; no day, nothing.</summary>
    HalfMonth,

    /// <summary>From fifteen days on post the whole month, else nothing.</summary>
    WholeMonth,
}

/// <summary>What one month of one placement comes to.</summary>
/// <param name="Share">The part of the month that counts, exact.</param>
/// <param name="Fen">due(t) − due(t−1), in 分.</param>
public sealed record MonthAccrual(int Year, int Month, int DaysOnPost, Ratio Share, long Fen);

/// <summary>
/// Accrual of the rural subsidy to the 分 (DOMAIN §7): F(t) adds up the months, due(t) = round(standard × F(t) ÷ 12), a month is due(t) − due(t−1).
/// Nothing is rounded twice, so twelve months of an agreement are the standard exactly. Pure.
/// </summary>
public static class AccrualRules
{
    public const int MonthsOfYear = 12;
    private const int HalfMonthFrom = 15;

    public static Proration Parse(string text) => text switch
    {
        "CALENDAR_DAY" => Proration.CalendarDay,
        "HALF_MONTH" => Proration.HalfMonth,
        "WHOLE_MONTH" => Proration.WholeMonth,
        _ => throw new ArgumentException($"{text} is no proration.", nameof(text)),
    };

    /// <summary>Every month from the first day on post to the given one, in order; empty when there is no day on post until then.</summary>
    /// <param name="days">Days on post as <c>PostDays</c> gives them: in order, neither touching nor overlapping.</param>
    /// <param name="annualFen">The standard of a person and year that holds in a month, in 分.</param>
    public static IReadOnlyList<MonthAccrual> Until(IReadOnlyList<DateRange> days, int year, int month, Func<int, int, long> annualFen, Proration proration)
    {
        var last = DateRange.Month(year, month).Last;
        var held = days.Where(range => range.First <= last).ToList();
        var months = new List<MonthAccrual>();
        if (held.Count == 0)
            return months;
        var (counted, owed) = (Ratio.Zero, Ratio.Zero);
        for (var at = DateRange.Month(held[0].First.Year, held[0].First.Month); at.First <= last; at = DateRange.Month(at.Last.AddDays(1).Year, at.Last.AddDays(1).Month))
        {
            var share = Share(held, at, proration);
            if (proration != Proration.CalendarDay)
                share = WithinYears(share, counted, Years(held, at));
            var before = owed.Rounded();
            counted += share;
            owed += share * annualFen(at.First.Year, at.First.Month) * new Ratio(1, MonthsOfYear);
            months.Add(new MonthAccrual(at.First.Year, at.First.Month, held.Sum(range => range.Intersect(at)?.Days ?? 0), share, owed.Rounded() - before));
        }

        return months;
    }

    /// <summary>What the month comes to, in 分; nothing when there is no day on post in it.</summary>
    public static MonthAccrual Of(IReadOnlyList<DateRange> days, int year, int month, Func<int, int, long> annualFen, Proration proration) =>
        Until(days, year, month, annualFen, proration) is [.., var last] ? last : new MonthAccrual(year, month, 0, Ratio.Zero, 0);

    private static Ratio Share(List<DateRange> days, DateRange month, Proration proration)
    {
        var present = days.Sum(range => range.Intersect(month)?.Days ?? 0);
        return proration switch
        {
            _ when present == 0 => Ratio.Zero,
            Proration.HalfMonth => present >= HalfMonthFrom ? Ratio.One : new Ratio(1, 2),
            Proration.WholeMonth => present >= HalfMonthFrom ? Ratio.One : Ratio.Zero,
            _ => days.Select(range => ByDays(range, month)).Aggregate(Ratio.Zero, (sum, part) => sum + part),
        };
    }

    /// <summary>
    /// Days ÷ days of the month. Only where the first month and the month of its anniversary differ in length (February) would a year come to
    /// more or less than twelve months: there the part before the anniversary weighs what the first month left.
    /// </summary>
    private static Ratio ByDays(DateRange range, DateRange month)
    {
        if (range.Intersect(month) is not { } part)
            return Ratio.Zero;
        var plain = new Ratio(part.Days, month.Days);
        if (month.First.Month != range.First.Month || month.First.Year == range.First.Year || range.First.Day == 1)
            return plain;
        var first = DateRange.Month(range.First.Year, range.First.Month);
        var weight = new Ratio(first.Last.DayNumber - range.First.DayNumber + 1, first.Days);
        var eve = AnniversaryEve(range.First, month);
        if (part.Last < eve)
            return plain;
        var before = Ratio.One - weight;
        if (range.Last <= eve)
            return before;
        // After a first day of 29 February the year may end with the month: who stays has the whole of it.
        return part.Last == month.Last ? Ratio.One : before + new Ratio(part.Last.DayNumber - eve.DayNumber, month.Days);
    }

    /// <summary>The last day of the agreement's year that ends in this month.</summary>
    private static DateOnly AnniversaryEve(DateOnly start, DateRange month) => YearBegins(start, month.First.Year - start.Year).AddDays(-1);

    /// <summary>First day of a later year on post; the year before ends with the month where it has no corresponding day (民法典 202条).</summary>
    private static DateOnly YearBegins(DateOnly start, int years)
    {
        var day = start.AddMonths(MonthsOfYear * years);
        return day.Day == start.Day ? day : day.AddDays(1);
    }

    /// <summary>The standard is for a person and year: however coarsely months are counted, a year begun has twelve at the most.</summary>
    private static Ratio WithinYears(Ratio share, Ratio counted, int years)
    {
        Ratio left = (long)(years * MonthsOfYear) - counted;
        return left < share ? left : share;
    }

    /// <summary>Years on post begun by the end of the month.</summary>
    private static int Years(List<DateRange> days, DateRange month) => days.Where(range => range.First <= month.Last).Sum(range =>
    {
        var last = range.Last < month.Last ? range.Last : month.Last;
        var years = 0;
        while (YearBegins(range.First, years) <= last)
            years++;
        return years;
    });
}
