using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Runtime.Timers;
using static WorkflowJobs.Domain.Tests.Rounds.RoundSteps;

namespace WorkflowJobs.Domain.Tests.Rounds;

/// <summary>The side paths of a round (DOMAIN §8): empty meeting, re-examination, extension, restart, provisional dates, order of signing, ways back.</summary>
public sealed class RoundEdgeTests
{
    [Fact]
    public async Task Meeting_WhoseApplicantsAllWithdrew_IsClosedAndItsTaskSaysWhy()
    {
        await using var f = await RoundsFixture.Create(places: 3);
        string[] people = [await f.Accepted("P21", 1), await f.Accepted("P23", 2)];
        await f.StartRound();
        var task = Assert.Single(await f.Tasks("review-record"));
        await Withdraw(f, people[0]);
        Assert.Single(await f.Tasks("review-record"));
        await Withdraw(f, people[1]);

        Assert.Empty(await f.Tasks("review-record"));
        Assert.Equal(MeetingStates.Closed, (await f.Read(work => work.Db.ReviewMeetings.SingleAsync())).Status);
        Assert.Equal(UserTaskState.Cancelled, (await f.Read(work => work.Db.UserTasks.SingleAsync(t => t.Id == task.Id))).State);
        Assert.Contains(await f.Read(work => work.Db.UserTaskEvents.Where(e => e.TaskId == task.Id && e.Kind == "Cancelled").Select(e => e.Note!).ToListAsync()), note => note.Contains("申请人均已撤回", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Minutes_SentBackByTheCertifier_CountForNothing_UntilRecordedAgainAndCertified()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p21 = await f.Accepted("P21", 1);
        await f.StartRound();
        await f.MoveTo(RoundsFixture.At("2024-06-20"));
        await f.Do("review-record", "zeng", "Record", await f.Record("zeng", "2024-06-20", Roster(7), Votes(p21, 3, 4, "票数写反")));
        await f.Do("review-certification", "zhang", "Return", [], reason: "票数写反");
        Assert.Null((await f.Application(p21)).ReviewOutcome);
        Assert.Empty(await f.Read(work => work.Db.ReviewSessions.ToListAsync()));
        await f.Reviewed("zeng", await f.Record("zeng", "2024-06-20", Roster(7), Votes(p21, 6, 1)));
        Assert.Equal(ReviewOutcomes.Recommended, (await f.Application(p21)).ReviewOutcome);
        var session = await f.Read(work => work.Db.ReviewSessions.SingleAsync());
        Assert.Equal(("zeng", "zhang", "张伟民"), (session.RecordedBy, session.CertifiedBy, session.CertifiedByName));
    }

    [Fact]
    public async Task NotRecommended_WhoStaysSilent_IsFreeToApplyElsewhereAfterThePeriod()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p23 = await NotRecommended(f);
        Assert.NotNull((await f.Application(p23)).ActivePersonId);
        await f.MoveTo(RoundsFixture.At("2024-06-27", 23, 59));
        Assert.Single(await f.Tasks("reexamination-request"));
        await f.MoveTo(RoundsFixture.At("2024-06-28", 0, 0));
        Assert.Empty(await f.Tasks("reexamination-request"));
        Assert.Equal(ApplicationStatus.NotRecommended, (await f.Application(p23)).Status);
        Assert.Null((await f.Application(p23)).ActivePersonId);
    }

    [Theory]
    [InlineData("Overturn", ApplicationStatus.TownReview, true)]
    [InlineData("Uphold", ApplicationStatus.NotRecommended, false)]
    public async Task Reexamination_ByTheTown_Decides(string outcome, ApplicationStatus status, bool active)
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p23 = await NotRecommended(f);
        await f.Do("reexamination-request", "zeng", "Request", new() { ["grounds"] = "票数有误" });
        await f.Do("reexamination", "zhang", outcome, new() { ["findings"] = "已复核" }, reason: "已复核");
        var application = await f.Application(p23);
        Assert.Equal((status, active), (application.Status, application.ActivePersonId is not null));
    }

