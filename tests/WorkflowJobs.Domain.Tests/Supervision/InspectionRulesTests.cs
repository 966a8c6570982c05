using System.Security.Cryptography;
using System.Text;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Tests.Supervision;

/// <summary>Periods, risk and lots of inspections; terms of rectifications.</summary>
public sealed class InspectionRulesTests
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.From(CalendarFile.Read(SeedFiles.Text(SeedFiles.Calendar)).Value!.ByYear());
    private static readonly IReadOnlyDictionary<string, int> Weights = ParameterSet.Defaults.Map("inspection.risk.weights");

    [Theory]
    [InlineData("2025-03-01", 3, "2025-01-01", "2025-03-31", "2025年第一季度", "Q1 2025")]
    [InlineData("2024-09-01", 3, "2024-07-01", "2024-09-30", "2024年第三季度", "Q3 2024")]
    [InlineData("2025-06-15", 6, "2025-01-01", "2025-06-30", "2025年上半年", "H1 2025")]
    [InlineData("2024-12-01", 6, "2024-07-01", "2024-12-31", "2024年下半年", "H2 2024")]
    [InlineData("2024-02-29", 2, "2024-01-01", "2024-02-29", "2024年1—2月", "2024-01 to 2024-02")]
    [InlineData("2024-12-01", 12, "2024-01-01", "2024-12-31", "2024年度", "2024")]
    [InlineData("2025-02-01", 1, "2025-02-01", "2025-02-28", "2025年2月", "2025-02 to 2025-02")]
    public void Period_InItsLastMonth_IsTheWholePeriod(string today, int months, string first, string last, string zh, string en)
    {
        var period = InspectionPeriodRules.EndingIn(DateOnly.Parse(today), months);
        Assert.Equal((DateOnly.Parse(first), DateOnly.Parse(last)), (period!.Value.First, period.Value.Last));
        Assert.Equal((zh, en), (InspectionPeriodRules.Zh(period.Value.First, period.Value.Last), InspectionPeriodRules.En(period.Value.First, period.Value.Last)));
    }

    [Theory]
    [InlineData("2025-02-28", 3)]
    [InlineData("2025-03-31", 6)]
    [InlineData("2025-11-01", 12)]
    public void Period_InAnotherMonth_IsNone(string today, int months) => Assert.Null(InspectionPeriodRules.EndingIn(DateOnly.Parse(today), months));

    /// <summary>Ten working days after the quarter: 清明 and make-up days counted as the calendar says.</summary>
    [Theory]
    [InlineData("2025-03-31", "2025-04-15")]
    [InlineData("2024-12-31", "2025-01-15")]
    [InlineData("2025-06-30", "2025-07-14")]
    public void Record_IsDueTenWorkingDaysAfterThePeriod(string last, string due) =>
        Assert.Equal(DateOnly.Parse(due), Calendar.AddWorkingDays(DateOnly.Parse(last), ParameterSet.Defaults.Int("inspection.dueDays")).Date);

    [Theory]
    [InlineData("", 0)]
    [InlineData("SHARED_ACCOUNT", 40)]
    [InlineData("CADRE_RELATIVE,TIP_OFF", 70)]
    [InlineData("TIP_OFF,TIP_OFF", 40)]
    [InlineData("PERFECT_ATTENDANCE,EARLIER_FINDING,COMPARISON_HIT", 60)]
    public void Score_IsTheSumOfTheSigns_EachOnce(string signs, int points) =>
        Assert.Equal(points, RiskRules.Score(signs.Split(',', StringSplitOptions.RemoveEmptyEntries), Weights));

    [Fact]
    public void Highest_TakesMostPointsFirst_NobodyWithoutAny_AndGivesTheReasons()
    {
        RiskProfile[] people = [new("a", [RiskSigns.PerfectAttendance]), new("b", []), new("c", [RiskSigns.TipOff, RiskSigns.CadreRelative]), new("d", [RiskSigns.SharedAccount])];
        var drawn = RiskRules.Highest(people, Weights, 10, "seed");
        Assert.Equal(["c:70", "d:40", "a:10"], drawn.Select(person => $"{person.PlacementId}:{person.Score}"));
        Assert.Equal([RiskSigns.TipOff, RiskSigns.CadreRelative], drawn[0].Signs);
        Assert.Equal(["c", "d"], RiskRules.Highest(people.Reverse(), Weights, 2, "seed").Select(person => person.PlacementId));
    }

    [Fact]
    public void Signs_AllHaveWeightsAndWords()
    {
        Assert.Equal(RiskSigns.All.Order(), Weights.Keys.Order());
        Assert.All(RiskSigns.All, sign => Assert.NotEqual(sign, RiskSigns.Zh(sign)));
    }

    [Fact]
    public void Draw_IsTheLowestHashesOfSeedAndId_WhateverTheOrder()
    {
        string[] population = ["p1", "p2", "p3", "p4", "p5", "p6"];
        var expected = population.Where(id => id != "p3")
            .OrderBy(id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("0f:" + id))), StringComparer.Ordinal).Take(2);
        Assert.Equal(expected, LotRules.Draw(population.Reverse(), ["p3"], 2, "0f"));
        // printf %s "0f:p1" | sha256sum
        Assert.Equal("8dacae", LotRules.Lot("0f", "p1")[..6]);
        Assert.Equal(LotRules.PopulationHash(population), LotRules.PopulationHash(population.Reverse()));
        Assert.Equal(5, LotRules.Draw(population, ["p3"], 100, "0f").Count);
    }

    [Fact]
    public void Draw_OverManySeeds_FavoursNobody()
    {
        var population = Enumerable.Range(0, 20).Select(i => $"placement-{i}").ToList();
        var times = population.ToDictionary(id => id, _ => 0);
        for (var seed = 0; seed < 2000; seed++)
            foreach (var id in LotRules.Draw(population, [], 5, $"{seed}"))
                times[id]++;
        // 500 expected each, standard deviation 19.4.
        Assert.All(times.Values, count => Assert.InRange(count, 400, 600));
    }

    /// <summary>15 working days, one extension of as many (DOMAIN §6).</summary>
    [Theory]
    [InlineData("2025-03-14", 0, "2025-04-07")]
    [InlineData("2025-03-14", 1, "2025-04-27")]
    [InlineData("2024-09-20", 0, "2024-10-16")]
    public void Rectification_IsDueInWorkingDays(string opened, int extensions, string due) =>
        Assert.Equal(DateOnly.Parse(due), RectificationRules.DueOn(DateOnly.Parse(opened), ParameterSet.Defaults.Int("rectification.days"), extensions, Calendar));

    [Theory]
    [InlineData("2025-04-07", false, false)]
    [InlineData("2025-04-08", false, true)]
    [InlineData("2025-04-08", true, false)]
    public void Rectification_IsOverdueFromTheDayAfter(string today, bool closed, bool overdue) =>
        Assert.Equal(overdue, RectificationRules.IsOverdue(new DateOnly(2025, 4, 7), DateOnly.Parse(today), closed));

    [Fact]
    public void Rectification_WhoReported_MayNotVerify()
    {
        Assert.False(RectificationRules.MayVerify("u1", "u1"));
        Assert.True(RectificationRules.MayVerify("u1", "u2"));
        Assert.True(RectificationRules.MayExtend(0, 1));
        Assert.False(RectificationRules.MayExtend(1, 1));
    }
}
