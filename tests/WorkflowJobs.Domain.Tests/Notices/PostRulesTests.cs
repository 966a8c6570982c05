using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Tests.Notices;

/// <summary>Posts that clause 三(一) forbids (DOMAIN A4).</summary>
public sealed class PostRulesTests
{
    [Theory]
    [InlineData("综合网格员", "走访网格内住户，排查上报矛盾纠纷", "")]
    [InlineData("综合网格员", "无人区巡查", "")]
    [InlineData("办公室管理岗", "走访网格内住户", "POST_FORBIDDEN")]
    [InlineData("专业技术岗", "走访网格内住户", "POST_FORBIDDEN")]
    [InlineData("综合网格员", "待定", "POST_EMPTY")]
    [InlineData("综合网格员", "其他工作", "POST_EMPTY")]
    [InlineData("综合网格员", "领导交办、其他。", "POST_EMPTY")]
    [InlineData("事业编辅助岗", "无", "POST_FORBIDDEN POST_EMPTY")]
    public void Post_ByNameAndContent_IsAllowedOrRefusedWithItsClause(string name, string content, string codes)
    {
        var problems = NoticeRules.Posts([new StatedPost("v", PostKind.Rural, 1, name, PostClass.PublicService, content, "", null, 1, "", "")]);
        Assert.Equal(codes, string.Join(' ', problems.Select(problem => problem.Code)));
        Assert.All(problems, problem => Assert.Contains("三（一）", problem.MessageZh, StringComparison.Ordinal));
    }
}
