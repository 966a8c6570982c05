using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Workflows;

public sealed class ApplicationDefinitionTests
{
    private static readonly JsonObject Facts = new() { ["roundId"] = "r1", ["villageId"] = "v1", ["tier"] = 1 };

    private static ProcessWalk Started() => ProcessWalk.Of("application")
        .When("check-acceptance", "Eligible", Facts).When("check-approval", "Eligible", Facts)
        .When("request-supplement", "Requested").When("request-supplement-town", "Requested")
        .When("enrol-training", "Enrolled").When("record-agreement", "Signed")
        .Waits("await-review", "await-selection", "await-promotion", "await-publicity", "await-place", "await-training",
            "await-supplement-deadline", "await-supplement-deadline-town", "await-reexamination-deadline")
        .Start();

    private static ProcessWalk Accepted() => Started().Complete("application-form", "Submit").Complete("acceptance", "Accept");

    private static ProcessWalk AtTownHandling() => Accepted().Reached("await-review", "Recommended");

    private static ProcessWalk AtDistrict() => AtTownHandling().Complete("town-handling", "Pass").Complete("town-decision", "Pass")
        .Reached("await-selection", "Selected").Reached("await-publicity", "Clear");

    [Fact]
    public void Start_OpensTheFormAndTheTwoEvents()
    {
        var walk = Started();
        Assert.Equal(["application-form"], walk.Open);
        Assert.Equal("AP", walk.Payload("application-form", "role"));
    }

    [Fact]
    public void HappyPath_SetsEachStatusOnceAndFinishes()
    {
        var walk = AtDistrict().When("take-quota", "Taken").Complete("district-comparison", "Pass").Complete("district-approval", "Approve")
            .Reached("await-training", "Passed").Complete("signing", "Signed");
        Assert.Equal(["ACCEPTED", "TOWN_REVIEW", "DISTRICT_REVIEW", "APPROVED", "SIGNING"], walk.Statuses);
        Assert.Equal(WorkflowStatus.Finished, walk.Status);
    }

    [Fact]
    public void Acceptance_CarriesTheGroupKeyOfVillageAndRound()
    {
        Assert.Equal("acceptance/r1/v1", Started().Complete("application-form", "Submit").Payload("acceptance", "groupKey"));
    }

    [Theory]
    [InlineData("Eligible")]
    [InlineData("NotEligible")]
    public void CheckEligibility_WhateverItSays_GoesToTheOfficer(string outcome)
    {
        var walk = ProcessWalk.Of("application").When("check-acceptance", outcome, Facts).Start().Complete("application-form", "Submit");
        Assert.Equal(["acceptance"], walk.Open);
    }

    [Fact]
    public void Supplement_HandedIn_CancelsTheDeadlineAndIsCheckedAgain()
    {
        var walk = Started().When("supplement-outcome", "Submitted").Complete("application-form", "Submit").Complete("acceptance", "Supplement");
        Assert.Equal(["await-supplement-deadline", "supplement"], walk.Open);
        walk.Complete("supplement", "Submit");
        Assert.Equal(["acceptance"], walk.Open);
    }

    [Fact]
    public void Supplement_Twice_OpensTaskAndDeadlineAgain()
    {
        var walk = Started().When("supplement-outcome", "Submitted").Complete("application-form", "Submit")
            .Complete("acceptance", "Supplement").Complete("supplement", "Submit").Complete("acceptance", "Supplement");
        Assert.Equal(["await-supplement-deadline", "supplement"], walk.Open);
        Assert.Equal(["await-review"], walk.Complete("supplement", "Submit").Complete("acceptance", "Accept").Open);
    }

    [Fact]
    public void Supplement_NotHandedIn_Lapses()
    {
        var walk = Started().When("supplement-outcome", "Lapsed").Complete("application-form", "Submit").Complete("acceptance", "Supplement")
            .Reached("await-supplement-deadline", "Due");
        Assert.Equal(["LAPSED"], walk.Statuses);
        Assert.Equal(WorkflowStatus.Finished, walk.Status);
    }

    [Fact]
    public void TownSupplement_HandedIn_ComesBackToTheTownHandler()
    {
        var walk = AtTownHandling().When("supplement-outcome-town", "Submitted").Complete("town-handling", "Supplement").Complete("supplement-town", "Submit");
        Assert.Equal(["town-handling"], walk.Open);
        Assert.Equal(["town-decision"], walk.Complete("town-handling", "Pass").Open);
    }

