using System.Numerics;

namespace WorkflowJobs.Benchmarks.Year;

/// <summary>
/// The rural money of the year, reckoned a second time from DOMAIN §7 alone: nothing of the product is used, so that the sums agree only when both are
/// right. Amounts are 分.
/// </summary>
internal static class Reckoning
{
    private const long Standard = 1_000_000;

    /// <summary>A common denominator of all months: 28, 29, 30 and 31 days.</summary>
    private static readonly BigInteger Common = 28 * 29 * 30 * 31;

    /// <summary>What is due up to and including a month: 10,000 × Σ days on post / days of the month / 12, rounded half up.</summary>
    private static long DueUpTo(DateOnly first, DateOnly last, int year, int month)
    {
        BigInteger share = 0;
        for (var day = new DateOnly(first.Year, first.Month, 1); day <= new DateOnly(year, month, 1); day = day.AddMonths(1))
        {
            var length = DateTime.DaysInMonth(day.Year, day.Month);
            var on = Enumerable.Range(0, length).Count(i => day.AddDays(i) >= first && day.AddDays(i) <= last);
            share += Common / length * on;
        }

        return (long)(((Standard * share * 2) + (Common * 12)) / (Common * 24));
    }

    /// <summary>A person's accrual of one month.</summary>
    public static long Month(DateOnly first, DateOnly last, int year, int month)
    {
        var before = new DateOnly(year, month, 1).AddMonths(-1);
        return DueUpTo(first, last, year, month) - (before < new DateOnly(first.Year, first.Month, 1) ? 0 : DueUpTo(first, last, before.Year, before.Month));
    }

    /// <summary>Unexcused days: the month's pay ÷ scheduled days × days, rounded half up.</summary>
    public static long Deduction(long pay, int scheduled, int unexcused) => ((pay * unexcused * 2) + scheduled) / (scheduled * 2L);

    /// <summary>Province 40 %, city 20 %, both rounded half up; the district takes the rest.</summary>
    public static (long Province, long City, long District) Split(long total)
    {
        var (province, city) = (((total * 40) + 50) / 100, ((total * 20) + 50) / 100);
        return (province, city, total - province - city);
    }
}
