using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Tests.Eligibility;

public sealed class NoticeWindowsTests
{
    private static readonly DateOnly AsOf = new(2024, 6, 14);
    private static readonly EligibilityParameters Defaults = EligibilityParameters.From(ParameterSet.Defaults);

    [Theory]
    [InlineData(PostKind.Rural, "R-AGE", "农村大龄人员：1959-06-14至1979-06-14出生")]
    [InlineData(PostKind.Rural, "R-YTH", "登记失业青年：1999-06-15至2008-06-14出生")]
    [InlineData(PostKind.Rural, "R-LOW", "农村低收入人口：1959-06-14至2008-06-14出生")]
    [InlineData(PostKind.Rural, "R-MOM", "登记失业的“二孩妈妈”：2名以上子女2006-06-15及以后出生")]
    [InlineData(PostKind.Urban, "U-AGE", "城镇大龄失业人员：女1979-06-14及以前出生、男1969-06-14及以前出生，且未达法定退休年龄")]
    [InlineData(PostKind.Urban, "U-OTH", "其他就业困难人员：未达法定退休年龄")]
    public void For_ClosingDateOfRound24_PrintsTheWorkedWindow(PostKind kind, string category, string text) =>
        Assert.Equal(text, NoticeWindows.For(kind, AsOf, Defaults).Single(w => w.Category == category).Zh);

    [Fact]
    public void For_BothKinds_NameEveryGroupInBothLanguages()
    {
        var windows = Enum.GetValues<PostKind>().SelectMany(kind => NoticeWindows.For(kind, AsOf, Defaults)).ToList();
        Assert.Equal(Categories.All.Select(c => c.Code), windows.Select(w => w.Category));
        Assert.All(windows, w => Assert.False(string.IsNullOrWhiteSpace(w.Zh) || string.IsNullOrWhiteSpace(w.En)));
    }
}
