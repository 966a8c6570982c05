using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Attendance;

/// <summary>Marks of a day (DOMAIN §11, D14). Stored and sent as letters, shown as the sheet's symbols.</summary>
public static class Mark
{
    /// <summary>√ 出勤.</summary>
    public const char Present = 'W';

    /// <summary>○ 公休.</summary>
    public const char Rest = 'R';

    /// <summary>△ 请假.</summary>
    public const char Leave = 'L';

    /// <summary>× 旷工.</summary>
    public const char Absent = 'A';

    /// <summary>⊕ 培训.</summary>
    public const char Training = 'T';

    /// <summary>Nothing recorded, or not on post.</summary>
    public const char None = '.';

    public static IReadOnlyList<char> All { get; } = [Present, Rest, Leave, Absent, Training];

    public static bool IsKnown(char mark) => mark == None || All.Contains(mark);

    /// <summary>The symbol on sheet and screen; empty for nothing.</summary>
    public static string Symbol(char mark) => mark switch { Present => "√", Rest => "○", Leave => "△", Absent => "×", Training => "⊕", _ => "" };

    /// <summary>The letter of a symbol, a letter, or the sheet's Chinese word; null when it is none of them.</summary>
    public static char? Parse(string text) => text.Trim() switch
    {
        "" or "." => None,
        "√" or "✓" or "✔" or "W" or "w" or "出勤" => Present,
        "○" or "〇" or "O" or "o" or "R" or "r" or "公休" => Rest,
        "△" or "▲" or "L" or "l" or "请假" => Leave,
        "×" or "✕" or "✗" or "X" or "x" or "A" or "a" or "旷工" => Absent,
        "⊕" or "T" or "t" or "培训" => Training,
        _ => null,
    };
}

/// <summary>A person's month in days: <c>Due</c> = present + training + leave + unexcused; days of rest are not due.</summary>
public sealed record AttendanceTotals(int Due, int Present, int Leave, int Unexcused, int Training, int Rest)
{
    /// <summary>实出勤: present, training included.</summary>
    public int Attended => Present + Training;
}

/// <summary>Beyond how many unexcused days removal is proposed (absence.dismiss.*): more than the number, not the number itself.</summary>
public sealed record AbsenceLimits(int Consecutive, int InMonth, int InYear);

/// <summary>A limit passed: by how many days, and the limit.</summary>
public sealed record AbsenceFinding(DismissalGround Ground, int Count, int Limit);

/// <summary>Attendance by the month (DOMAIN §6, §8 stage 11; D14). Pure.</summary>
public static class AttendanceRules
{
    public static AttendanceTotals Totals(string marks)
    {
        var (present, leave, absent, training, rest) = (Count(Mark.Present), Count(Mark.Leave), Count(Mark.Absent), Count(Mark.Training), Count(Mark.Rest));
        return new AttendanceTotals(present + training + leave + absent, present, leave, absent, training, rest);

        int Count(char mark) => marks.Count(one => one == mark);
    }

    /// <summary>
    /// Which limits the unexcused days pass in the given month. Consecutive days are counted over days on which work was due: days of rest
    /// between them neither count nor interrupt, and a run that began in the month before goes on.
    /// </summary>
    /// <param name="marks">Day → mark, of the month and of what is known of the year and the month before.</param>
    public static IReadOnlyList<AbsenceFinding> Findings(IReadOnlyDictionary<DateOnly, char> marks, int year, int month, AbsenceLimits limits)
    {
        var findings = new List<AbsenceFinding>();
        var (run, longest) = (0, 0);
        foreach (var (day, mark) in marks.Where(pair => pair.Key <= DateRange.Month(year, month).Last).OrderBy(pair => pair.Key))
        {
            if (mark is Mark.Rest or Mark.None)
                continue;
            run = mark == Mark.Absent ? run + 1 : 0;
            if (day.Year == year && day.Month == month)
                longest = Math.Max(longest, run);
        }

        Add(DismissalGround.AbsentConsecutive, longest, limits.Consecutive);
        var inMonth = marks.Count(pair => pair.Value == Mark.Absent && pair.Key.Year == year && pair.Key.Month == month);
        Add(DismissalGround.AbsentInMonth, inMonth, limits.InMonth);
        // A year's limit is passed in the month whose absence passes it or adds to it, not again in every month after.
        if (inMonth > 0)
            Add(DismissalGround.AbsentInYear, marks.Count(pair => pair.Value == Mark.Absent && pair.Key.Year == year && pair.Key.Month <= month), limits.InYear);
        return findings;

        void Add(DismissalGround ground, int count, int limit)
        {
            if (count > limit)
                findings.Add(new AbsenceFinding(ground, count, limit));
        }
    }

    /// <summary>
    /// What is wrong with a person's marks: MARKS_FORMAT, MARK_NOT_ON_POST, MARK_MISSING (a complete sheet only), LEAVE_NOT_APPROVED. The field is the day.
    /// </summary>
    /// <param name="onPost">Days of the month on post.</param>
    /// <param name="leave">Days with an approved leave.</param>
    /// <param name="complete">Whether every day must be marked: when the village reports.</param>
    public static IReadOnlyList<FieldError> Problems(string marks, int year, int month, IReadOnlyList<DateRange> onPost, IReadOnlyList<DateRange> leave, bool complete)
    {
        if (marks.Length != DateTime.DaysInMonth(year, month) || !marks.All(Mark.IsKnown))
            return [new FieldError("marks", "MARKS_FORMAT", "考勤符号有误，或天数与当月不符", "A mark is unknown, or there are not as many as the month has days.")];
        var problems = new List<FieldError>();
        for (var i = 0; i < marks.Length; i++)
        {
            var day = new DateOnly(year, month, i + 1);
            var isOnPost = onPost.Any(range => range.Contains(day));
            if (marks[i] != Mark.None && !isOnPost)
                problems.Add(Problem("MARK_NOT_ON_POST", "不在岗，不得填写考勤", "not on post on this day"));
            else if (complete && marks[i] == Mark.None && isOnPost)
                problems.Add(Problem("MARK_MISSING", "未填写考勤", "nothing recorded"));
            else if (complete && marks[i] == Mark.Leave && !leave.Any(range => range.Contains(day)))
                problems.Add(Problem("LEAVE_NOT_APPROVED", "没有批准的请假", "no leave was approved"));

            FieldError Problem(string code, string zh, string en) => new($"day{day.Day}", code, $"{day.Iso()}：{zh}", $"{day.Iso()}: {en}.");
        }

        return problems;
    }

    /// <summary>The month as it begins: leave where it was approved, nothing elsewhere.</summary>
    public static string Blank(int year, int month, IReadOnlyList<DateRange> onPost, IReadOnlyList<DateRange> leave) =>
        Marks(year, month, onPost, day => leave.Any(range => range.Contains(day)) ? Mark.Leave : Mark.None);

    /// <summary>Work on every working day, rest on the others, leave where it was approved: what most months are.</summary>
    public static string Usual(int year, int month, IReadOnlyList<DateRange> onPost, IReadOnlyList<DateRange> leave, Func<DateOnly, bool> isWorkingDay) =>
        Marks(year, month, onPost, day => !isWorkingDay(day) ? Mark.Rest : leave.Any(range => range.Contains(day)) ? Mark.Leave : Mark.Present);

    private static string Marks(int year, int month, IReadOnlyList<DateRange> onPost, Func<DateOnly, char> mark) => string.Concat(
        Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Select(day => new DateOnly(year, month, day)).Select(day => onPost.Any(range => range.Contains(day)) ? mark(day) : Mark.None));
}
