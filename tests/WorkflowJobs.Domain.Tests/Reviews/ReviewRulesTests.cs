using CsCheck;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Reviews;

namespace WorkflowJobs.Domain.Tests.Reviews;

public sealed class ReviewRulesTests
{
    private static readonly ReviewParameters Defaults = ReviewParameters.From(ParameterSet.Defaults);

    /// <summary>渔湾村: a roster of nine, of whom 曾庆国 is village officer.</summary>
    private static readonly MemberPresence[] Roster =
    [
        new("曾庆国", false, true), new("支部书记", false, true), new("代表一", true, true), new("代表二", true, true), new("代表三", true, true), new("代表四", true, true),
        new("代表五", true, false), new("代表六", true, false), new("委员", false, false),
    ];

    [Fact]
    public void Decide_S11FirstMeeting_RecusalBreaksTheQuorumForThatPersonOnly()
    {
        var sitting = new ReviewSitting(Roster, "代表一", "代表二");
        ReviewCount[] items = [new("P11", 4, 1, 0, ["曾庆国"]), new("P23", 3, 3, 0, []), new("P10", 6, 0, 0, [])];
        Assert.Empty(ReviewRules.Problems(sitting, items, Defaults));
        var decisions = ReviewRules.Decide(sitting, items, Defaults);
        Assert.Equal([ReviewOutcome.Invalid, ReviewOutcome.NotRecommended, ReviewOutcome.Recommended], decisions.Select(d => d.Outcome));
        Assert.Equal((5, 6, "REVIEW_NO_QUORUM"), (decisions[0].PresentForItem, decisions[0].QuorumNeeded, decisions[0].Reason?.Code));
        Assert.Equal(("REVIEW_NOT_PASSED", 4), (decisions[1].Reason?.Code, decisions[1].YesNeeded));
        Assert.Null(decisions[2].Reason);
    }

    [Fact]
    public void Decide_S11SecondMeeting_SubstituteRestoresTheQuorumAndFourOfSixPass()
    {
        var sitting = new ReviewSitting([.. Roster, new("替补", true, true, IsSubstitute: true)], "代表一", "代表二");
        ReviewCount[] items = [new("P11", 4, 2, 0, ["曾庆国"])];
        Assert.Equal(9, sitting.Roster);
        Assert.Empty(ReviewRules.Problems(sitting, items, Defaults));
        var decision = ReviewRules.Decide(sitting, items, Defaults).Single();
        Assert.Equal((ReviewOutcome.Recommended, 6), (decision.Outcome, decision.PresentForItem));
    }

    [Fact]
    public void Decide_Abstentions_CountAsPresent()
    {
        var sitting = new ReviewSitting(Roster, "代表一", "代表二");
        Assert.Equal(ReviewOutcome.NotRecommended, ReviewRules.Decide(sitting, [new("a", 3, 0, 3, [])], Defaults).Single().Outcome);
    }

    [Fact]
    public void SittingIsInvalid_TooFewPresentOrResidents_SaysWhich()
    {
        var five = new ReviewSitting([.. Roster.Select((m, i) => m with { Present = i is > 0 and < 6 })], "甲", "乙");
        Assert.Equal("REVIEW_NO_QUORUM", ReviewRules.SittingIsInvalid(five, Defaults)?.Code);
        var officials = new ReviewSitting([.. Roster.Select((m, i) => m with { IsResident = i > 2, Present = i < 6 })], "甲", "乙");
        Assert.Equal("REVIEW_RESIDENT_SHARE", ReviewRules.SittingIsInvalid(officials, Defaults)?.Code);
        Assert.Equal(ReviewOutcome.Invalid, ReviewRules.Decide(officials, [new("a", 6, 0, 0, [])], Defaults).Single().Outcome);
        Assert.Null(ReviewRules.SittingIsInvalid(new ReviewSitting(Roster, "甲", "乙"), Defaults));
    }

    [Theory]
    [InlineData(9, 6)]
    [InlineData(7, 5)]
    [InlineData(10, 7)]
    public void QuorumOf_Roster_IsTwoThirdsRoundedUp(int roster, int quorum) => Assert.Equal(quorum, ReviewRules.QuorumOf(roster, Defaults));

    [Fact]
    public void Problems_BadRecord_ListsEachWithItsCode()
    {
        Assert.Equal("REVIEW_ROSTER_TOO_SMALL", Problem(new ReviewSitting([.. Roster.Take(6)], "甲", "乙")));
        Assert.Equal("REVIEW_MEMBER_REPEATED", Problem(new ReviewSitting([.. Roster, Roster[8]], "甲", "乙")));
        Assert.Equal("REVIEW_TELLERS", Problem(new ReviewSitting(Roster, "甲", " 甲 ")));
        Assert.Equal("REVIEW_TELLERS", Problem(new ReviewSitting(Roster, "甲", "")));
        var sitting = new ReviewSitting(Roster, "甲", "乙");
        Assert.Equal("REVIEW_COUNTS", Problem(sitting, new ReviewCount("a", 4, 1, 0, [])));
        Assert.Equal("REVIEW_COUNTS", Problem(sitting, new ReviewCount("a", 7, -1, 0, [])));
        Assert.Equal("REVIEW_COUNTS", Problem(sitting, new ReviewCount("a", 6, 0, 0, ["曾庆国"])));
        Assert.Equal("REVIEW_RECUSED_UNKNOWN", Problem(sitting, new ReviewCount("a", 6, 0, 0, ["委员"])));
        Assert.Equal("REVIEW_APPLICANT_REPEATED", Problem(sitting, new ReviewCount("a", 6, 0, 0, []), new ReviewCount("a", 6, 0, 0, [])));
    }

    [Fact]
    public void Decide_MoreYes_IsNeverWorse() =>
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6]).Where(x => x.Item1 <= x.Item2).Sample((fewer, more) =>
        {
            var sitting = new ReviewSitting(Roster, "甲", "乙");
            var outcomes = ReviewRules.Decide(sitting, [new("a", fewer, 6 - fewer, 0, []), new("b", more, 6 - more, 0, [])], Defaults);
            return outcomes[0].Outcome != ReviewOutcome.Recommended || outcomes[1].Outcome == ReviewOutcome.Recommended;
        });

    private static string Problem(ReviewSitting sitting, params ReviewCount[] items) => Assert.Single(ReviewRules.Problems(sitting, items, Defaults)).Code;
}
