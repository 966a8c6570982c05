using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Tests.Applications;

/// <summary>One case of the round, seen by everyone who may and may not see it.</summary>
public sealed class ApplicationQueriesTests : IAsyncLifetime
{
    private RoundFixture round = null!;
    private SubmitAnswer submitted = null!;

    private ApplicationQueries Queries => round.Get<ApplicationQueries>();

    public async ValueTask InitializeAsync()
    {
        round = await RoundFixture.Create();
        submitted = (await round.Assist("刘桂芳", "shiqiao-hudong", RoundFixture.Form("P01", "R-AGE", f => f["accountNumber"] = "6222021234567890123"))).Value!;
    }

    public ValueTask DisposeAsync() => round.DisposeAsync();

    [Fact]
    public async Task CasePage_ShowsEachRoleWhatItMaySee()
    {
        var village = (await Queries.Get(await round.ActorOf("刘桂芳"), submitted.ApplicationId, default)).Value!;
        Assert.Equal("370811********9820", village.Form!["idNumber"]!.ToString());
        Assert.Equal("13900000000", village.Form["phone"]!.ToString());
        Assert.EndsWith("0123", village.Form["accountNumber"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["idNumber", "household"], village.Revealable);
        Assert.Single(village.Attachments);
        // Not even the town sees the number without a reason that the journal keeps.
        Assert.Equal("370811********9820", (await Queries.Get(await round.ActorOf("张伟民"), submitted.ApplicationId, default)).Value!.Form!["idNumber"]!.ToString());
        Assert.Equal("NOT_FOUND", (await Queries.Get(await round.ActorOf("曾庆国"), submitted.ApplicationId, default)).Refusal?.Code);
        Assert.Equal("NOT_FOUND", (await Queries.Get(await round.ActorOf("孙莉"), submitted.ApplicationId, default)).Refusal?.Code);
    }

    [Theory]
    [InlineData("刘桂芳", "13900000000")]
    [InlineData("张伟民", "13900000000")]
    [InlineData("王建国", "13900000000")]
    [InlineData("陈静", "13900000000")]
    [InlineData("李志远", "13900000000")]
    [InlineData("赵清", "139****0000")]
    [InlineData("郭正", "139****0000")]
    public async Task Telephone_IsInFullToWhoHandlesTheCaseAndMaskedToWhoOverseesIt(string officer, string shown) =>
        Assert.Equal(shown, (await Queries.Get(await round.ActorOf(officer), submitted.ApplicationId, default)).Value!.Form!["phone"]!.ToString());

    [Fact]
    public async Task RoleHeldElsewhere_OpensNothingHere()
    {
        var discipline = await round.ActorOf("赵清");
        var both = discipline with { Grants = [.. discipline.Grants, .. (await round.ActorOf("孙莉")).Grants] };

        var file = (await Queries.Get(both, submitted.ApplicationId, default)).Value!;

        Assert.Equal("139****0000", file.Form!["phone"]!.ToString());
        Assert.Empty(file.Revealable);
    }

    [Fact]
    public async Task PeopleFound_HaveTheirTelephoneMasked() =>
        Assert.Equal("139****0000", Assert.Single((await round.Get<PeopleQueries>().Search(await round.ActorOf("刘桂芳"), "孔令芝", PageOf.First, default)).Items).Phone);

    [Fact]
    public async Task Progress_ComesFromTheRunningDefinition()
    {
        var progress = (await Queries.PublicProgress(submitted.ReceiptNumber.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), "9820", default)).Value!;
        Assert.Equal(["个人申请", "受理初审", "民主评议", "镇街审核", "排序", "公示", "区级审批", "岗前培训", "协议签订"], progress.Stages.Select(s => s.Zh));
        Assert.Equal(["Done", "Current", "Ahead"], progress.Stages.Take(3).Select(s => s.State));
        var open = Assert.Single(progress.Open);
        Assert.Equal(("受理初审", "湖东村", "民主评议"), (open.StageZh, open.HolderZh, open.NextZh));
        Assert.Equal(RoundFixture.At("2024-06-07 00:00"), open.DueAt);
        Assert.Null(open.TaskId);
        Assert.Equal(["SUBMITTED"], progress.History.Select(h => h.Status));
    }

    [Fact]
    public async Task Progress_OfAWithdrawnApplication_EndsWithItsStatus()
    {
        await round.Get<WithdrawApplication>().Run(await round.ActorOf("刘桂芳"), "w1", new WithdrawBody(submitted.ApplicationId, null, "本人要求"), default);
        var progress = (await Queries.PublicProgress(submitted.ReceiptNumber, "9820", default)).Value!;
        Assert.Equal(("已撤回", "Ended"), (progress.Stages[^1].Zh, progress.Stages[^1].State));
        Assert.All(progress.Stages.SkipLast(1), stage => Assert.Equal("Done", stage.State));
    }

    [Theory]
    [InlineData("9821", "NOT_FOUND")]
    [InlineData("", "NOT_FOUND")]
    public async Task PublicProgress_WithAnotherEnding_TellsNothing(string last4, string code) =>
        Assert.Equal(code, (await Queries.PublicProgress(submitted.ReceiptNumber, last4, default)).Refusal?.Code);

    [Theory]
    [InlineData("孔令芝", 1)]
    [InlineData("孔令", 1)]
    [InlineData("370811197906149820", 1)]
    [InlineData("139-0000-0000", 1)]
    [InlineData("370811197906159842", 0)]
    [InlineData("孔", 0)]
    public async Task Search_FindsByNameNumberAndTelephone(string text, int found) =>
        Assert.Equal(found, (await Queries.Search(await round.ActorOf("张伟民"), text, PageOf.First, default)).Items.Count);

