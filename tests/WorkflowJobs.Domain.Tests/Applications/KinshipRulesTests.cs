using WorkflowJobs.Domain.Applications;

namespace WorkflowJobs.Domain.Tests.Applications;

public sealed class KinshipRulesTests
{
    [Theory]
    [InlineData(null, null, true)]
    [InlineData("x1", null, true)]
    [InlineData(null, "x1", true)]
    [InlineData("x1", "x1", true)]
    [InlineData("x1", "x2", false)]
    public void SameName_IsHeldAsRelativeUnlessNumbersDiffer(string? officer, string? declared, bool expected) =>
        Assert.Equal(expected, KinshipRules.IsRelative(new Identified("曾庆国", "p", officer), [new DeclaredRelative("曾庆国", declared)]));

    [Fact]
    public void OtherName_WithTheSameNumber_IsARelative() =>
        Assert.True(KinshipRules.IsRelative(new Identified("曾庆国", "p", "x1"), [new DeclaredRelative("曾慶國", "x1")]));

    [Fact]
    public void Namesake_OfTheApplicant_IsAWarningAndNoBar()
    {
        var officer = new Identified("澹台明", null, null);
        Assert.True(KinshipRules.IsNamesake(officer, "p27", "澹台明"));
        Assert.False(KinshipRules.IsApplicant(officer, "p27"));
        Assert.False(KinshipRules.IsNamesake(new Identified("澹台明", "p28", "x"), "p27", "澹台明"));
        Assert.True(KinshipRules.IsApplicant(new Identified("澹台明", "p27", "x"), "p27"));
    }
}
