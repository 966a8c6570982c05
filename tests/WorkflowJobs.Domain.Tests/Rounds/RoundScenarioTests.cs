using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Tasks;
using static WorkflowJobs.Domain.Tests.Rounds.RoundSteps;

namespace WorkflowJobs.Domain.Tests.Rounds;

/// <summary>Scenarios of DOMAIN §13 from the review to the agreement, through the officers' tasks.</summary>
public sealed class RoundScenarioTests
{
    [Fact]
    public async Task S11_RecusalBreaksTheQuorum_TownVotesAgainForThatPersonOnly()
    {
        await using var f = await RoundsFixture.Create(places: 3);
        var p11 = await f.Accepted("P11", 2, relative: "曾庆国");
        var p23 = await f.Accepted("P23", 2);
        await f.StartRound();
        await f.MoveTo(RoundsFixture.At("2024-06-20"));

        var own = await f.Try("review-record", "zeng", "Record", await f.Record("zeng", "2024-06-20", Roster(6), Votes(p11, 4, 1, recused: "曾庆国"), Votes(p23, 3, 3, "能力不适合该岗位")));
        Assert.Contains(own.Refusal!.Errors, e => e.Code == "REVIEW_CONFLICT" && e.Field == "people[0]");
        Assert.Null((await f.Application(p23)).ReviewOutcome);

        await f.Reviewed("zeng", await f.Record("zeng", "2024-06-20", Roster(6), Votes(p23, 3, 3, "能力不适合该岗位")));
        Assert.Equal(ApplicationStatus.NotRecommended, (await f.Application(p23)).Status);
        Assert.Null((await f.Application(p11)).ReviewOutcome);

        await f.MoveTo(RoundsFixture.At("2024-06-21"));
        var roster = Roster(6, "替补甲");
        roster[0]!["present"] = false;
        await f.Do("review-substitutes", "zhang", "Record", await f.Record("zhang", "2024-06-21", roster, Votes(p11, 4, 2)));
        await f.Do("review-certification", "wang", "Certify", []);

        Assert.Equal(ReviewOutcomes.Recommended, (await f.Application(p11)).ReviewOutcome);
        Assert.Equal(ApplicationStatus.TownReview, (await f.Application(p11)).Status);
        var items = await f.Read(work => work.Db.ReviewItems.Join(work.Db.ReviewSessions, i => i.SessionId, s => s.Id, (i, s) => new { i.ApplicationId, s.Number, i.Outcome, i.Recused })
            .OrderBy(x => x.Number).ThenBy(x => x.ApplicationId).ToListAsync());
        Assert.Equal(
            [(1, p11, "InvalidNoQuorum", "曾庆国"), (1, p23, "NotRecommended", ""), (2, p11, "Recommended", "")],
            items.Select(x => (x.Number, x.ApplicationId, x.Outcome, x.Recused)));
        Assert.Single(await f.Read(work => work.Db.PersonNotices.Where(n => n.Kind == NoticeKinds.NotRecommended && n.ApplicationId == p23).ToListAsync()));

        // The paper and the page name the members as the record did, not as their ids fell.
        var last = await f.Read(work => work.Db.ReviewSessions.OrderBy(s => s.Number).LastAsync());
        Assert.Equal(roster.Select(row => (string)row!["name"]!), await f.Read(work => work.Db.ReviewMembers.Where(m => m.SessionId == last.Id).OrderBy(m => m.Id).Select(m => m.Name).ToListAsync()));
    }

