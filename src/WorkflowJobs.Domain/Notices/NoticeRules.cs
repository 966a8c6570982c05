using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Notices;

/// <summary>A post as stated, before it is stored.</summary>
public sealed record StatedPost(string VillageId, PostKind Kind, int Batch, string Name, PostClass Class, string Content, string Place, int? HoursPerMonth, int Number, string Conditions, string EmployerUnit)
{
    /// <summary>综合设岗: one post for several duties.</summary>
    public bool IsCombined { get; init; }
}

/// <summary>What a notice must hold to before it is issued (DOMAIN A4, §6, §8 stages 0 and 1). Pure.</summary>
public static class NoticeRules
{
    private static readonly string[] Forbidden = ["管理岗", "专业技术", "公务员", "事业编"];

    // Words that name no work: a post that says only this has none.
    private static readonly string[] NoWork = ["无", "待定", "另行安排", "其他", "挂名", "以实际为准", "领导交办", "机动"];
    private static readonly char[] Marks = [' ', '\u3000', '、', '，', '。', '；', ',', ';', '.', '工', '作'];

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

    /// <summary>POST_FORBIDDEN, POST_EMPTY: posts without real work, and managerial or technical posts of public bodies, with the clause that forbids them (A4).</summary>
    public static IReadOnlyList<FieldError> Posts(IReadOnlyList<StatedPost> posts)
    {
        var errors = new List<FieldError>();
        for (var i = 0; i < posts.Count; i++)
        {
            if (Forbidden.FirstOrDefault(word => posts[i].Name.Contains(word, StringComparison.Ordinal)) is { } word)
                errors.Add(new FieldError($"posts[{i}].name", "POST_FORBIDDEN",
                    $"岗位名称含“{word}”：依据通知三（一），不得设置机关事业单位管理类、专业技术类岗位",
                    $"The name says “{word}”: clause 3(1) forbids managerial and technical posts of public bodies."));
            if (IsEmpty(posts[i].Content))
                errors.Add(new FieldError($"posts[{i}].content", "POST_EMPTY",
                    "依据通知三（一），不得设置无实际工作内容、无社会效益的岗位，请写明具体做什么", "Clause 3(1) forbids posts without real work or social benefit: say what is done."));
        }

        return errors;
    }

    private static bool IsEmpty(string content) =>
        content.Trim().Length < 4 || NoWork.Aggregate(content, (rest, word) => rest.Replace(word, "", StringComparison.Ordinal)).Trim(Marks).Length < 2;

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
