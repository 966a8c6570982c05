using CsCheck;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Data.Seed;
using static WorkflowJobs.Domain.Tests.TestFiles;

namespace WorkflowJobs.Domain.Tests.Calendars;

public sealed class WorkingDayCalendarTests
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.From(CalendarFile.Read(SeedFiles.Text(SeedFiles.Calendar)).Value!);

    [Theory]
    [InlineData("2024-06-24", "2024-06-25 2024-06-26 2024-06-27 2024-06-28 2024-07-01")]
    [InlineData("2025-09-26", "2025-09-28 2025-09-29 2025-09-30 2025-10-09 2025-10-10")]
    [InlineData("2025-01-24", "2025-01-26 2025-01-27 2025-02-05 2025-02-06 2025-02-07")]
    [InlineData("2026-02-12", "2026-02-13 2026-02-14 2026-02-24 2026-02-25 2026-02-26")]
    [InlineData("2024-09-27", "2024-09-29 2024-09-30 2024-10-08 2024-10-09 2024-10-10")]
    public void AddWorkingDays_CheckRowsOfTheLawBook_GiveEachDay(string start, string days)
    {
        var expected = days.Split(' ').Select(Date).ToArray();
        var found = Enumerable.Range(1, 5).Select(n => Calendar.AddWorkingDays(Date(start), n)).ToArray();
        Assert.Equal(expected, found.Select(f => f.Date));
        Assert.All(found, f => Assert.False(f.Provisional));
    }

    [Theory]
    [InlineData("2024-06-14", 3, "2024-06-19")]
    [InlineData("2024-06-12", 5, "2024-06-19")]
    [InlineData("2024-07-02", 5, "2024-07-09")]
    [InlineData("2024-07-05", 10, "2024-07-19")]
    [InlineData("2024-06-19", -1, "2024-06-18")]
    [InlineData("2024-09-29", -1, "2024-09-27")]
    [InlineData("2024-06-15", 0, "2024-06-15")]
    public void AddWorkingDays_DatesOfRound24_AreThoseOfTheLawBook(string start, int days, string end) =>
        Assert.Equal(new WorkingDayResult(Date(end), false), Calendar.AddWorkingDays(Date(start), days));

    [Fact]
    public void AddWorkingDays_CrossesIntoAYearWithoutCalendar_IsProvisional()
    {
        Assert.True(Calendar.AddWorkingDays(new DateOnly(2026, 12, 28), 5).Provisional);
        Assert.Equal(new DateOnly(2027, 1, 4), Calendar.AddWorkingDays(new DateOnly(2026, 12, 28), 5).Date);
        Assert.False(Calendar.AddWorkingDays(new DateOnly(2026, 12, 28), 3).Provisional);
        Assert.True(WorkingDayCalendar.Empty.AddWorkingDays(new DateOnly(2024, 6, 24), 0).Provisional);
    }

    [Fact]
    public void ProvisionalWarning_OnlyForProvisionalDates_SaysSo()
    {
        Assert.Null(WorkingDayCalendar.ProvisionalWarning(new WorkingDayResult(new DateOnly(2026, 1, 5), false)));
        var warning = WorkingDayCalendar.ProvisionalWarning(new WorkingDayResult(new DateOnly(2027, 1, 4), true));
        Assert.Equal("DEADLINE_PROVISIONAL", warning!.Code);
        Assert.Equal("2027-01-04（待日历发布，暂定）", warning.MessageZh);
    }

    [Fact]
    public void WorkingDaysIn_WindowOfRound24_IsNine() =>
        Assert.Equal(9, Calendar.WorkingDaysIn(new DateOnly(2024, 6, 3), new DateOnly(2024, 6, 14)));

    [Theory]
    [InlineData("2024-06-24", "2024-07-01", 5)]
    [InlineData("2024-07-01", "2024-07-01", 0)]
    [InlineData("2024-07-02", "2024-07-01", -1)]
    [InlineData("2024-07-08", "2024-07-05", -1)]
    public void WorkingDaysLeft_BeforeOnAndAfter_IsSigned(string today, string due, int left) =>
        Assert.Equal(left, Calendar.WorkingDaysLeft(Date(today), Date(due)));

    [Fact]
    public void With_NewerFileOfAYear_ReplacesThatYearOnly()
    {
        var corrected = new CalendarFile([2024], [new DateOnly(2024, 6, 25)], [], "correction");
        var calendar = Calendar.With(corrected);
        Assert.False(calendar.IsWorkingDay(new DateOnly(2024, 6, 25)));
        Assert.True(calendar.IsWorkingDay(new DateOnly(2024, 6, 10)));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2025, 10, 1)));
        Assert.Equal([2024, 2025, 2026], calendar.LoadedYears);
    }

    [Fact]
    public void AddWorkingDays_AnyStart_EndsOnAWorkingDayWithExactlySoManyBetween() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Int[1, 60]).Sample((offset, days) =>
        {
            var start = new DateOnly(2024, 1, 1).AddDays(offset);
            var end = Calendar.AddWorkingDays(start, days).Date;
            return Calendar.IsWorkingDay(end) && Calendar.WorkingDaysLeft(start, end) == days;
        });
}