    [Theory]
    [InlineData("PRIORITY_FIRST", false, "P21,P08,P10", "P01,P12")]
    [InlineData("PRIORITY_FIRST", true, "P08,P10,P21", "P01,P12")]
    [InlineData("SCORE_FIRST", true, "P01,P08,P10", "P21,P12")]
    public async Task S12_ThreePlacesForFive_RankedByMode(string mode, bool scored, string selected, string waitlisted)
    {
        await using var f = await RoundsFixture.Create(places: 3);
        (string Key, int Tier, long Income, int Score)[] people = [("P08", 1, 720_000, 82), ("P21", 1, 690_000, 78), ("P10", 1, 1_140_000, 80), ("P01", 2, 1_400_000, 88), ("P12", 3, 900_000, 75)];
        var ids = new List<string>();
        foreach (var p in people)
            ids.Add(await f.Accepted(p.Key, p.Tier, p.Income, village: "shiqiao-hudong"));
        await f.StartRound();
        await f.Recommend("liu", [.. ids]);
        await f.RankAndConfirm(mode, [.. people.Select(p => ("app-" + p.Key, scored ? p.Score : (int?)null))]);

        var list = await f.Read(work => work.Db.Applications.OrderBy(a => a.Rank).ToListAsync());
        Assert.Equal(selected, Keys(list, Selections.Selected));
        Assert.Equal(waitlisted, Keys(list, Selections.Waitlisted));
        Assert.All(list, a => Assert.Contains($"\"mode\":\"{mode}\"", a.RankValues));
        Assert.All(list.Where(a => a.Selection == Selections.Waitlisted), a => Assert.Equal(RoundsFixture.At("2024-12-21", 0), a.WaitlistUntil));
        var entries = await f.Read(work => work.Db.PublicityEntries.OrderBy(e => e.Position).Select(e => e.ApplicationId).ToListAsync());
        Assert.Equal(selected, string.Join(',', entries.Select(e => e[4..])));
    }

    /// <summary>I4: how lists are ranked is configured; the town's form begins with it and may say otherwise.</summary>
    [Theory]
    [InlineData("PRIORITY_FIRST", "false")]
    [InlineData("SCORE_FIRST", "true")]
    public async Task RankingForm_Untouched_BeginsWithTheParametersInForce(string mode, string scored)
    {
        await using var f = await RoundsFixture.Create(places: 1);
        await f.Write(work =>
        {
            foreach (var (key, value) in new[] { ("ranking.mode", mode), ("ranking.scoreEnabled", scored) })
                work.Db.ParameterValues.Add(new ParameterValue { Id = key, Key = key, Value = value, EffectiveFrom = new DateOnly(2024, 1, 1), Reason = "依据", ChangedBy = "su", At = work.Now });
            return Task.CompletedTask;
        });
        var p21 = await f.Accepted("P21", 1, village: "shiqiao-hudong");
        await f.StartRound();
        await f.Recommend("liu", p21);

        var task = Assert.Single(await f.Tasks("ranking"));
        var form = (await f.Get<TaskQueries>().Get(task.Id, await f.Actor_("zhang"), CancellationToken.None)).Value!.Form!;

        Assert.Equal($$"""{"mode":"{{mode}}","scoreEnabled":{{scored}}}""", form.Data!.ToJsonString());
        Assert.False(form.IsDraft);
    }

    [Fact]
    public async Task S21_TrainingFailedTwice_OfferLapsesAndWaitlistIsCalled()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p25 = await f.Accepted("P25", 1, village: "shiqiao-hudong");
        var p12 = await f.Accepted("P12", 3, village: "shiqiao-hudong");
        await f.StartRound();
        await f.Recommend("liu", p25, p12);
        await f.RankAndConfirm("PRIORITY_FIRST", (p25, null), (p12, null));
        Assert.Equal(ApplicationStatus.Waitlist, (await f.Application(p12)).Status);
        await f.Post("2024-06-24");
        await f.TakeDown("2024-07-02");
        await f.MoveTo(RoundsFixture.At("2024-07-05"));
        await f.Approve(p25);
        Assert.Equal(1, await f.Taken());
        await f.Schedule("2024-07-10");
        await f.MoveTo(RoundsFixture.At("2024-07-10", 18));
        await f.Roll((p25, 52));
        Assert.Equal(ApplicationStatus.Training, (await f.Application(p25)).Status);
        await f.Schedule("2024-07-17");
        await f.MoveTo(RoundsFixture.At("2024-07-17", 18));
        await f.Roll((p25, 58));

