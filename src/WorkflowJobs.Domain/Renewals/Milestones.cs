
namespace WorkflowJobs.Domain.Renewals;

/// <summary>What ends a placement by itself.</summary>
public enum MilestoneKind
{
    AgreementEnd,
    AgeLimit,
}

/// <summary>A notice that is due: so many days before a day that ends the placement. Earlier notices that were missed are not made up for.</summary>
public sealed record MilestoneDue(MilestoneKind Kind, DateOnly On, int DaysBefore);

/// <summary>What comes next of a placement. One of the three is set; none when nothing will come.</summary>
/// <param name="Notice">A notice that is due today.</param>
/// <param name="Reached">An end that is behind: the day before today or earlier was the last.</param>
/// <param name="WaitUntil">The next day on which something is due.</param>
public sealed record MilestoneNext(MilestoneDue? Notice, MilestoneKind? Reached, DateOnly? WaitUntil);

/// <summary>Notices at −60, −30 and −7 days before the agreement's end and the age limit, and the end itself (DOMAIN §8). Pure.</summary>
public static class Milestones
{
    /// <param name="agreementEndsOn">Last day of the last agreement in force.</param>
    /// <param name="ageLimitOn">Last day by age; null when unknown.</param>
    /// <param name="daysBefore">milestone.noticeDays, all positive.</param>
    /// <param name="sent">What was sent.</param>
    /// <param name="isSettled">Whether an end that is behind has its exit, under way or refused: it begins no second one.</param>
    public static MilestoneNext Next(DateOnly today, DateOnly agreementEndsOn, DateOnly? ageLimitOn, IReadOnlyList<int> daysBefore, IReadOnlyCollection<MilestoneDue> sent, Func<MilestoneKind, DateOnly, bool>? isSettled = null)
    {
        (MilestoneKind Kind, DateOnly On)[] ends = ageLimitOn is { } limit
            ? [(MilestoneKind.AgeLimit, limit), (MilestoneKind.AgreementEnd, agreementEndsOn)]
            : [(MilestoneKind.AgreementEnd, agreementEndsOn)];
        var reached = ends.Where(end => today > end.On && isSettled?.Invoke(end.Kind, end.On) is not true).OrderBy(end => end.On).ToList();
        if (reached.Count > 0)
            return new MilestoneNext(null, reached[0].Kind, null);
        var waits = new List<DateOnly>();
        foreach (var (kind, on) in ends.Where(end => today <= end.On))
        {
            var due = daysBefore.Where(days => today >= on.AddDays(-days)).Order().ToList();
            if (due.Count > 0 && !sent.Any(one => one.Kind == kind && one.On == on && one.DaysBefore <= due[0]))
                return new MilestoneNext(new MilestoneDue(kind, on, due[0]), null, null);
            waits.AddRange(daysBefore.Select(days => on.AddDays(-days)).Where(day => day > today).Append(on.AddDays(1)));
        }

        return new MilestoneNext(null, null, waits.Count == 0 ? null : waits.Min());
    }

    /// <summary>The words of a kind.</summary>
    public static (string Zh, string En) Words(MilestoneKind kind) => kind == MilestoneKind.AgeLimit
        ? ("达到在岗年龄上限", "the age limit is reached")
        : ("协议到期", "the agreement ends");
}