    [Fact]
    public async Task Objection_ExtendedOnce_IsDueTenWorkingDaysAfterItsReceipt()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p21 = (await f.Posted("P21"))[0];
        await f.MoveTo(RoundsFixture.At("2024-06-26"));
        await f.Object(p21);
        Assert.Equal(RoundsFixture.At("2024-07-04", 0), Assert.Single(await f.Tasks("objection-investigation")).DueAt);
        await f.MoveTo(RoundsFixture.At("2024-07-01"));
        await f.Do("objection-investigation", "zhang", "Extend", [], reason: "须向车管部门核实");

        var extended = Assert.Single(await f.Tasks("objection-investigation"));
        Assert.Equal(RoundsFixture.At("2024-07-11", 0), extended.DueAt);
        Assert.DoesNotContain("Extend", extended.Outcomes, StringComparison.Ordinal);
        Assert.NotNull((await f.Read(work => work.Db.Objections.SingleAsync())).ExtendedAt);
        await f.Do("objection-investigation", "zhang", "NotUpheld", new() { ["finding"] = "不属实", ["reply"] = "不成立" }, reason: "不成立");
        Assert.Equal(ApplicationStatus.Publicity, (await f.Application(p21)).Status);
    }

    [Fact]
    public async Task Restart_ForOnePerson_GivesThemAListOfTheirOwnWhileTheOtherGoesOn()
    {
        await using var f = await RoundsFixture.Create(places: 2);
        var posted = await f.Posted("P21", "P08");
        var (p21, p08) = (posted[0], posted[1]);
        await f.MoveTo(RoundsFixture.At("2024-06-26"));
        var entry = await f.Read(work => work.Db.PublicityEntries.SingleAsync(e => e.ApplicationId == p21));
        var restarted = await f.Get<RestartPublicity>().Execute(await f.Actor_("zhang"), "r1", new NewRestart(entry.ListId, [entry.Id], "岗位写错"), CancellationToken.None);
        Assert.Equal(2, restarted.Value?.Number);
        await f.Drain();
        await f.Post("2024-06-27");
        await f.TakeDown("2024-07-02");
        Assert.Equal(ApplicationStatus.DistrictReview, (await f.Application(p08)).Status);
        Assert.Equal(ApplicationStatus.Publicity, (await f.Application(p21)).Status);
        var second = await f.Read(work => work.Db.PublicityLists.SingleAsync(l => l.Number == 2));
        Assert.Equal((new DateOnly(2024, 6, 28), new DateOnly(2024, 7, 4)), (second.StartsOn, second.EndsOn));
    }

    [Fact]
    public async Task Period_IntoAYearWithoutCalendar_IsProvisionalAndDoesNotEnd()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p21 = await f.Accepted("P21", 1, village: "shiqiao-hudong");
        await f.StartRound();
        await f.Recommend("liu", p21);
        await f.RankAndConfirm("PRIORITY_FIRST", (p21, null));
        await f.Post("2026-12-28");
        var list = await f.Read(work => work.Db.PublicityLists.SingleAsync());
        Assert.True(list.Provisional);
        await f.MoveTo(RoundsFixture.At("2027-01-20"));
        Assert.Empty(await f.Tasks("publicity-result"));
    }

    [Fact]
    public async Task SigningFirst_SignsBeforeTheTraining_AndTheRoundWaitsForBoth()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        await f.Write(work =>
        {
            work.Db.ParameterValues.Add(new ParameterValue { Id = "pv", Key = "onboarding.order", Value = "SIGNING_FIRST", EffectiveFrom = new DateOnly(2024, 1, 1), Reason = "试点", ChangedBy = "t", At = work.Now });
            return Task.CompletedTask;
        });
        var p26 = await f.ToTraining("P26");
        Assert.Equal(ApplicationStatus.Signing, (await f.Application(p26)).Status);
        Assert.Empty(await f.Tasks("class-schedule"));
        await f.MoveTo(RoundsFixture.At("2024-07-15"));
        await f.Do("agreement", "zhang", "Signed", await f.Agreement("2024-07-18", "见证甲", "2024-07-18"), p26);
        Assert.Equal(ApplicationStatus.Training, (await f.Application(p26)).Status);
        await f.Schedule("2024-07-16");
        await f.MoveTo(RoundsFixture.At("2024-07-16", 18));
        Assert.NotEqual(RoundStates.Closed, (await f.Read(work => work.Db.Rounds.SingleAsync())).Status);
        await f.Roll((p26, 86));
        Assert.Empty(await f.Tasks("agreement"));
        Assert.Equal(ApplicationStatus.Signing, (await f.Application(p26)).Status);
        Assert.Equal(RoundStates.Closed, (await f.Read(work => work.Db.Rounds.SingleAsync())).Status);
    }

    [Fact]
    public async Task Reminders_OfATask_ComeOnTheConfiguredDays()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        await f.Write(work =>
        {
            work.Db.ParameterValues.Add(new ParameterValue { Id = "pv", Key = "task.reminders", Value = "-3,0", EffectiveFrom = new DateOnly(2024, 1, 1), Reason = "试点", ChangedBy = "t", At = work.Now });
            return Task.CompletedTask;
        });
        await f.Accepted("P21", 1);
        await f.StartRound();
        var task = Assert.Single(await f.Tasks("review-record"));
        var timers = await f.Read(work => work.Db.Timers.Where(t => t.TargetId == task.Id).OrderBy(t => t.DueAt).Select(t => new { t.Purpose, t.DueAt }).ToListAsync());
        // Five working days from 06-14: 06-21.
        Assert.Equal(
            [(TimerPurpose.RemindBefore, RoundsFixture.At("2024-06-18")), (TimerPurpose.RemindOnDue, RoundsFixture.At("2024-06-21")), (TimerPurpose.Escalate, RoundsFixture.At("2024-06-25", 0))],
            timers.Select(t => (t.Purpose, t.DueAt)));
    }

    [Fact]
    public async Task SigningFirst_TrainingLapses_VoidsTheAgreementAndTellsThePerson()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        await f.Write(work =>
        {
            work.Db.ParameterValues.Add(new ParameterValue { Id = "pv", Key = "onboarding.order", Value = "SIGNING_FIRST", EffectiveFrom = new DateOnly(2024, 1, 1), Reason = "试点", ChangedBy = "t", At = work.Now });
            return Task.CompletedTask;
        });
        var p26 = await f.ToTraining("P26");
        await f.MoveTo(RoundsFixture.At("2024-07-15"));
        await f.Do("agreement", "zhang", "Signed", await f.Agreement("2024-07-18", "见证甲", "2024-07-18"), p26);
        await f.Schedule("2024-07-16");
        await f.MoveTo(RoundsFixture.At("2024-07-16", 18));
        await f.Roll((p26, 50));
        Assert.Null((await f.Read(work => work.Db.Agreements.SingleAsync())).VoidedOn);
        await f.Schedule("2024-07-18");
        await f.MoveTo(RoundsFixture.At("2024-07-18", 18));
        await f.Roll((p26, 50));

        var agreement = await f.Read(work => work.Db.Agreements.SingleAsync());
        Assert.Equal((new DateOnly(2024, 7, 18), "TRAINING_LAPSED"), (agreement.VoidedOn, agreement.VoidReason));
        Assert.Equal((ApplicationStatus.OfferLapsed, 0), ((await f.Application(p26)).Status, await f.Taken()));
        var told = await f.Read(work => work.Db.PersonNotices.Where(n => n.ApplicationId == p26).OrderBy(n => n.At).Select(n => n.Kind).ToListAsync());
        Assert.Equal(["AgreementVoided", "OfferLapsed"], told.TakeLast(2).Order());
    }

    [Fact]
    public async Task Return_BehindAPlaceThatWasTaken_IsRefused()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p26 = await f.ToTraining("P26");
        await f.Schedule("2024-07-10");
        await f.MoveTo(RoundsFixture.At("2024-07-10", 18));
        await f.Roll((p26, 86));
        var signing = Assert.Single(await f.Tasks("agreement"));
        var zhang = await f.Actor_("zhang");
        var tasks = f.Get<TaskCommands>();
        Assert.Equal("EFFECT_NOT_UNDONE", (await tasks.Return(Call(signing), "district-approval", false, "重新审批", zhang, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("RETURN_TARGET_UNKNOWN", (await tasks.Return(Call(signing), "no-such-step", false, "重新审批", zhang, CancellationToken.None)).Refusal?.Code);
        Assert.Equal(1, await f.Taken());
    }

    [Fact]
    public async Task Recall_OfAnApprovalThatTookAPlace_IsRefused_OfAComparisonItIsNot()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        var p21 = (await f.Posted("P21"))[0];
        await f.TakeDown("2024-07-02");
        await f.Do("district-comparison", "chen", "Pass", new() { ["opinion"] = "无异常" }, p21);
        var comparison = await f.Read(work => work.Db.UserTasks.SingleAsync(t => t.FormKey == "district-comparison"));
        Assert.Null((await f.Get<TaskCommands>().Recall(Call(comparison), "看错", await f.Actor_("chen"), CancellationToken.None)).Refusal);
        await f.Approve(p21);
        var approval = await f.Read(work => work.Db.UserTasks.SingleAsync(t => t.FormKey == "district-approval" && t.State == UserTaskState.Completed));
        Assert.Equal("EFFECT_NOT_UNDONE", (await f.Get<TaskCommands>().Recall(Call(approval), "看错", await f.Actor_("li"), CancellationToken.None)).Refusal?.Code);
    }

    [Fact]
    public async Task Agreement_StartingAfterTheUpperAge_IsRefusedWithTheDates()
    {
        await using var f = await RoundsFixture.Create(places: 1);
        // 南宫敬 turns 65 on 2025-02-20.
        var p24 = await f.ToTraining("P24");
        await f.Schedule("2024-07-10");
        await f.MoveTo(RoundsFixture.At("2024-07-10", 18));
        await f.Roll((p24, 86));
        await f.MoveTo(RoundsFixture.At("2024-07-15"));
        var late = await f.Try("agreement", "zhang", "Signed", await f.Agreement("2025-02-21", "见证甲", "2024-07-18"), p24);
        var problem = Assert.Single(late.Refusal!.Errors);
        Assert.Equal(("AGREEMENT_AGE", "1960-02-20出生，2025-02-20满65周岁，最迟可于当日上岗"), (problem.Code, problem.MessageZh));
        await f.Do("agreement", "zhang", "Signed", await f.Agreement("2025-02-20", "见证甲", "2024-07-18"), p24);
    }

    private static TaskCall Call(UserTask task) => new(task.Id, Guid.NewGuid().ToString("N"), task.Revision);

    private static async Task Withdraw(RoundsFixture f, string id)
    {
        Assert.Null((await f.Get<WithdrawApplication>().Run(await f.Actor_("zeng"), Guid.NewGuid().ToString("N"), new WithdrawBody(id, null, "不申请了"), CancellationToken.None)).Refusal);
        await f.Drain();
    }

    private static async Task<string> NotRecommended(RoundsFixture f)
    {
        var p23 = await f.Accepted("P23", 2);
        await f.StartRound();
        await f.MoveTo(RoundsFixture.At("2024-06-20"));
        await f.Reviewed("zeng", await f.Record("zeng", "2024-06-20", Roster(7), Votes(p23, 3, 4, "能力不适合该岗位")));
        Assert.Equal(ApplicationStatus.NotRecommended, (await f.Application(p23)).Status);
        return p23;
    }
}
