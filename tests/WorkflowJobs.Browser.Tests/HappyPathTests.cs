namespace WorkflowJobs.Browser.Tests;

/// <summary>A real person of the 2024 round (S01), from the published notice to the signed agreement, by clicks and keys alone.</summary>
public sealed partial class HappyPathTests(DemoServer server)
{
    // Not in the ordinary run until it has been green once: run it with `-explicit only`.
    [Fact(Explicit = true)]
    public async Task Person_OfTheRound2024_GetsFromTheNoticeToTheSignedAgreement()
    {
        await using var visitor = await Visitor.Arrive(server);

        await ReadNotice(visitor);
        var (receipt, code) = await ApplyOnBehalf(visitor);
        await OpenAccountAndFollow(visitor, receipt, code);
        await AcceptAndReview(visitor);
        await SelectAndPost(visitor);
        await ApproveInTheDistrict(visitor);
        await TrainAndSign(visitor, receipt);

        Assert.Empty(visitor.Faults);
    }
}
