using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Exits;

/// <summary>Why somebody leaves a post (DOMAIN §8, stage 14; §4.5).</summary>
public enum ExitKind
{
    /// <summary>期满: the agreement has ended and is not renewed.</summary>
    Expiry,

    /// <summary>自愿辞岗.</summary>
    Resignation,

    /// <summary>实现就业: employed elsewhere.</summary>
    Employed,

    /// <summary>到龄: the age limit of the post.</summary>
    AgeLimit,

    /// <summary>死亡.</summary>
    Death,

    /// <summary>不胜任: unfit, two assessments 不合格 in a row for instance.</summary>
    Unfit,

    /// <summary>违纪: breach of discipline, repeated absence for instance.</summary>
    Misconduct,

    /// <summary>清退（违规上岗）: on post against the rules, or pay drawn without work.</summary>
    Removal,

    /// <summary>入学.</summary>
    Schooling,

    /// <summary>参军.</summary>
    MilitaryService,

    /// <summary>迁出.</summary>
    MovedAway,

    /// <summary>服刑.</summary>
    Imprisonment,
}

/// <summary>What the kind of an exit implies.</summary>
/// <param name="NeedsDefence">Removes the person against their will: a notice and a statement of defence come first, and the decision may be disputed.</param>
/// <param name="StopsAtOnce">Pay stops on the day of the event, before anybody has decided (DOMAIN §8): death, fraud.</param>
/// <param name="ByWorker">The person may report it themselves.</param>
/// <param name="IsFollowed">Follow-up services are offered after it (clause 三(七)).</param>
public sealed record ExitTraits(string Zh, string En, bool NeedsDefence, bool StopsAtOnce, bool ByWorker, bool IsFollowed);

/// <summary>The rules of leaving a post. Pure.</summary>
public static class ExitRules
{
    public static ExitTraits Of(ExitKind kind) => kind switch
    {
        ExitKind.Expiry => new("期满", "Agreement ended", false, false, false, true),
        ExitKind.Resignation => new("自愿辞岗", "Resignation", false, false, true, true),
        ExitKind.Employed => new("实现就业", "Employed elsewhere", false, false, true, true),
        ExitKind.AgeLimit => new("到龄", "Age limit", false, false, false, true),
        ExitKind.Death => new("死亡", "Death", false, true, false, false),
        ExitKind.Unfit => new("不胜任", "Unfit", true, false, false, true),
        ExitKind.Misconduct => new("违纪", "Misconduct", true, false, false, true),
        ExitKind.Removal => new("清退（违规上岗）", "Removal", true, true, false, false),
        ExitKind.Schooling => new("入学", "Schooling", false, false, true, false),
        ExitKind.MilitaryService => new("参军", "Military service", false, false, true, false),
        ExitKind.MovedAway => new("迁出", "Moved away", false, false, true, false),
        ExitKind.Imprisonment => new("服刑", "Imprisonment", false, false, false, false),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Of the two groups by which exits are counted, 自然退出 and 人员清退 (DOMAIN §4.5), the latter.</summary>
    public static bool IsRemoval(ExitKind kind) => Of(kind).NeedsDefence;

    /// <summary>
    /// EXIT_BEFORE_START, EXIT_AFTER_AGREEMENT or EXIT_IN_FUTURE; null when the day may be the last one. The day before the first day is
    /// allowed: who never began has been on post for no day.
    /// </summary>
    /// <param name="endsOn">Last day of the agreements in force; null when none is known.</param>
    public static FieldError? LastDay(ExitKind kind, DateOnly lastDay, DateOnly startsOn, DateOnly? endsOn, DateOnly today)
    {
        if (lastDay < startsOn.AddDays(-1))
            return new FieldError("lastDay", "EXIT_BEFORE_START", $"最后在岗日不得早于上岗日{startsOn.Iso()}", $"The last day cannot be before the first, {startsOn.Iso()}.");
        if (endsOn is { } end && lastDay > end)
            return new FieldError("lastDay", "EXIT_AFTER_AGREEMENT", $"最后在岗日不得晚于协议期满日{end.Iso()}", $"The last day cannot be after the agreement's end, {end.Iso()}.");
        return Of(kind).StopsAtOnce && lastDay > today
            ? new FieldError("lastDay", "EXIT_IN_FUTURE", "死亡或清退的最后在岗日不得晚于今天", "The last day before a death or a removal cannot lie in the future.")
            : null;
    }

    /// <summary>Last calendar day on which the vacancy may be reported in time: so many days after the last day on post (DOMAIN §4.5).</summary>
    public static DateOnly VacancyDueOn(DateOnly lastDay, int reportDays) => lastDay.AddDays(reportDays);

    /// <summary>The days of the follow-up contacts: the month's last day where the last day on post was one (S26: 12-31 → 01-31, 03-31, 06-30, 12-31).</summary>
    public static IReadOnlyList<DateOnly> FollowUps(DateOnly lastDay, IEnumerable<int> months) => [.. months.Order().Distinct().Select(count =>
    {
        var day = lastDay.AddMonths(count);
        return IsMonthEnd(lastDay) ? new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)) : day;
    })];

    private static bool IsMonthEnd(DateOnly day) => day.AddDays(1).Day == 1;
}
