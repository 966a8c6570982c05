using CsCheck;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Tests.Subsidies;

public sealed class PayLineRulesTests
{
    [Theory]
    [InlineData(83_333, 22, 1, 3_788)]
    [InlineData(83_333, 22, 2, 7_576)]
    [InlineData(83_333, 22, 22, 83_333)]
    [InlineData(83_333, 22, 30, 83_333)]
    [InlineData(83_333, 0, 3, 0)]
    [InlineData(83_333, 22, 0, 0)]
    [InlineData(0, 22, 3, 0)]
    public void Absence_OfUnexcusedDays_TakesTheirPartOfTheMonthsPay(long pay, int scheduled, int absent, long deduction) =>
        Assert.Equal(deduction, PayLineRules.Absence(pay, scheduled, absent));

    [Fact]
    public void Absence_HoweverMany_IsNeverNegativeNorMoreThanThePay() => Gen.Select(Gen.Long[-5, 10_000_000], Gen.Int[-3, 31], Gen.Int[-3, 60]).Sample(
        (pay, scheduled, absent) => Assert.InRange(PayLineRules.Absence(pay, scheduled, absent), 0, Math.Max(0, pay)), iter: 10_000);

    /// <summary>833.33 less one absent day of 22: 795.45.</summary>
    [Fact]
    public void Rural_WithOneDayAbsent_PaysTheRest()
    {
        var figures = PayLineRules.Rural(Month(83_333), 3_788, 0, 0);
        Assert.Equal(new PayFigures(83_333, 3_788, 79_545, 0, 0), figures);
        Assert.True(figures.AddsUp);
    }

    /// <summary>800 元 a month and the policy (F TS22): the rest goes back.</summary>
    [Fact]
    public void Rural_WithACapAndInsurance_LeavesASurplusToReturn() =>
        Assert.Equal(new PayFigures(83_333, 0, 80_000, 1_500, 1_833), PayLineRules.Rural(Month(83_333), 0, 1_500, 80_000));

    [Fact]
    public void Rural_WhateverIsEntered_AddsUp() => Gen.Select(Gen.Long[0, 1_000_000], Gen.Long[-100, 2_000_000], Gen.Long[-100, 2_000_000], Gen.Long[0, 100_000]).Sample(
        (pay, deduction, other, cap) => Assert.True(PayLineRules.Rural(Month(pay), deduction, other, cap).AddsUp), iter: 10_000);

    [Fact]
    public void Urban_WageAndEmployerInsurance_AreTheNeed()
    {
        var figures = PayLineRules.Urban(201_000, 9_136, 68_000);
        Assert.Equal(new PayFigures(269_000, 9_136, 191_864, 68_000, 0), figures);
        Assert.True(figures.AddsUp);
    }

    /// <summary>S02: wages by the table of tier 2 in force since 2023-10; a part of a month by its days.</summary>
    [Theory]
    [InlineData("1", 220_000, 2_200)]
    [InlineData("2", 201_000, 2_000)]
    [InlineData("3", 182_000, 1_800)]
    public void MinimumWage_OfATier_IsTheTables(string tier, long monthly, long hourly)
    {
        var standards = new SubsidyStandardRules(new ParameterHistory([Row("wage.tier", tier, "2023-10-01")]));
        Assert.Equal((monthly, hourly), (standards.MinimumWage(2024, 7), standards.MinimumHourly(2024, 7)));
    }

    [Fact]
    public void Standards_ChangedFromAMonth_LeaveEarlierMonthsAsTheyWere()
    {
        var standards = new SubsidyStandardRules(new ParameterHistory([Row("pay.ruralAnnual", "12000", "2025-01-01"), Row("wage.minimumMonthly", "T1=2400,T2=2200,T3=2000", "2025-10-01")]));
        Assert.Equal((1_000_000, 1_200_000), (standards.RuralAnnual(2024, 12), standards.RuralAnnual(2025, 1)));
        Assert.Equal((201_000, 220_000), (standards.MinimumWage(2025, 9), standards.MinimumWage(2025, 10)));
        Assert.Equal(new FundingShares(40, 20), standards.Shares(2024, 7));
    }

    [Theory]
    [InlineData(201_000, 18, 31, 116_710)]
    [InlineData(201_000, 31, 31, 201_000)]
    public void LeastWage_OfPartOfAMonth_IsByDays(long minimum, int days, int month, long fen) =>
        Assert.Equal(fen, PayLineRules.LeastWage(minimum, days, month));

    [Theory]
    [InlineData(41, false)]
    [InlineData(42, true)]
    [InlineData(null, false)]
    public void Hours_BeyondWhatThePayBuys_AreWarnedOf(int? hours, bool warned)
    {
        Assert.Equal(41.6m, PayLineRules.HoursBought(83_333, 2_000));
        Assert.Equal(warned ? "HOURS_EXCEED_PAY" : null, PayLineRules.HoursWarning(hours, 83_333, 2_000)?.Code);
    }

    private static MonthAccrual Month(long fen) => new(2024, 8, 31, Ratio.One, fen);

    private static ParameterValue Row(string key, string value, string from) => new()
    {
        Id = key + from,
        Key = key,
        Value = value,
        EffectiveFrom = DateOnly.Parse(from),
        Reason = "依据",
        At = DateTimeOffset.UnixEpoch,
        ChangedBy = "u",
    };
}
