using System.Globalization;
using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;

namespace WorkflowJobs.Domain.Notices;

/// <summary>One thing that a correction changes. <paramref name="IsCondition"/>: it bears on who applies for what until when.</summary>
public sealed record NoticeChange(string Field, string Zh, string En, string Before, string After, bool IsCondition);

/// <summary>
/// What a correction of a published notice changes, and what follows (DOMAIN §8, stage 1): it restarts the window if conditions change;
/// a correction of telephone numbers or of wording does not. Pure.
/// </summary>
public static class CorrectionRules
{
    public static readonly Refusal NotPublished = new("NOTICE_NOT_PUBLISHED", "公告尚未发布，请直接修改公告稿", "The notice is not published yet; change its draft instead.") { Status = 409 };
    public static readonly Refusal WindowOver = new("CORRECTION_TOO_LATE", "报名已截止，批次已开始，不能再更正公告", "The window has closed and the rounds have begun; the notice cannot be corrected any more.") { Status = 409 };

    /// <summary>A notice is corrected after it is published and before its window closes: then its rounds begin. The closing instant itself is too late.</summary>
    public static Refusal? MayCorrect(NoticeStatus status, DateTimeOffset? closesAt, DateTimeOffset now) => status switch
    {
        NoticeStatus.Draft => NotPublished,
        NoticeStatus.Closed => WindowOver,
        _ => now >= closesAt ? WindowOver : null,
    };

    /// <summary>What differs, in the order of the notice; empty when nothing does.</summary>
    public static IReadOnlyList<NoticeChange> Changes(NoticeText before, NoticeText after, Func<string, string> villageName)
    {
        var changes = new List<NoticeChange>();
        Add(changes, "title", "标题", "Title", before.Title, after.Title, isCondition: false);
        Add(changes, "opensOn", "报名开始", "Opens on", Day(before.OpensOn), Day(after.OpensOn), isCondition: true);
        Add(changes, "closesOn", "报名截止", "Closes on", Day(before.ClosesOn), Day(after.ClosesOn), isCondition: true);
        Add(changes, "place", "报名地点", "Place", before.Place, after.Place, isCondition: true);
        Add(changes, "phone", "咨询电话", "Telephone", before.Phone, after.Phone, isCondition: false);
        Add(changes, "supervisionPhone", "监督电话", "Supervision telephone", before.SupervisionPhone, after.SupervisionPhone, isCondition: false);
        foreach (var key in before.Lines.Concat(after.Lines).Select(line => (line.Kind, line.Batch)).Distinct())
            Add(changes, "lines", LineNames.Zh(key.Kind, key.Batch) + "名额", "Places of " + LineNames.En(key.Kind, key.Batch), Number(before, key), Number(after, key), isCondition: true);
        Posts(changes, before.Posts, after.Posts, villageName);
        foreach (var group in before.Groups.Except(after.Groups))
            changes.Add(new NoticeChange("groups", "安置对象", "Who may apply", group, "", true));
        foreach (var group in after.Groups.Except(before.Groups))
            changes.Add(new NoticeChange("groups", "安置对象", "Who may apply", "", group, true));
        return changes;
    }

    public static bool RestartsWindow(IReadOnlyList<NoticeChange> changes) => changes.Any(change => change.IsCondition);

    /// <summary>
    /// The closing date after a correction: as it was when the window does not restart; else at least <paramref name="minDays"/> working days,
    /// the day of the correction not counted. A window that has not opened yet counts from its opening, which is counted.
    /// </summary>
    public static WorkingDayResult ClosesOn(bool restarts, DateOnly? opensOn, DateOnly stated, DateOnly today, int minDays, WorkingDayCalendar calendar)
    {
        if (!restarts)
            return new WorkingDayResult(stated, !calendar.IsLoaded(stated.Year));
        var from = opensOn > today ? opensOn.Value.AddDays(-1) : today;
        var earliest = calendar.AddWorkingDays(from, minDays);
        return stated > earliest.Date ? new WorkingDayResult(stated, !calendar.IsLoaded(stated.Year)) : earliest;
    }

    private static void Posts(List<NoticeChange> changes, IReadOnlyList<StatedPost> before, IReadOnlyList<StatedPost> after, Func<string, string> villageName)
    {
        foreach (var key in before.Concat(after).Select(KeyOf).Distinct())
        {
            var (old, now) = (before.Where(post => KeyOf(post) == key).ToList(), after.Where(post => KeyOf(post) == key).ToList());
            if (old.SequenceEqual(now))
                continue;
            var wordingOnly = old.Select(Essence).SequenceEqual(now.Select(Essence));
            changes.Add(new NoticeChange("posts", "岗位", "Posts", Text(old, villageName), Text(now, villageName), !wordingOnly));
        }
    }

    /// <summary>The same post of the same village and line, however it is described.</summary>
    public static string KeyOf(StatedPost post) =>
        string.Create(CultureInfo.InvariantCulture, $"{post.VillageId}/{post.Kind}/{post.Batch}/{Words(post.Name)}");

    // Spaces and punctuation are wording; every other letter is a condition.
    private static StatedPost Essence(StatedPost post) => post with
    {
        Name = Words(post.Name),
        Content = Words(post.Content),
        Place = Words(post.Place),
        Conditions = Words(post.Conditions),
        EmployerUnit = Words(post.EmployerUnit),
    };

    private static string Words(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string Text(IEnumerable<StatedPost> posts, Func<string, string> villageName) => string.Join("；", posts.Select(post => string.Join("，",
        new[]
        {
            $"{villageName(post.VillageId)}{post.Name} {post.Number.ToString(CultureInfo.InvariantCulture)}人", post.Content, post.Place,
            post.HoursPerMonth is { } hours ? $"每月{hours.ToString(CultureInfo.InvariantCulture)}小时" : "", post.Conditions, post.EmployerUnit,
            post.IsCombined ? "综合设岗" : "",
        }.Where(part => part.Length > 0))));

    private static void Add(List<NoticeChange> changes, string field, string zh, string en, string before, string after, bool isCondition)
    {
        if (before != after)
            changes.Add(new NoticeChange(field, zh, en, before, after, isCondition && !(field == "place" && Words(before) == Words(after))));
    }

    private static string Number(NoticeText text, (Plans.PostKind Kind, int Batch) key) =>
        text.Lines.FirstOrDefault(line => (line.Kind, line.Batch) == key)?.Number.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Day(DateOnly? date) => date?.Iso() ?? "";
}