    [Fact]
    public void NotRecommended_Requested_Overturned_GoesToTheTown()
    {
        var walk = Accepted().When("reexamination-outcome", "Requested").Reached("await-review", "NotRecommended");
        Assert.Equal(["await-reexamination-deadline", "reexamination-request"], walk.Open);
        walk.Complete("reexamination-request", "Request").Complete("reexamination", "Overturn");
        Assert.Equal(["town-handling"], walk.Open);
        Assert.Equal(["ACCEPTED", "NOT_RECOMMENDED", "TOWN_REVIEW"], walk.Statuses);
    }

    [Fact]
    public void NotRecommended_NotContested_Ends()
    {
        var walk = Accepted().When("reexamination-outcome", "Expired").Reached("await-review", "NotRecommended").Reached("await-reexamination-deadline", "Due");
        Assert.Equal(WorkflowStatus.Finished, walk.Status);
        Assert.Equal(["ACCEPTED", "NOT_RECOMMENDED"], walk.Statuses);
    }

    [Fact]
    public void Waitlisted_Promoted_GoesThroughPublicity()
    {
        var walk = AtTownHandling().Complete("town-handling", "Pass").Complete("town-decision", "Pass").Reached("await-selection", "Waitlisted");
        Assert.Equal(["await-promotion"], walk.Open);
        Assert.Equal(["await-publicity"], walk.Reached("await-promotion", "Promoted").Open);
    }

    [Fact]
    public void QuotaExhausted_WaitsForAPlaceAndTakesIt()
    {
        var walk = AtDistrict().When("take-quota", "Exhausted").Complete("district-comparison", "Pass").Complete("district-approval", "Approve");
        Assert.Equal(["await-place"], walk.Open);
        Assert.Equal(["await-training"], walk.When("take-quota", "Taken").Reached("await-place", "Promoted").Open);
        Assert.Equal("APPROVED", walk.Statuses[^1]);
    }

    [Theory]
    [InlineData("Retake")]
    [InlineData("NextClass")]
    public void Training_AgainThenLapsed_LosesTheOffer(string again)
    {
        var walk = AtDistrict().When("take-quota", "Taken").Complete("district-comparison", "Doubt").Complete("district-approval", "Approve");
        walk.When("await-training", again);
        // The second asking must wait again, or the loop would never rest.
        walk.When("enrol-training", "Enrolled");
        walk.Waits("await-training");
        Assert.Equal(["await-training"], walk.Open);
        walk.Reached("await-training", "Lapsed");
        Assert.Equal("OFFER_LAPSED", walk.Statuses[^1]);
        Assert.Equal(WorkflowStatus.Finished, walk.Status);
    }

    [Theory]
    [InlineData("Refused")]
    [InlineData("NoShow")]
    public void Signing_Missed_LosesTheOffer(string outcome)
    {
        var walk = AtDistrict().When("take-quota", "Taken").Complete("district-comparison", "Pass").Complete("district-approval", "Approve")
            .Reached("await-training", "Passed").Complete("signing", outcome);
        Assert.Equal("OFFER_LAPSED", walk.Statuses[^1]);
        Assert.Equal(WorkflowStatus.Finished, walk.Status);
    }

    [Theory]
    [InlineData("ApplicationWithdrawn", "WITHDRAWN")]
    [InlineData("ApplicationSuperseded", "SUPERSEDED")]
    public void Event_WhileSomethingIsOpen_EndsTheCase(string name, string status)
    {
        var walk = AtTownHandling().Event(name);
        Assert.Equal(status, walk.Statuses[^1]);
        Assert.Equal(WorkflowStatus.Finished, walk.Status);
        Assert.Empty(walk.Open);
    }

    [Fact]
    public void Rejections_EachEndTheCase()
    {
        Assert.Equal(["REJECTED"], Started().Complete("application-form", "Submit").Complete("acceptance", "NotAccept").Statuses);
        Assert.Equal(WorkflowStatus.Finished, AtTownHandling().Complete("town-handling", "Reject").Status);
        Assert.Equal(WorkflowStatus.Finished, AtTownHandling().Complete("town-handling", "Pass").Complete("town-decision", "Reject").Status);
        Assert.Equal(WorkflowStatus.Finished, AtDistrict().Complete("district-comparison", "Pass").Complete("district-approval", "Reject").Status);
    }
}
