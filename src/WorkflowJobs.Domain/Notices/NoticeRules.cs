using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Notices;

/// <summary>A post as stated, before it is stored.</summary>
public sealed record StatedPost(string VillageId, PostKind Kind, int Batch, string Name, PostClass Class, string Content, string Place, int? HoursPerMonth, int Number, string Conditions, string EmployerUnit);

/// <summary>What a notice must hold to before it is issued (DOMAIN A4, §6, §8 stages 0 and 1). Pure.</summary>
public static class NoticeRules
{
    private static readonly string[] Forbidden = ["管理岗", "专业技术", "公务员", "事业编"];

    /// <summary>The window is long enough in working days and does not begin in the past.</summary>
    public static IReadOnlyList<FieldError> Window(DateOnly opens, DateOnly closes, DateOnly today, int minDays, WorkingDayCalendar calendar)
    {
        var errors = new List<FieldError>();
        if (closes < opens)
            errors.Add(new FieldError("closesOn", "WINDOW_ORDER", "截止日期早于开始日期", "The window ends before it begins."));
        else if (calendar.WorkingDaysIn(opens < today ? today : opens, closes) is var days && days < minDays)
            errors.Add(new FieldError("closesOn", "WINDOW_TOO_SHORT", $"报名窗口仅{days}个工作日，至少{minDays}个", $"The window has {days} working day(s); at least {minDays} are needed."));
        return errors;
    }

    /// <summary>Posts without real work and managerial or technical posts of public bodies are forbidden.</summary>
    public static IReadOnlyList<FieldError> Posts(IReadOnlyList<StatedPost> posts)
    {
        var errors = new List<FieldError>();
        for (var i = 0; i < posts.Count; i++)
        {
            if (Forbidden.Any(word => posts[i].Name.Contains(word, StringComparison.Ordinal)))
                errors.Add(new FieldError($"posts[{i}].name", "POST_FORBIDDEN", "不得设置机关事业单位管理类、专业技术类岗位", "Managerial and technical posts of public bodies are forbidden."));
            if (posts[i].Content.Trim().Length < 4)
                errors.Add(new FieldError($"posts[{i}].content", "POST_EMPTY", "岗位须有实际工作内容", "A post needs real work."));
        }

        return errors;
    }

    /// <summary>No line offers more than the allocation gives it, and no post stands on a line that the town does not have.</summary>
    public static IReadOnlyList<FieldError> Allocation(IReadOnlyList<StatedPost> posts, IReadOnlyList<AllocationLine> allocation)
    {
        var errors = new List<FieldError>();
        foreach (var group in posts.GroupBy(p => (p.Kind, p.Batch)))
        {
            var line = allocation.FirstOrDefault(a => (a.Kind, a.Batch) == group.Key);
            var name = LineNames.Zh(group.Key.Kind, group.Key.Batch);
            if (line is null)
                errors.Add(new FieldError("posts", "LINE_NOT_ALLOCATED", $"分配计划中没有{name}", $"The allocation has no {LineNames.En(group.Key.Kind, group.Key.Batch)}."));
            else if (group.Sum(p => p.Number) is var sum && sum > line.Number)
                errors.Add(new FieldError("posts", "POSTS_EXCEED_ALLOCATION", $"{name}岗位共{sum}个，超过分配的{line.Number}个", $"{LineNames.En(group.Key.Kind, group.Key.Batch)} offers {sum} posts; {line.Number} are allocated."));
        }

        return errors;
    }
}
