using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Tests.Attendance;

public sealed class AttendanceRulesTests
{
    private static readonly AbsenceLimits Limits = new(3, 5, 10);
    private static readonly IReadOnlyList<DateRange> WholeAugust = [new(new DateOnly(2024, 8, 1), new DateOnly(2024, 8, 31))];

    /// <summary>August 2024 with plain weeks: 22 days due; marks put in by day.</summary>
    private static string August(params (int Day, char Mark)[] marks)
    {
        var all = AttendanceRules.Usual(2024, 8, WholeAugust, [], WorkingDayCalendar.Empty.IsWorkingDay).ToCharArray();
        foreach (var (day, mark) in marks)
            all[day - 1] = mark;
        return new string(all);
    }

    private static Dictionary<DateOnly, char> Days(int year, int month, string marks) =>
        marks.Select((mark, i) => (Day: new DateOnly(year, month, i + 1), mark)).ToDictionary(pair => pair.Day, pair => pair.mark);

    [Fact]
    public void Totals_OfAugust2024_AreTwentyTwoDaysDue() =>
        Assert.Equal(new AttendanceTotals(22, 22, 0, 0, 0, 9), AttendanceRules.Totals(August()));

    [Fact]
    public void Totals_CountLeaveTrainingAndAbsenceAsDue() =>
        Assert.Equal(new AttendanceTotals(22, 19, 1, 1, 1, 9), AttendanceRules.Totals(August((1, 'T'), (2, 'L'), (12, 'A'))));

    /// <summary>DOMAIN §6: more than 3 consecutive, more than 5 in a month.</summary>
    [Theory]
    [InlineData("5,6,7", "")]
    [InlineData("5,6,7,8", "AbsentConsecutive 4")]
    [InlineData("1,2,5,6", "AbsentConsecutive 4")]
    [InlineData("1,5,7,9,13", "")]
    [InlineData("1,5,7,9,13,15", "AbsentInMonth 6")]
    public void Findings_AreBeyondTheLimit_NotAtIt(string absent, string expected)
    {
        var marks = August([.. absent.Split(',').Select(day => (int.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Mark.Absent))]);
        Assert.Equal(expected, string.Join(' ', AttendanceRules.Findings(Days(2024, 8, marks), 2024, 8, Limits).Select(one => $"{one.Ground} {one.Count}")));
    }

    [Fact]
    public void Findings_ARunFromTheMonthBefore_GoesOn()
    {
        var days = Days(2024, 7, "....................................."[..31]);
        days[new DateOnly(2024, 7, 30)] = days[new DateOnly(2024, 7, 31)] = Mark.Absent;
        foreach (var (day, mark) in Days(2024, 8, August((1, 'A'), (2, 'A'))))
            days[day] = mark;
        Assert.Equal([new AbsenceFinding(DismissalGround.AbsentConsecutive, 4, 3)], AttendanceRules.Findings(days, 2024, 8, Limits));
        Assert.Empty(AttendanceRules.Findings(days, 2024, 7, Limits));
    }

    [Theory]
    [InlineData(4, "")]
    [InlineData(5, "AbsentInYear 11")]
    public void Findings_InAYear_AreBeyondTen(int inAugust, string expected)
    {
        var days = Days(2024, 7, new string('W', 31));
        foreach (var day in (int[])[1, 3, 5, 8, 10, 12])
            days[new DateOnly(2024, 7, day)] = Mark.Absent;
        int[] absent = [1, 6, 8, 13, 15];
        foreach (var (day, mark) in Days(2024, 8, August([.. absent.Take(inAugust).Select(day => (day, Mark.Absent))])))
            days[day] = mark;
        Assert.Equal(expected, string.Join(' ', AttendanceRules.Findings(days, 2024, 8, Limits).Select(one => $"{one.Ground} {one.Count}")));
    }

    [Fact]
    public void Findings_InAYear_AreOfTheYearAlone()
    {
        var days = Days(2024, 12, new string('A', 31));
        foreach (var (day, mark) in Days(2025, 1, "WA" + new string('W', 29)))
            days[day] = mark;
        Assert.Empty(AttendanceRules.Findings(days, 2025, 1, Limits));
    }

    [Fact]
    public void Problems_NameTheDay()
    {
        IReadOnlyList<DateRange> onPost = [new(new DateOnly(2024, 8, 5), new DateOnly(2024, 8, 31))];
        var marks = August((5, 'L'), (6, '.')).ToCharArray();
        marks[1] = marks[2] = marks[3] = '.';
        var problems = AttendanceRules.Problems(new string(marks), 2024, 8, onPost, [], complete: true);
        Assert.Equal(["day1 MARK_NOT_ON_POST", "day5 LEAVE_NOT_APPROVED", "day6 MARK_MISSING"], problems.Select(one => $"{one.Field} {one.Code}"));
        Assert.Equal("day1 MARK_NOT_ON_POST", string.Join(' ', AttendanceRules.Problems(new string(marks), 2024, 8, onPost, [], complete: false).Select(one => $"{one.Field} {one.Code}")));
        Assert.Equal("MARKS_FORMAT", Assert.Single(AttendanceRules.Problems("WWW", 2024, 8, onPost, [], complete: false)).Code);
    }

    [Fact]
    public void Usual_IsWorkRestAndApprovedLeave_OnPostOnly()
    {
        var usual = AttendanceRules.Usual(2024, 8, [new(new DateOnly(2024, 8, 8), new DateOnly(2024, 8, 14))], [new(new DateOnly(2024, 8, 9), new DateOnly(2024, 8, 11))], WorkingDayCalendar.Empty.IsWorkingDay);
        Assert.Equal(".......WLRRWWW.................", usual);
    }

    [Theory]
    [InlineData("√", 'W')]
    [InlineData(" ○ ", 'R')]
    [InlineData("请假", 'L')]
    [InlineData("x", 'A')]
    [InlineData("⊕", 'T')]
    [InlineData("", '.')]
    [InlineData("8", null)]
    public void Parse_KnowsSymbolLetterAndWord(string text, char? mark) => Assert.Equal(mark, Mark.Parse(text));

    /// <summary>Reported by the 5th: 2024-10-05 is a Saturday, so by Monday; 2024-09-05 is a Thursday.</summary>
    [Theory]
    [InlineData("2024-09-01", 5, 4)]
    [InlineData("2024-09-05", 5, 0)]
    [InlineData("2024-09-06", 5, 21)]
    public void DueOnADayOfTheMonth_IsSoManyWorkingDaysAway(string today, int day, int days) =>
        Assert.Equal(days, CalendarStore.DaysUntil(WorkingDayCalendar.Empty, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), day));
}
