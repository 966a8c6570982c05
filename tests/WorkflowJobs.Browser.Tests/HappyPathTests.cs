namespace WorkflowJobs.Browser.Tests;

/// <summary>A person like the S01 of the 2024 round, who has no account yet, from the published notice to the signed agreement, by clicks and keys alone; as applicant, village, town and district officer.</summary>
public sealed partial class HappyPathTests(DemoServer server)
{
    [Fact]
    public async Task Person_WithAnInvitation_GetsFromTheNoticeToTheSignedAgreement()
    {
        await using var visitor = await Visitor.Arrive(server);

        await visitor.Walk(async () =>
        {
            await ReadNotice(visitor);
            await OpenAccount(visitor);
            var receipt = await Apply(visitor);
            await Follow(visitor, receipt);
            await AcceptAndReview(visitor);
            await SelectAndPost(visitor);
            await ApproveInTheDistrict(visitor);
            await TrainAndSign(visitor, receipt);
            await SeeTheEnd(visitor);
        });

        Assert.Empty(visitor.Faults);
    }
}
