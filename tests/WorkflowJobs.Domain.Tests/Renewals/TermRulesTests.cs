using System.Globalization;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Renewals;

namespace WorkflowJobs.Domain.Tests.Renewals;

/// <summary>DOMAIN §4.4, §6: 36 months, less than five years to retirement, age limits.</summary>
public sealed class TermRulesTests
{
    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateRange Range(string text) => new(Day(text.Split('…')[0]), Day(text.Split('…')[1]));

    [Theory]
    [InlineData("2024-07-16…2025-07-15", 12, 0)]
    [InlineData("2024-07-16…2025-02-20", 7, 5)]
    [InlineData("2024-01-31…2024-02-29", 1, 0)]
    [InlineData("2024-07-16…2024-07-16", 0, 1)]
    [InlineData("2023-01-01…2023-01-20 2024-01-01…2024-01-15", 1, 5)]
    [InlineData("2022-03-01…2024-02-29 2024-07-16…2025-07-15", 36, 0)]
    public void Used_IsWholeMonthsAndDaysOver(string ranges, int months, int days) =>
        Assert.Equal(new Term(months, days), TermRules.Used(ranges.Split(' ').Select(Range)));

    /// <summary>Months brought along from before the system count towards the 36, and make no day of their own.</summary>
    [Theory]
    [InlineData(1250, 0, 0, 12, 15)]
    [InlineData(2350, 0, 20, 24, 5)]
    [InlineData(3600, 0, 0, 36, 0)]
    public void Brought_AndUsedHere_AddUp(int hundredths, int months, int days, int inAll, int over) =>
        Assert.Equal(new Term(inAll, over), TermRules.Sum(TermRules.Brought(hundredths), new Term(months, days)));

    [Theory]
    [InlineData("2025-07-16", 12, 0, null, null, "2027-07-15")]
    [InlineData("2027-01-16", 30, 0, null, null, "2027-07-15")]
    [InlineData("2027-07-16", 36, 0, null, null, null)]
    [InlineData("2027-07-16", 36, 0, "2029-03-30", null, "2029-03-30")]
    [InlineData("2025-07-16", 12, 0, "2026-03-30", null, "2027-07-15")]
    [InlineData("2025-07-16", 12, 0, null, "2026-02-20", "2026-02-20")]
    [InlineData("2025-07-16", 12, 0, null, "2025-07-15", null)]
    [InlineData("2025-07-16", 12, 10, null, null, "2027-07-05")]
    public void LatestEnd_IsByTimeExtensionAndAge(string starts, int months, int days, string? extendsUntil, string? ageLimit, string? latest) =>
        Assert.Equal(latest, TermRules.LatestEnd(Day(starts), new Term(months, days), 36, extendsUntil is null ? null : Day(extendsUntil), ageLimit is null ? null : Day(ageLimit))?.Iso());

    /// <summary>P17 司马德厚, born 1969-03-31: by the law of 2024 he retires on 2029-03-31; five years before that is the edge.</summary>
    [Theory]
    [InlineData("2024-03-31", "2029-03-31", false)]
    [InlineData("2024-04-01", "2029-03-31", true)]
    [InlineData("2024-07-05", "2029-03-31", true)]
    [InlineData("2025-01-02", "2030-04-30", false)]
    [InlineData("2025-05-02", "2030-04-30", true)]
    public void P17_MayExtend_WithLessThanFiveYearsLeftAtTheFirstApproval(string approvedOn, string retires, bool mayExtend)
    {
        var on = StatutoryRetirement.DateFor(Day("1969-03-31"), StatutoryRetirement.CategoryOf(Sex.Male, null).Category, Day(approvedOn)).Date;
        Assert.Equal(retires, on.Iso());
        Assert.Equal(mayExtend, Of(Day(approvedOn), on).MayExtend);
    }

    /// <summary>P24 born 1960-02-20 may be there on the day he turns 65; P29 born 1958-05-20 only under the limit of 70.</summary>
    [Theory]
    [InlineData("1960-02-20", 65, "2025-02-20")]
    [InlineData("1958-05-20", 65, "2023-05-20")]
    [InlineData("1958-05-20", 70, "2028-05-20")]
    public void RuralAgeLimit_IsTheBirthdayItself(string birth, int limit, string last) =>
        Assert.Equal(last, AgeRules.LastDay(PostKind.Rural, Day(birth), limit, null)?.Iso());