    [Fact]
    public async Task Search_ByReceipt_StaysWithinTheArea()
    {
        Assert.Single((await Queries.Search(await round.ActorOf("李志远"), submitted.ReceiptNumber, PageOf.First, default)).Items);
        Assert.Empty((await Queries.Search(await round.ActorOf("孙莉"), submitted.ReceiptNumber, PageOf.First, default)).Items);
    }

    [Fact]
    public async Task Reveal_IsAnEntryOfTheJournal_AndHoldsNoNumber()
    {
        var reveal = round.Get<RevealField>();
        var officer = await round.ActorOf("刘桂芳");
        Assert.Equal("REVEAL_REASON", (await reveal.Run(officer, submitted.ApplicationId, "idNumber", "", default)).Refusal?.Code);
        Assert.Equal("FORBIDDEN", (await reveal.Run(officer, submitted.ApplicationId, "accountNumber", "VERIFY_IDENTITY", default)).Refusal?.Code);
        Assert.Equal("370811197906149820", (await reveal.Run(officer, submitted.ApplicationId, "idNumber", "VERIFY_IDENTITY", default)).Value);
        var entry = await round.Read(work => work.Db.JournalEntries.SingleAsync(e => e.Stream == RevealField.Stream));
        Assert.Contains(submitted.ApplicationId, entry.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("197906149820", entry.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stored_NoTableButThePersonsOwnHoldsTheNumberInClear()
    {
        var state = await round.Read(work => work.Db.Instances.Select(i => i.State).ToListAsync());
        var journal = await round.Read(work => work.Db.JournalEntries.Select(e => e.Body).ToListAsync());
        var answers = await round.Read(work => work.Db.Operations.Select(o => o.Answer).ToListAsync());
        var outbox = await round.Read(work => work.Db.Outbox.Select(o => o.Body).ToListAsync());
        Assert.NotEmpty(answers);
        Assert.All([.. state, .. journal, .. answers, .. outbox], text => Assert.DoesNotContain("197906149820", text, StringComparison.Ordinal));
        Assert.All([.. state, .. journal, .. answers, .. outbox], text => Assert.DoesNotContain("孔令芝", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Person_WithAnAccount_AppliesAlonePageByPage()
    {
        var person = (await round.Get<RegisterPerson>().Run(await round.ActorOf("刘桂芳"), "r1", new RegisterPersonBody("370811197107079782", "樊素", "shiqiao-hudong", "13911112222"), default)).Value!;
        var self = new Actor("u-fansu", "樊素", []) { PersonId = person.PersonId };
        var (noticeId, lineId) = await round.Line("shiqiao");
        var drafts = round.Get<DraftApplication>();
        var draft = (await drafts.Start(self, "s1", new StartBody(noticeId, lineId, "shiqiao-hudong"), default)).Value!;
        Assert.Equal(draft.ApplicationId, (await drafts.Start(self, "s2", new StartBody(noticeId, lineId, "shiqiao-hudong"), default)).Value!.ApplicationId);
        var form = RoundFixture.Form("P21", "R-AGE");
        form.Remove("commitment");
        var saved = (await drafts.Save(self, "p1", new PageBody(draft.ApplicationId, draft.Revision, form), default)).Value!;
        Assert.Equal("STALE_REVISION", (await drafts.Save(self, "p2", new PageBody(draft.ApplicationId, draft.Revision, []), default)).Refusal?.Code);

        var submit = round.Get<SubmitApplication>();
        Assert.Equal(["FIELD_MUST_BE_TRUE"], (await submit.Run(self, "x1", new SubmitBody(draft.ApplicationId, saved.Revision), default)).Refusal!.Errors.Select(e => e.Code));
        await drafts.Save(self, "p3", new PageBody(draft.ApplicationId, null, new() { ["commitment"] = true }), default);
        var done = (await submit.Run(self, "x2", new SubmitBody(draft.ApplicationId, null), default)).Value!;
        Assert.Equal(done, (await submit.Run(self, "x2", new SubmitBody(draft.ApplicationId, null), default)).Value);
        Assert.Equal(done.ReceiptNumber, Assert.Single((await Queries.Mine(self, PageOf.First, default)).Items).ReceiptNumber);
        Assert.Equal("NOT_A_DRAFT", (await drafts.Save(self, "p4", new PageBody(draft.ApplicationId, null, []), default)).Refusal?.Code);
        Assert.Equal("FORBIDDEN", (await drafts.Start(self, "s3", new StartBody(noticeId, lineId, "shiqiao-hudong") { IdNumber = "370811197906149820", Name = "孔令芝" }, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Notice_PrintsLinesPostsAndBirthWindows()
    {
        var row = (await round.Get<NoticeQueries>().Public(PageOf.First, default)).Items.Single(n => n.TownId == "shiqiao");
        var detail = (await round.Get<NoticeQueries>().Get(row.Id, null, default)).Value!;
        Assert.True(detail.Notice.IsOpen);
        Assert.Equal(["乡村第一批", "城镇第一批"], detail.Lines.Select(l => l.NameZh));
        Assert.Contains(detail.Rural, w => w.Category == "R-AGE" && w.Zh.Contains("1979", StringComparison.Ordinal));
        Assert.Equal(3, detail.Villages.Count);
    }
}
