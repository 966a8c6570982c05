using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Instances;

namespace WorkflowJobs.Domain.Tests.Applications;

/// <summary>Scenarios of DOMAIN §13 at the level of use cases.</summary>
public sealed class RoundScenarioTests : IAsyncLifetime
{
    private RoundFixture round = null!;

    public async ValueTask InitializeAsync() => round = await RoundFixture.Create();

    public ValueTask DisposeAsync() => round.DisposeAsync();

    private static string Codes(Refusal? refusal) => string.Join(' ', refusal?.Errors.Select(e => e.Code).Append(refusal.Code) ?? []);

    [Fact]
    public async Task Demo_PublishesBothNoticesWithTheirLinesAndWindow()
    {
        var notices = await round.Read(work => work.Db.Notices.Include(n => n.Lines).Include(n => n.Posts).OrderBy(n => n.TownId).ToListAsync());
        Assert.Equal([NoticeStatus.Open, NoticeStatus.Open], notices.Select(n => n.Status));
        Assert.Equal([5, 110], notices[0].Lines.Select(l => l.Number).Order());
        Assert.Equal([8, 17], notices[1].Lines.Select(l => l.Number).Order());
        Assert.Equal(115, notices[0].Posts.Sum(p => p.Number));
        Assert.All(notices[1].Posts, p => Assert.NotNull(p.LineId));
        Assert.Equal(RoundFixture.At("2024-06-14 17:30"), notices[0].ClosesAt);
    }

    [Fact]
    public async Task S03_FortyFiveYearEdge_DecidesByTheClosingDate()
    {
        await round.MoveTo("2024-06-14 10:00");
        var p01 = await round.Assist("刘桂芳", "shiqiao-hudong", RoundFixture.Form("P01", "R-AGE"));
        var p02 = await round.Assist("刘桂芳", "shiqiao-hudong", RoundFixture.Form("P02", "R-AGE"));
        Assert.Null((await round.Application(p01.Value!.ApplicationId)).EligibilityCode);

        var refused = await round.Application(p02.Value!.ApplicationId);
        Assert.Equal("NO_CATEGORY", refused.EligibilityCode);
        Assert.Contains("截至2024-06-14为44周岁，须年满45周岁(1979-06-14及以前出生)", refused.Eligibility, StringComparison.Ordinal);

        var documents = RoundFixture.Checklist("ID_CARD", "HOUSEHOLD_REGISTER");
        Assert.Null((await round.Complete(p01.Value.ApplicationId, "acceptance", "刘桂芳", "Accept", documents)).Refusal);
        Assert.Equal(ApplicationStatus.Accepted, (await round.Application(p01.Value.ApplicationId)).Status);
        Assert.Contains("NO_CATEGORY", Codes((await round.Complete(p02.Value.ApplicationId, "acceptance", "刘桂芳", "Accept", (JsonObject)documents.DeepClone())).Refusal), StringComparison.Ordinal);
        Assert.Null((await round.Complete(p02.Value.ApplicationId, "acceptance", "刘桂芳", "NotAccept", reason: "年龄不符")).Refusal);
        Assert.Equal(ApplicationStatus.Rejected, (await round.Application(p02.Value.ApplicationId)).Status);
        Assert.Equal("Receipt NotAccepted", await round.Notices(p02.Value.ApplicationId));
    }

    [Fact]
    public async Task S07_SupplementInTimeIsTaken_SilenceLapsesAtMidnight()
    {
        var card = new Action<JsonObject>(f => f["claims"] = new JsonArray(new JsonObject { ["code"] = "R-DIS", ["certificateNumber"] = "37081119741123991843", ["validTo"] = "2024-05-31" }));
        await round.MoveTo("2024-06-11 10:00");
        var p10 = (await round.Assist("曾庆国", "shiqiao-yuwan", RoundFixture.Form("P10", "R-DIS", card))).Value!.ApplicationId;
        var p23 = (await round.Assist("柳沟村经办", "shiqiao-liugou", RoundFixture.Form("P23", "R-AGE"))).Value!.ApplicationId;
        Assert.Equal("NO_CATEGORY", (await round.Application(p10)).EligibilityCode);

        await round.MoveTo("2024-06-12 10:00");
        var what = new Func<string, JsonObject>(text => new JsonObject { ["supplementItems"] = new JsonArray(new JsonObject { ["what"] = text }) });
        Assert.Null((await round.Complete(p10, "acceptance", "曾庆国", "Supplement", what("有效的残疾人证"), "证件过期")).Refusal);
        Assert.Null((await round.Complete(p23, "acceptance", "柳沟村经办", "Supplement", what("户口簿"), "缺户口簿")).Refusal);
        Assert.Equal(RoundFixture.At("2024-06-20 00:00"), (await round.Application(p10)).SupplementDueAt);

        await round.MoveTo("2024-06-18 10:00");
        var renewed = new JsonObject { ["claims"] = new JsonArray(new JsonObject { ["code"] = "R-DIS", ["certificateNumber"] = "37081119741123991843", ["validTo"] = "2034-05-31" }) };
        var more = new JsonObject { ["claims"] = new JsonArray(new JsonObject { ["code"] = "R-AGE" }) };
        Assert.Contains("SUPPLEMENT_NEW_CATEGORY", Codes((await round.Complete(p10, "supplement", "曾庆国", "Submit", more)).Refusal), StringComparison.Ordinal);
        Assert.Null((await round.Complete(p10, "supplement", "曾庆国", "Submit", renewed)).Refusal);
        Assert.Null((await round.Complete(p10, "acceptance", "曾庆国", "Accept", RoundFixture.Checklist("ID_CARD", "HOUSEHOLD_REGISTER", "DISABILITY"))).Refusal);
        Assert.Equal(ApplicationStatus.Accepted, (await round.Application(p10)).Status);

        await round.MoveTo("2024-06-19 23:59");
        Assert.Equal(ApplicationStatus.Supplement, (await round.Application(p23)).Status);
        await round.MoveTo("2024-06-20 00:00");
        Assert.Equal(ApplicationStatus.Lapsed, (await round.Application(p23)).Status);
        Assert.Equal("Receipt SupplementRequest Reminder Reminder Lapsed", await round.Notices(p23));
        var days = await round.Read(work => work.Db.PersonNotices.Where(n => n.ApplicationId == p23 && n.Kind == NoticeKinds.Reminder).OrderBy(n => n.At).Select(n => n.At).ToListAsync());
        Assert.Equal([RoundFixture.At("2024-06-18 09:00"), RoundFixture.At("2024-06-19 09:00")], days);
    }

