using CsCheck;
using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Tests.Subsidies;

public sealed class AccrualRulesTests
{
    private const long Standard = 1_000_000;
    private static readonly FundingShares Shares = new(40, 20);

    /// <summary>The table of DOMAIN §7: one person from 2024-07-16, ending for different reasons.</summary>
    [Theory]
    [InlineData("2025-07-15", "430.11 833.33 833.33 833.34 833.33 833.33 833.34 833.33 833.33 833.34 833.33 833.33 403.23", "10,000.00", "4,000.00/2,000.00/4,000.00")]
    [InlineData("2024-11-05", "430.11 833.33 833.33 833.34 138.89", "3,069.00", "1,227.60/613.80/1,227.60")]
    [InlineData("2025-02-20", "430.11 833.33 833.33 833.34 833.33 833.33 833.34 595.24", "6,025.35", "2,410.14/1,205.07/2,410.14")]
    [InlineData("2025-03-10", "430.11 833.33 833.33 833.34 833.33 833.33 833.34 833.33 268.82", "6,532.26", "2,612.90/1,306.45/2,612.91")]
    [InlineData("2024-12-31", "430.11 833.33 833.33 833.34 833.33 833.33", "4,596.77", "1,838.71/919.35/1,838.71")]
    public void Accrual_OfTheLawBooksTable_IsThatToTheFen(string lastDay, string months, string total, string split)
    {
        var found = Until(Range("2024-07-16", lastDay), Proration.CalendarDay);

        Assert.Equal(months, string.Join(' ', found.Select(month => Yuan.Of(month.Fen))));
        Assert.Equal(total, Yuan.Of(found.Sum(month => month.Fen)));
        var shares = FundingRules.Split(found.Sum(month => month.Fen), Shares);
        Assert.Equal(split, $"{Yuan.Of(shares.Province)}/{Yuan.Of(shares.City)}/{Yuan.Of(shares.District)}");
    }

    [Theory]
    [InlineData(Proration.HalfMonth, "2024-07-16", "2024-10-14", "833.33 833.34 833.33 416.67")]
    [InlineData(Proration.HalfMonth, "2024-07-18", "2024-08-31", "416.67 833.33")]
    [InlineData(Proration.WholeMonth, "2024-07-17", "2024-10-14", "833.33 833.34 833.33 0.00")]
    [InlineData(Proration.WholeMonth, "2024-07-18", "2024-08-15", "0.00 833.33")]
    public void Accrual_CountedByHalfOrWholeMonths_TurnsAtFifteenDays(Proration proration, string first, string last, string months) =>
        Assert.Equal(months, string.Join(' ', Until(Range(first, last), proration).Select(month => Yuan.Of(month.Fen))));

    [Fact]
    public void Accrual_AnyAgreementOfTwelveMonths_IsTheStandardExactly() => Agreement.Sample(
        (start, standard) =>
        {
            var days = new DateRange(start, AgreementRules.LastDay(start, 12));
            Assert.Equal(standard, AccrualRules.Until([days], days.Last.Year, days.Last.Month, (_, _) => standard, Proration.CalendarDay).Sum(month => month.Fen));
        }, iter: 5_000);

    [Fact]
    public void Accrual_AnyTwelveWholeMonthsOfALongerOne_AreTheStandardExactly() => Agreement.Sample(
        (start, standard) =>
        {
            var days = new DateRange(start, AgreementRules.LastDay(start, 36));
            var whole = AccrualRules.Until([days], days.Last.Year, days.Last.Month, (_, _) => standard, Proration.CalendarDay).Where(month => month.Share == Ratio.One).ToList();
            for (var at = 0; at + 12 <= whole.Count; at++)
                Assert.Equal(standard, whole.Skip(at).Take(12).Sum(month => month.Fen));
        }, iter: 2_000);

    [Fact]
    public void Accrual_HoweverCounted_NoYearOfAnAgreementExceedsTheStandardNorAMonthIsNegative() => Gen.Select(Agreement, Gen.Enum<Proration>(), Gen.Int[1, 1200]).Sample(
        (agreement, proration, length) =>
        {
            var (start, standard) = agreement;
            var last = AgreementRules.LastDay(start, 12);
            var days = new DateRange(start, start.AddDays(length) < last ? start.AddDays(length) : last);
            var months = AccrualRules.Until([days], days.Last.Year, days.Last.Month, (_, _) => standard, proration);
            Assert.All(months, month => Assert.True(month.Fen >= 0));
            Assert.InRange(months.Sum(month => month.Fen), 0, standard);
        }, iter: 5_000);

    [Fact]
    public void Accrual_WithAPause_CountsTheDaysThatWereThere()
    {
        DateRange[] days = [Range("2024-07-16", "2024-08-10"), Range("2024-09-21", "2025-07-15")];
        var months = AccrualRules.Until(days, 2024, 9, (_, _) => Standard, Proration.CalendarDay);

        Assert.Equal([16, 10, 10], months.Select(month => month.DaysOnPost));
        Assert.Equal("430.11 268.81 277.78", string.Join(' ', months.Select(month => Yuan.Of(month.Fen))));
    }

    [Fact]
    public void Accrual_WhenTheStandardChanges_TakesEachMonthAtItsOwn()
    {
        var months = AccrualRules.Until([Range("2024-07-01", "2025-06-30")], 2025, 6, (year, _) => year == 2024 ? Standard : 1_200_000, Proration.CalendarDay);
        Assert.Equal(1_100_000, months.Sum(month => month.Fen));
        Assert.Equal(100_000, months[^1].Fen);
    }

    [Fact]
    public void Accrual_OfTheLeapFebruary_SumsToTheStandardInEachYear()
    {
        DateRange days = Range("2024-02-10", "2026-02-09");
        var months = Until(days, Proration.CalendarDay);
        Assert.Equal(2 * Standard, months.Sum(month => month.Fen));
        Assert.Equal(Ratio.One, months.Single(month => month is { Year: 2025, Month: 2 }).Share);
        Assert.Equal(Standard, Until(Range("2024-02-29", "2025-02-28"), Proration.CalendarDay).Sum(month => month.Fen));
        Assert.Equal(2 * Standard, Until(Range("2024-02-29", "2026-02-28"), Proration.CalendarDay).Sum(month => month.Fen));
    }

    private static readonly Gen<(DateOnly, long)> Agreement = Gen.Select(Gen.Int[0, 4000].Select(day => new DateOnly(2023, 1, 1).AddDays(day)), Gen.Long[1, 100_000_000]);

    private static IReadOnlyList<MonthAccrual> Until(DateRange days, Proration proration) =>
        AccrualRules.Until([days], days.Last.Year, days.Last.Month, (_, _) => Standard, proration);

    private static DateRange Range(string first, string last) => new(DateOnly.Parse(first), DateOnly.Parse(last));
}
