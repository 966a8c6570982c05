using WorkflowJobs.Domain.Calendars;
using WorkflowJobs.Domain.Data.Seed;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Tests.Notices;

/// <summary>DOMAIN §8, stage 1: a correction restarts the window if conditions change, and only then.</summary>
public sealed class CorrectionRulesTests
{
    private static readonly StatedPost Post = new("hudong", PostKind.Rural, 1, "消防安全协管员", PostClass.PublicService, "巡查消防设施、劝导用火。", "村委会", 80, 3, "身体健康", "湖东村");

    private static readonly NoticeText Notice = new("2024年公告", new(2024, 6, 3), new(2024, 6, 14), "便民中心", "0537-1111111", "0537-2222222")
    {
        Lines = [new StatedLine(PostKind.Rural, 1, 110)],
        Posts = [Post],
        Groups = ["农村大龄人员：1959-06-14至1979-06-14出生"],
    };

    public static TheoryData<string, bool> Cases => new()
    {
        { "title", false }, { "phone", false }, { "supervisionPhone", false }, { "punctuation", false },
        { "opensOn", true }, { "closesOn", true }, { "place", true }, { "line", true }, { "newLine", true }, { "postNumber", true }, { "postPlace", true },
        { "postContent", true }, { "postConditions", true }, { "newPost", true }, { "lessPost", true }, { "groups", true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Change_OfAKind_RestartsTheWindowOrNot(string what, bool restarts)
    {
        var changes = CorrectionRules.Changes(Notice, Corrected(what), id => id);
        Assert.NotEmpty(changes);
        Assert.Equal(restarts, CorrectionRules.RestartsWindow(changes));
    }

    [Fact]
    public void Change_Nothing_IsNone() => Assert.Empty(CorrectionRules.Changes(Notice, Notice with { Posts = [Post with { }] }, id => id));

    [Theory]
    [InlineData(NoticeStatus.Draft, "2024-06-10", "NOTICE_NOT_PUBLISHED")]
    [InlineData(NoticeStatus.Published, "2024-06-10", null)]
    [InlineData(NoticeStatus.Open, "2024-06-10", null)]
    [InlineData(NoticeStatus.Closed, "2024-06-15", "CORRECTION_TOO_LATE")]
    public void MayCorrect_ByStatus(NoticeStatus status, string on, string? code) =>
        Assert.Equal(code, CorrectionRules.MayCorrect(status, Closes, new DateTimeOffset(TestFiles.Date(on), default, TimeSpan.FromHours(8)))?.Code);

    [Fact]
    public void MayCorrect_UntilTheClosingInstant_NotAtIt()
    {
        Assert.Null(CorrectionRules.MayCorrect(NoticeStatus.Open, Closes, Closes.AddMilliseconds(-1)));
        Assert.Equal("CORRECTION_TOO_LATE", CorrectionRules.MayCorrect(NoticeStatus.Open, Closes, Closes)?.Code);
    }

    [Theory]
    [InlineData(false, "2024-06-03", "2024-06-14", "2024-06-12", "2024-06-14")]
    [InlineData(true, "2024-06-03", "2024-06-14", "2024-06-06", "2024-06-14")] // the fifth is the 06-14 that was stated: 06-10 is a holiday
    [InlineData(true, "2024-06-03", "2024-06-14", "2024-06-07", "2024-06-17")]
    [InlineData(true, "2024-06-03", "2024-06-14", "2024-06-12", "2024-06-19")]
    [InlineData(true, "2024-06-03", "2024-06-28", "2024-06-12", "2024-06-28")]
    [InlineData(true, "2024-06-20", "2024-06-21", "2024-06-12", "2024-06-26")] // not open yet: 20, 21, 24, 25, 26
    public void ClosesOn_Restarted_GivesFiveWorkingDaysFromTheCorrection(bool restarts, string opens, string stated, string today, string expected) =>
        Assert.Equal(TestFiles.Date(expected), CorrectionRules.ClosesOn(restarts, TestFiles.Date(opens), TestFiles.Date(stated), TestFiles.Date(today), 5, Calendar).Date);

    private static DateTimeOffset Closes { get; } = new(2024, 6, 14, 17, 30, 0, TimeSpan.FromHours(8));

    private static WorkingDayCalendar Calendar { get; } = WorkingDayCalendar.From(CalendarFile.Read(SeedFiles.Text(SeedFiles.Calendar)).Value!);

    private static NoticeText Corrected(string what) => what switch
    {
        "title" => Notice with { Title = "2024年需求公告" },
        "phone" => Notice with { Phone = "0537-3333333" },
        "supervisionPhone" => Notice with { SupervisionPhone = "0537-3333333" },
        "punctuation" => Notice with { Posts = [Post with { Content = "巡查消防设施，劝导用火" }] },
        "opensOn" => Notice with { OpensOn = new(2024, 6, 4) },
        "closesOn" => Notice with { ClosesOn = new(2024, 6, 17) },
        "place" => Notice with { Place = "镇政府" },
        "line" => Notice with { Lines = [new StatedLine(PostKind.Rural, 1, 109)] },
        "newLine" => Notice with { Lines = [.. Notice.Lines, new StatedLine(PostKind.Urban, 1, 5)] },
        "postNumber" => Notice with { Posts = [Post with { Number = 2 }] },
        "postPlace" => Notice with { Posts = [Post with { Place = "镇上" }] },
        "postContent" => Notice with { Posts = [Post with { Content = "打扫街道" }] },
        "postConditions" => Notice with { Posts = [Post with { Conditions = "会用电脑" }] },
        "newPost" => Notice with { Posts = [Post, Post with { Name = "宣传助理员" }] },
        "lessPost" => Notice with { Posts = [] },
        "groups" => Notice with { Groups = ["农村大龄人员：1958-06-14至1979-06-14出生"] },
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };
}
