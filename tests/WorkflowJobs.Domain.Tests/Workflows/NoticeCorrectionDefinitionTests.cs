using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Workflows;

public sealed class NoticeCorrectionDefinitionTests
{
    private static ProcessWalk AtCheck(string applied) => ProcessWalk.Of("notice-correction").When("apply-correction", applied).Start()
        .Complete("correction-draft", "Submit").Complete("correction-sign", "Sign");

    [Theory]
    [InlineData("Applied")]
    [InlineData("TooLate")]
    public void Path_FromDraftToEffect_Ends(string applied) => Assert.Equal(WorkflowStatus.Finished, AtCheck(applied).Complete("correction-check", "Agree").Status);

    [Fact]
    public void Problems_ComeBackToTheDraft() => Assert.Equal(["correction-draft"], AtCheck("Problems").Complete("correction-check", "Agree").Open);

    [Fact]
    public void Return_ComesBackToTheDraft()
    {
        Assert.Equal(["correction-draft"], AtCheck("Applied").Complete("correction-check", "Return").Open);
        Assert.Equal(["correction-draft"], ProcessWalk.Of("notice-correction").Start().Complete("correction-draft", "Submit").Complete("correction-sign", "Return").Open);
    }
}