        Assert.Equal(ApplicationStatus.OfferLapsed, (await f.Application(p25)).Status);
        Assert.Equal(0, await f.Taken());
        Assert.Equal(Selections.Promoted, (await f.Application(p12)).Selection);
        Assert.Single(await f.Read(work => work.Db.PersonNotices.Where(n => n.ApplicationId == p12 && n.Kind == NoticeKinds.Promoted).ToListAsync()));
        await f.Post("2024-07-18");
        await f.TakeDown("2024-07-26");
        Assert.Single(await f.Tasks("district-comparison", p12));
    }

    [Fact]
    public async Task S21_NoClassWithinTheLimit_OfferLapsesAtItsEnd()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p25 = await f.ToTraining("P25");
        await f.MoveTo(RoundsFixture.At("2024-07-19", 23, 59));
        Assert.Equal(ApplicationStatus.Training, (await f.Application(p25)).Status);
        await f.MoveTo(RoundsFixture.At("2024-07-20", 0));
        Assert.Equal(ApplicationStatus.OfferLapsed, (await f.Application(p25)).Status);
    }

    [Fact]
    public async Task S22_ThumbprintAndLatePolicy_StartMovesToThePolicy()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p26 = await f.ToTraining("P26");
        await f.Schedule("2024-07-10");
        await f.MoveTo(RoundsFixture.At("2024-07-10", 18));
        await f.Roll((p26, 86));
        await f.MoveTo(RoundsFixture.At("2024-07-17"));

        var early = await f.Try("agreement", "zhang", "Signed", await f.Agreement("2024-07-16", "见证甲", "2024-07-18"), p26);
        Assert.Contains(early.Refusal!.Errors, e => e is { Field: "startsOn", Code: "START_BEFORE_POLICY" });
        var same = await f.Try("agreement", "zhang", "Signed", await f.Agreement("2024-07-18", "见证乙", "2024-07-18"), p26);
        Assert.Contains(same.Refusal!.Errors, e => e.Code == "WITNESS_SAME");
        await f.Do("agreement", "zhang", "Signed", await f.Agreement("2024-07-18", "见证甲", "2024-07-18"), p26);

        var agreement = await f.Read(work => work.Db.Agreements.SingleAsync());
        Assert.Equal((new DateOnly(2024, 7, 15), new DateOnly(2024, 7, 18), new DateOnly(2025, 7, 17)), (agreement.SignedOn, agreement.StartsOn, agreement.EndsOn));
        Assert.Equal("见证甲、见证乙", agreement.Witnesses);
        Assert.Equal(RoundStates.Closed, (await f.Read(work => work.Db.Rounds.SingleAsync())).Status);
    }

    [Fact]
    public async Task S22_OfferRefused_LapsesAndFreesThePlace()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p26 = await f.ToTraining("P26");
        await f.Schedule("2024-07-10");
        await f.MoveTo(RoundsFixture.At("2024-07-10", 18));
        await f.Roll((p26, 86));
        await f.Do("agreement", "zhang", "Refused", [], p26, "本人放弃");
        Assert.Equal(ApplicationStatus.OfferLapsed, (await f.Application(p26)).Status);
        Assert.Equal(0, await f.Taken());
    }

    [Fact]
    public async Task Objection_NotUpheld_HoldsOnePersonWhileTheOtherGoesOn()
    {
        await using var f = await RoundsFixture.Create(places: 2);
        var posted = await f.Posted("P21", "P08");
        var (p21, p08) = (posted[0], posted[1]);
        await f.MoveTo(RoundsFixture.At("2024-06-26"));
        await f.Object(p21);
        Assert.Equal(ApplicationStatus.Objection, (await f.Application(p21)).Status);
        Assert.Equal(ApplicationStatus.Publicity, (await f.Application(p08)).Status);
        await f.TakeDown("2024-07-02", objections: 1);
        Assert.Equal(ApplicationStatus.DistrictReview, (await f.Application(p08)).Status);
        Assert.Equal(ApplicationStatus.Objection, (await f.Application(p21)).Status);

        await f.Do("objection-investigation", "zhang", "NotUpheld", new JsonObject { ["finding"] = "三轮车系其兄所有", ["reply"] = "已核查，不成立" }, reason: "不成立");
        Assert.Equal(ApplicationStatus.DistrictReview, (await f.Application(p21)).Status);
    }

    [Fact]
    public async Task Objection_Upheld_RejectsAndGivesTheNextAListOfTheirOwn()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p21 = await f.Accepted("P21", 1, village: "shiqiao-hudong");
        var p12 = await f.Accepted("P12", 3, village: "shiqiao-hudong");
        await f.StartRound();
        await f.Recommend("liu", p21, p12);
        await f.RankAndConfirm("PRIORITY_FIRST", (p21, null), (p12, null));
        await f.Post("2024-06-24");
        await f.MoveTo(RoundsFixture.At("2024-06-26"));
        await f.Object(p21);
        await f.Do("objection-investigation", "zhang", "Upheld", new JsonObject { ["finding"] = "属实", ["reply"] = "成立" }, reason: "属实");

        Assert.Equal(ApplicationStatus.Rejected, (await f.Application(p21)).Status);
        var called = await f.Application(p12);
        Assert.Equal(Selections.Promoted, called.Selection);
        var lists = await f.Read(work => work.Db.PublicityLists.OrderBy(l => l.Number).ToListAsync());
        Assert.Equal(lists[1].Id, called.PublicityListId);
    }

    [Fact]
    public async Task Interruption_RestartsTheWholePeriodFromTheNextPosting()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p08 = (await f.Posted("P08"))[0];
        var list = await f.Read(work => work.Db.PublicityLists.SingleAsync());
        Assert.Equal((new DateOnly(2024, 6, 25), new DateOnly(2024, 7, 1)), (list.StartsOn, list.EndsOn));
        await f.MoveTo(RoundsFixture.At("2024-06-27"));
        var answer = await f.Get<RecordInterruption>().Execute(
            await f.Actor_("zhang"), "op", list.Revision, new NewInterruption(list.Id, new DateOnly(2024, 6, 27), "公示单被撕"), CancellationToken.None);
        Assert.Null(answer.Refusal);
        await f.Drain();
        await f.Post("2024-06-27");

        list = await f.Read(work => work.Db.PublicityLists.SingleAsync());
        Assert.Equal((new DateOnly(2024, 6, 28), new DateOnly(2024, 7, 4)), (list.StartsOn, list.EndsOn));
        var kept = Assert.Single(Interruption.ReadAll(list.Interruptions));
        Assert.Equal((new DateOnly(2024, 7, 1), new DateOnly(2024, 6, 27)), (kept.FormerEnd, kept.RepostedOn));
        Assert.Equal(ApplicationStatus.Publicity, (await f.Application(p08)).Status);
    }

    [Fact]
    public async Task TakeQuota_TwoApprovalsOfTheLastPlace_OneWinsAndTheOtherWaits()
    {
        await using var f = await RoundsFixture.Create(places: 2);
        var posted = await f.Posted("P08", "P21");
        var (first, second) = (posted[0], posted[1]);
        await f.TakeDown("2024-07-02");
        await f.Write(work => work.Db.QuotaLines.Where(q => q.Id == "2024-rural-shiqiao-1").ExecuteUpdateAsync(s => s.SetProperty(q => q.Number, 1)));
        await f.Approve(first, second);

        Assert.Equal(1, await f.Taken());
        Assert.Equal(ApplicationStatus.Training, (await f.Application(first)).Status);
        Assert.Equal(ApplicationStatus.Waitlist, (await f.Application(second)).Status);
        Assert.Contains(await f.Read(work => work.Db.StatusChanges.ToListAsync()), c => c.ApplicationId == second && c.ReasonCode == "QUOTA_EXHAUSTED");
    }

    private static string Keys(List<Domain.Applications.Application> list, string selection) => string.Join(',', list.Where(a => a.Selection == selection).Select(a => a.Id[4..]));
}