    [Fact]
    public void UrbanAgeLimit_IsTheDayBeforeRetirement()
    {
        Assert.Equal("2029-03-30", AgeRules.LastDay(PostKind.Urban, Day("1969-03-31"), 65, Day("2029-03-31"))?.Iso());
        Assert.Null(AgeRules.LastDay(PostKind.Urban, Day("1969-03-31"), 65, null));
    }

    private static Placement Of(DateOnly approvedOn, DateOnly retires) => new()
    {
        Id = "a",
        PersonId = "p",
        Kind = PostKind.Urban,
        Year = 2024,
        Batch = 1,
        TownId = "t",
        VillageId = "v",
        PostName = "岗",
        PostNumber = "岗1",
        StartsOn = approvedOn,
        ApprovedOn = approvedOn,
        RetiresOn = retires,
    };
}

/// <summary>Notices at −60, −30 and −7 days, and the ends themselves (DOMAIN §8).</summary>
public sealed class MilestonesTests
{
    private static readonly int[] Days = [60, 30, 7];
    private static readonly DateOnly End = new(2025, 7, 15);
    private static readonly DateOnly Age = new(2025, 2, 20);

    private static string Next(string today, DateOnly? age = null, params MilestoneDue[] sent)
    {
        var next = Milestones.Next(DateOnly.Parse(today, CultureInfo.InvariantCulture), End, age, Days, sent);
        return next.Notice is { } due ? $"{due.Kind} -{due.DaysBefore}" : next.Reached?.ToString() ?? next.WaitUntil!.Value.Iso();
    }

    [Theory]
    [InlineData("2024-07-16", "2025-05-16")]
    [InlineData("2025-05-15", "2025-05-16")]
    [InlineData("2025-05-16", "AgreementEnd -60")]
    [InlineData("2025-06-20", "AgreementEnd -30")]
    [InlineData("2025-07-10", "AgreementEnd -7")]
    [InlineData("2025-07-15", "AgreementEnd -7")]
    [InlineData("2025-07-16", "AgreementEnd")]
    public void AgreementEnd_IsAnnouncedAndThenReached(string today, string expected) => Assert.Equal(expected, Next(today));

    /// <summary>An end whose exit is under way or was refused begins no other; the end that is to come still counts.</summary>
    [Theory]
    [InlineData("2025-07-16", null, "nothing")]
    [InlineData("2025-02-21", "2025-02-20", "2025-05-16")]
    [InlineData("2025-07-16", "2025-07-31", "AgeLimit -30")]
    public void SettledEnd_IsNotReachedAgain(string today, string? age, string expected)
    {
        var next = Milestones.Next(DateOnly.Parse(today, CultureInfo.InvariantCulture), End, age is null ? null : DateOnly.Parse(age, CultureInfo.InvariantCulture), Days, [], (_, _) => true);
        Assert.Null(next.Reached);
        Assert.Equal(expected, next.Notice is { } due ? $"{due.Kind} -{due.DaysBefore}" : next.WaitUntil?.Iso() ?? "nothing");
    }

    [Theory]
    [InlineData("2025-05-20", "2025-06-15")]
    [InlineData("2025-06-15", "AgreementEnd -30")]
    public void Notices_AreSentOnce(string today, string expected) => Assert.Equal(expected, Next(today, null, new MilestoneDue(MilestoneKind.AgreementEnd, End, 60)));

    /// <summary>P24: −60 is 2024-12-22, −30 is 2025-01-21, −7 is 2025-02-13; he leaves after his 65th birthday.</summary>
    [Theory]
    [InlineData("2024-12-21", "2024-12-22")]
    [InlineData("2024-12-22", "AgeLimit -60")]
    [InlineData("2025-01-21", "AgeLimit -30")]
    [InlineData("2025-02-13", "AgeLimit -7")]
    [InlineData("2025-02-21", "AgeLimit")]
    public void AgeLimit_ComesFirstForWhoTurns65(string today, string expected) => Assert.Equal(expected, Next(today, Age));

    [Fact]
    public void ARenewal_MakesTheNoticesOfTheOldEndIrrelevant() =>
        Assert.Equal("AgreementEnd -7", Next("2025-07-09", null, new MilestoneDue(MilestoneKind.AgreementEnd, End.AddYears(-1), 7)));
}
