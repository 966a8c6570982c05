using WorkflowJobs.Domain.Assessments;

namespace WorkflowJobs.Domain.Tests.Assessments;

/// <summary>DOMAIN §6: 优 ≥90, 合格 60–89, 不合格 below 60; two in a row.</summary>
public sealed class AssessmentRulesTests
{
    [Theory]
    [InlineData(100, Grade.Excellent)]
    [InlineData(90, Grade.Excellent)]
    [InlineData(89, Grade.Satisfactory)]
    [InlineData(60, Grade.Satisfactory)]
    [InlineData(59, Grade.Failed)]
    [InlineData(0, Grade.Failed)]
    public void Grade_IsByTheLines(int total, Grade grade) => Assert.Equal(grade, AssessmentRules.GradeOf(total, 90, 60));

    [Theory]
    [InlineData("F", 1)]
    [InlineData("FF", 2)]
    [InlineData("FSF", 1)]
    [InlineData("FFS", 0)]
    [InlineData("SEFFF", 3)]
    [InlineData("", 0)]
    public void FailsInARow_AreTheLatest(string grades, int fails) =>
        Assert.Equal(fails, AssessmentRules.FailsInARow(grades.Select(one => one switch { 'F' => Grade.Failed, 'S' => Grade.Satisfactory, _ => Grade.Excellent })));

    [Fact]
    public void Scores_AddUpToAHundred_AndHoldTheirRanges()
    {
        Assert.Equal(100, new Scores(Scores.MostVillage, Scores.MostTown, Scores.MostDemocratic).Total);
        Assert.Empty(AssessmentRules.Problems(new Scores(30, 50, 20)));
        Assert.Equal(["village", "town", "democratic"], AssessmentRules.Problems(new Scores(31, -1, 21)).Select(one => one.Field));
    }
}