    [Fact]
    public async Task S08_SecondSupersedes_OtherRoundIsDuplicate_WithdrawnMayApplyAgainUntilTheClock()
    {
        var form = new Func<JsonObject>(() => RoundFixture.Form("P12", "R-SPF", f =>
        {
            f["maritalStatus"] = "Divorced";
            f["children"] = new JsonArray(new JsonObject { ["birth"] = "2012-03-01" });
        }));
        await round.MoveTo("2024-06-05 10:00");
        var first = (await round.Assist("柳沟村经办", "shiqiao-liugou", form())).Value!;
        await round.MoveTo("2024-06-11 10:00");
        var second = (await round.Assist("柳沟村经办", "shiqiao-liugou", form())).Value!;
        var old = await round.Application(first.ApplicationId);
        Assert.Equal((ApplicationStatus.Superseded, second.ApplicationId), (old.Status, old.SupersededById));
        Assert.NotEqual(first.ReceiptNumber, second.ReceiptNumber);

        var third = await round.Assist("清波社区经办", "xuzhuang-qingbo", form(), "xuzhuang", WorkflowJobs.Domain.Plans.PostKind.Urban);
        Assert.Equal("DUPLICATE_ACTIVE", third.Refusal?.Code);

        await round.MoveTo("2024-06-14 17:00");
        var officer = await round.ActorOf("柳沟村经办");
        Assert.Null((await round.Get<WithdrawApplication>().Run(officer, "w1", new WithdrawBody(second.ApplicationId, null, "改报"), default)).Refusal);
        await round.Get<MessagePump>().Drain(default);
        Assert.Equal(ApplicationStatus.Withdrawn, (await round.Application(second.ApplicationId)).Status);
        Assert.Equal("APPLICATION_OVER", (await round.Get<WithdrawApplication>().Run(officer, "w2", new WithdrawBody(second.ApplicationId, null, ""), default)).Refusal?.Code);

        await round.MoveTo("2024-06-14 17:29");
        Assert.Null((await round.Assist("柳沟村经办", "shiqiao-liugou", form())).Refusal);
        await round.MoveTo("2024-06-14 17:31");
        var late = await round.Assist("柳沟村经办", "shiqiao-liugou", form());
        Assert.Equal("WINDOW_CLOSED", late.Refusal?.Code);
        Assert.Contains("已截止", late.Refusal!.MessageZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Window_Closes_AndEveryLineBecomesARound()
    {
        await round.MoveTo("2024-06-14 17:30");
        Assert.Equal(4, await round.Read(work => work.Db.Rounds.CountAsync()));
        Assert.All(await round.Read(work => work.Db.Notices.ToListAsync()), n => Assert.Equal(NoticeStatus.Closed, n.Status));
    }

    [Fact]
    public async Task Acceptance_OfADeclaredRelative_IsBarred()
    {
        var form = RoundFixture.Form("P11", "R-AGE", f => f["relatives"] = new JsonArray(new JsonObject { ["name"] = "曾庆国", ["relation"] = "兄弟" }));
        var p11 = (await round.Assist("曾庆国", "shiqiao-yuwan", form)).Value!.ApplicationId;
        Assert.Equal("RELATIVE_CONFLICT", (await round.Complete(p11, "acceptance", "曾庆国", "Accept", RoundFixture.Checklist("ID_CARD", "HOUSEHOLD_REGISTER"))).Refusal?.Code);
    }

    [Fact]
    public async Task Acceptance_WithoutOriginals_IsRefused()
    {
        var p01 = (await round.Assist("刘桂芳", "shiqiao-hudong", RoundFixture.Form("P01", "R-AGE"))).Value!.ApplicationId;
        var data = RoundFixture.Checklist("ID_CARD", "HOUSEHOLD_REGISTER");
        data["checklist"]![0]!["originalSeen"] = false;
        Assert.Contains("CHECKLIST_INCOMPLETE", Codes((await round.Complete(p01, "acceptance", "刘桂芳", "Accept", data)).Refusal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assist_OutsideTheOfficersArea_IsForbidden()
    {
        Assert.Equal("FORBIDDEN", (await round.Assist("曾庆国", "shiqiao-hudong", RoundFixture.Form("P01", "R-AGE"))).Refusal?.Code);
    }
}
