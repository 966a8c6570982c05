using WorkflowJobs.Domain.Exits;

namespace WorkflowJobs.Domain.Tests.Exits;

public sealed class ExitRulesTests
{
    private static readonly DateOnly Starts = new(2024, 7, 16);
    private static readonly DateOnly Ends = new(2025, 7, 15);
    private static readonly DateOnly Today = new(2024, 12, 20);

    [Theory]
    [InlineData(ExitKind.Expiry, false, false, false)]
    [InlineData(ExitKind.Resignation, false, false, true)]
    [InlineData(ExitKind.Employed, false, false, true)]
    [InlineData(ExitKind.AgeLimit, false, false, false)]
    [InlineData(ExitKind.Death, false, true, false)]
    [InlineData(ExitKind.Unfit, true, false, false)]
    [InlineData(ExitKind.Misconduct, true, false, false)]
    [InlineData(ExitKind.Removal, true, true, false)]
    [InlineData(ExitKind.Schooling, false, false, true)]
    [InlineData(ExitKind.MilitaryService, false, false, true)]
    [InlineData(ExitKind.MovedAway, false, false, true)]
    [InlineData(ExitKind.Imprisonment, false, false, false)]
    public void EachKind_SaysWhetherItHearsThePersonStopsThePayAndMayBeReportedByTheWorker(ExitKind kind, bool needsDefence, bool stopsAtOnce, bool byWorker)
    {
        var traits = ExitRules.Of(kind);
        Assert.Equal((needsDefence, stopsAtOnce, byWorker), (traits.NeedsDefence, traits.StopsAtOnce, traits.ByWorker));
    }

    [Theory]
    [InlineData(ExitKind.Resignation, "2024-12-31", null)]
    [InlineData(ExitKind.Resignation, "2024-07-15", null)]
    [InlineData(ExitKind.Resignation, "2024-07-14", "EXIT_BEFORE_START")]
    [InlineData(ExitKind.Expiry, "2025-07-15", null)]
    [InlineData(ExitKind.Expiry, "2025-07-16", "EXIT_AFTER_AGREEMENT")]
    [InlineData(ExitKind.Death, "2024-12-20", null)]
    [InlineData(ExitKind.Death, "2024-12-21", "EXIT_IN_FUTURE")]
    [InlineData(ExitKind.Removal, "2024-12-21", "EXIT_IN_FUTURE")]
    public void LastDay_LiesWithinTheAgreement_AndNotAheadWhereThePayHasStopped(ExitKind kind, string lastDay, string? code) =>
        Assert.Equal(code, ExitRules.LastDay(kind, Day(lastDay), Starts, Ends, Today)?.Code);

    [Theory]
    [InlineData("2024-12-31", "2025-01-31 2025-03-31 2025-06-30 2025-12-31")]
    [InlineData("2024-11-30", "2024-12-31 2025-02-28 2025-05-31 2025-11-30")]
    [InlineData("2024-07-16", "2024-08-16 2024-10-16 2025-01-16 2025-07-16")]
    [InlineData("2024-01-30", "2024-02-29 2024-04-30 2024-07-30 2025-01-30")]
    public void FollowUps_AreOneThreeSixAndTwelveMonthsAfterTheLastDay(string lastDay, string expected) =>
        Assert.Equal(expected.Split(' ').Select(Day), ExitRules.FollowUps(Day(lastDay), [1, 3, 6, 12]));

    [Fact]
    public void Vacancy_IsReportedWithinFiveCalendarDays() => Assert.Equal(new DateOnly(2025, 1, 5), ExitRules.VacancyDueOn(new DateOnly(2024, 12, 31), 5));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
