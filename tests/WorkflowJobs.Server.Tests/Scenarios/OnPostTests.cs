using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>Stages 11 to 13: leave, change of post, suspension, assessment, renewal and the ends that come by themselves.</summary>
public sealed class OnPostTests
{
    [Fact]
    public async Task LeaveTransferAndSuspension_KeepThePlacement_AndItsMonthsRestMeanwhile()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var id = await town.BringOnPost("P21", "R-LOW", "hudong", "消防安全协管员");
        var village = await town.Village("hudong");
        var handler = await town.Handler;
        var person = await server.As("p21");

        await town.At("2024-08-05T09:00");
        // One whose process an administrator ends is refused and bars no other of the same days.
        await Begin(person, id, "leave");
        await person.Complete(await person.FindTask("请假申请", "樊素"), "Submit", Leave("Personal", "2024-08-07", "2024-08-08"));
        await town.Cancel("leave");
        Assert.False(await village.HasTask("请假：村级意见"));
        await Begin(person, id, "leave");
        var leave = await person.FindTask("请假申请", "樊素");
        Assert.Equal("LEAVE_PROOF", Error(await person.CompleteRefused(leave, "FORM_DATA", "Submit", Leave("Sick", "2024-08-07", "2024-08-09"))));
        await person.Complete(leave, "Submit", Leave("Sick", "2024-08-07", "2024-08-09", await person.Upload("证明")));
        await village.Refused($"/api/placements/{id}/begin", new { operationId = Api.NewId(), process = "leave" }, "PROCESS_RUNNING");
        await village.Complete("请假：村级意见", "樊素", "Support", new { });
        await handler.Complete("请假审批", "樊素", "Approve", new { });
        var august = await village.Get("/api/attendance/shiqiao-hudong.2024-08");
        Assert.Equal("LLL", Api.Text(august["people"]![0], "usual")[6..9]);

        // From September in another village; the placement, the post's number and the agreement stay.
        await Begin(person, id, "placement-change");
        await person.Complete("岗位变更申请", "樊素", "Submit", new { kind = "Transfer", from = "2024-09-01", villageId = "shiqiao-yuwan", postName = "公共环境卫生保洁员", reason = "迁居" });
        await Decide(town, "岗位变更审核（经办）", "岗位变更审核（分管负责人）");
        await (await town.DistrictHandler).Complete("岗位变更确认", "樊素", "Confirm", new { });
        Assert.Equal("shiqiao-hudong", Api.Text((await handler.Get("/api/placements/" + id))["row"], "villageId"));
        await town.At("2024-09-01T00:05");
        var moved = await handler.Get("/api/placements/" + id);
        Assert.Equal(("shiqiao-yuwan", "公共环境卫生保洁员", "石桥岗〔2024〕1号"), (Api.Text(moved["row"], "villageId"), Api.Text(moved["row"], "postName"), Api.Text(moved["row"], "postNumber")));
        Assert.Empty((await village.Get("/api/placements"))["items"]!.AsArray());

        // Ill from 10 October, back on 20 November.
        var yuwan = await town.Village("yuwan");
        await town.At("2024-10-09T09:00");
        await Begin(person, id, "placement-change");
        await person.Complete("岗位变更申请", "樊素", "Submit", new { kind = "Suspend", from = "2024-10-10", reason = "住院", proof = new[] { await person.Upload("诊断") } });
        await Decide(town, "岗位变更审核（经办）", "岗位变更审核（分管负责人）");
        await (await town.DistrictHandler).Complete("岗位变更确认", "樊素", "Confirm", new { });
        await town.At("2024-10-10T08:00");
        Assert.Equal("Suspended", Api.Text((await handler.Get("/api/placements/" + id))["row"], "status"));
        await town.At("2024-11-19T09:00");
        await Begin(person, id, "placement-change");
        await person.Complete("岗位变更申请", "樊素", "Submit", new { kind = "Resume", from = "2024-11-20", reason = "康复" });
        await Decide(town, "岗位变更审核（经办）", "岗位变更审核（分管负责人）");
        await (await town.DistrictHandler).Complete("岗位变更确认", "樊素", "Confirm", new { });
        await town.At("2024-11-20T08:00");
        var back = await handler.Get("/api/placements/" + id);
        Assert.Equal("OnPost", Api.Text(back["row"], "status"));
        Assert.Equal("2024-10-10 2024-11-19", string.Join(' ', back["pauses"]!.AsArray().Select(pause => $"{Api.Text(pause, "from")} {Api.Text(pause, "until")}")));
        var november = await yuwan.Get("/api/attendance/shiqiao-yuwan.2024-11");
        Assert.Equal(new string('0', 19) + new string('1', 11), Api.Text(november["people"]![0], "onPost"));
        var status = Api.Text((await handler.Get("/api/applications/" + Api.Text(back, "applicationId")))["summary"], "status");
        Assert.Equal("ON_POST", status);
        var papers = (await handler.Get($"/api/documents?subjectType=placement&subjectId={id}"))["items"]!.AsArray().Select(paper => Api.Text(paper, "template")).Order();
        Assert.Equal(["leave-form", "post-card"], papers);
    }

    [Fact]
    public async Task Assessments_ArePartsOfThree_SilenceConfirms_AndTwoFailuresProposeRemoval()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var id = await town.BringOnPost("P21", "R-LOW", "hudong", "消防安全协管员");
        var village = await town.Village("hudong");
        var handler = await town.Handler;
        var person = await server.As("p21");

        // July: 59 points, nothing said until the end of the third working day.
        await Month(town, village, handler, id, "2024-08-01", "2024-07", (20, 29, 10));
        Assert.True(await person.HasTask("确认考核结果", "樊素"));
        await town.At("2024-08-07T00:05");
        Assert.False(await person.HasTask("确认考核结果", "樊素"));

        // August: 55 points, contested and upheld.
        await Month(town, village, handler, id, "2024-09-02", "2024-08", (15, 30, 10));
        var answer = await person.FindTask("确认考核结果", "樊素");
        Assert.Equal("reason", Api.Text((await person.CompleteRefused(answer, "FORM_DATA", "Contest", new { })).Body!["errors"]![0], "field"));
        await person.Complete(answer, "Contest", new { reason = "8月全勤" });
        await (await town.Leader).Complete("考核异议处理", "樊素", "Uphold", new { }, "已核实现场记录");

        var view = await (await town.DistrictLeader).Get("/api/placements/" + id);
        Assert.Equal(["2024-8 55 Failed Contested", "2024-7 59 Failed Silent"], view["assessments"]!.AsArray().Select(one => $"{one!["year"]}-{one["month"]} {one["total"]} {one["grade"]} {one["answer"]}"));
        var proposal = Assert.Single(view["proposals"]!.AsArray())!;
        Assert.Equal(("AssessmentFailed", "2", "8"), (Api.Text(proposal, "ground"), Api.Text(proposal, "count"), Api.Text(proposal, "month")));
        Assert.Equal(2, (await handler.Get($"/api/documents?subjectType=placement&subjectId={id}"))["items"]!.AsArray().Count(paper => Api.Text(paper, "template") == "assessment-form"));

        // The overview of the year: what is due, done and said, and the same months by person; September is over and nobody scored it.
        await town.At("2024-10-02T09:00");
        foreach (var officer in new[] { await town.DistrictLeader, handler, village })
        {
            var count = Assert.Single((await officer.Get("/api/assessments/2024/counts")).AsArray())!;
            Assert.Equal("shiqiao-hudong 3 1 0 2 2 1 1", string.Join(' ', new[] { "villageId", "due", "missing", "asked", "settled", "failed", "silent", "contested" }.Select(name => Api.Text(count, name))));
            foreach (var (query, figure) in new[] { ("", "due"), ("?state=Missing", "missing"), ("?state=Settled", "settled"), ("?grade=Failed", "failed"), ("?answer=Silent", "silent"), ("?answer=Contested", "contested"), ("?unitId=shiqiao", "due") })
                Assert.Equal(count[figure]!.GetValue<int>(), (await officer.Get("/api/assessments/2024" + query))["items"]!.AsArray().Count);
        }

        Assert.Equal(["9 Missing  ", "8 Settled 55 Contested", "7 Settled 59 Silent"],
            (await handler.Get("/api/assessments/2024"))["items"]!.AsArray().Select(row => $"{row!["month"]} {row["state"]} {row["total"]} {row["answer"]}"));
        Assert.Equal(["7"], (await handler.Get("/api/assessments/2024?month=7"))["items"]!.AsArray().Select(row => Api.Text(row, "month")));
        foreach (var other in new[] { "yuwan-vo", "xuzhuang-th", "caizheng-fi", "p21" })
            Assert.Empty((await (await server.As(other)).Get("/api/assessments/2024/counts")).AsArray());
    }

    [Fact]
    public async Task Renewal_FollowsTheNoticeOfTheEnd_AndTheSamePlacementGoesOn()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var id = await town.BringOnPost("P21", "R-LOW", "hudong", "消防安全协管员");
        var person = await server.As("p21");
        var handler = await town.Handler;
        await person.Refused($"/api/placements/{id}/begin", new { operationId = Api.NewId(), process = "renewal" }, "RENEWAL_EARLY");

        await town.At("2025-05-16T09:00");
        await Begin(person, id, "renewal");
        await person.Complete("续签申请", "樊素", "Submit", new { willing = true, changes = "无", commitment = true });
        var district = await town.DistrictHandler;
        foreach (var (who, title) in new[] { (handler, "续签审核（镇街经办）"), (await town.Leader, "续签审核（分管负责人）"), (district, "续签复核（区级经办）") })
            await who.Complete(title, "樊素", "Pass", new { conditionsMet = true });
        await (await town.DistrictLeader).Complete("续签审批", "樊素", "Approve", new { conditionsMet = true });
        var task = await handler.FindTask("签订续签协议", "樊素");
        Assert.Equal("RENEWAL_TERM", Error(await handler.CompleteRefused(task, "FORM_DATA", "Signed", await Signed(handler, "2025-05-16", "2028-07-15"))));
        await handler.Complete(task, "Signed", await Signed(handler, "2025-05-16", null));

        var view = await handler.Get("/api/placements/" + id);
        Assert.Equal(["2024-07-16 2025-07-15", "2025-07-16 2026-07-15"], view["agreements"]!.AsArray().Select(one => $"{Api.Text(one, "startsOn")} {Api.Text(one, "endsOn")}"));
        Assert.Equal(("12", "2027-07-15", "Signed"), (Api.Text(view["renewals"]![0], "usedMonths"), Api.Text(view["renewals"]![0], "latestEnd"), Api.Text(view["renewals"]![0], "status")));
        await town.At("2025-07-16T09:00");
        Assert.Equal("OnPost", Api.Text((await handler.Get("/api/placements/" + id))["row"], "status"));
        Assert.Contains((await handler.Get($"/api/documents?subjectType=placement&subjectId={id}"))["items"]!.AsArray(), paper => Api.Text(paper, "template") == "renewal-form");
    }

    [Fact]
    public async Task P24_IsToldThreeTimesOfHis65thBirthday_AndTheRosterIsExportedWithAReason()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var id = await town.BringOnPost("P24", "R-AGE", "yuwan", "宣传助理员");
        var handler = await town.Handler;
        var view = await handler.Get("/api/placements/" + id);
        Assert.Equal("2025-02-20", Api.Text(view, "ageLimitOn"));
        await town.At("2025-02-20T09:00");
        var file = new Case(await handler.Get("/api/applications/" + Api.Text(view, "applicationId")));
        Assert.Equal(["2024-12-22 00:00", "2025-01-21 00:00", "2025-02-13 00:00"], file.NoticesAt("AgeLimitComing"));
        Assert.Empty(file.NoticesAt("AgreementEnding"));

        Assert.Equal("NOT_FOUND", (await (await town.Village("yuwan")).Send(HttpMethod.Post, "/api/placements/export", new { reason = "COMPARE_DATA" })).Code);
        Assert.Equal("REVEAL_REASON", (await handler.Send(HttpMethod.Post, "/api/placements/export", new { })).Code);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await handler.Send(HttpMethod.Post, "/api/placements/export", new { reason = "COMPARE_DATA" })).Status);
    }

    private static Task Begin(Api officer, string id, string process) => officer.Post($"/api/placements/{id}/begin", new { operationId = Api.NewId(), process });

    private static async Task Decide(Town town, string first, string second)
    {
        await (await town.Handler).Complete(first, "樊素", "Pass", new { });
        await (await town.Leader).Complete(second, "樊素", "Pass", new { });
    }

    private static JsonObject Leave(string kind, string from, string until, string? proof = null)
    {
        var form = new JsonObject { ["kind"] = kind, ["from"] = from, ["until"] = until, ["reason"] = "住院" };
        if (proof is not null)
            form["proof"] = new JsonArray(proof);
        return form;
    }

    private static async Task<JsonObject> Signed(Api handler, string signedOn, string? endsOn)
    {
        var form = new JsonObject { ["signedOn"] = signedOn, ["signatureMode"] = "WetInk", ["scan"] = new JsonArray(await handler.Upload("协议")), ["policyNumber"] = "PA-2025", ["policyFrom"] = "2025-07-01" };
        if (endsOn is not null)
            form["endsOn"] = endsOn;
        return form;
    }

    private static async Task Month(Town town, Api village, Api handler, string id, string on, string month, (int Village, int Town, int Democratic) scores)
    {
        await town.At(on + "T09:00");
        var name = $"{month[..4]}年{int.Parse(month[5..], System.Globalization.CultureInfo.InvariantCulture)}月";
        var sheet = await village.Get("/api/attendance/shiqiao-hudong." + month);
        await AttendanceTests.Record(village, month, id, Api.Text(sheet["people"]![0], "usual"));
        await AttendanceTests.Close(village, handler, name);
        await village.Complete("月度考核评分（村级）", name, "Score", new { people = new[] { new { key = id, village = scores.Village, democratic = scores.Democratic } } });
        await handler.Complete("月度考核评分（镇街）", name, "Score", new { people = new[] { new { key = id, town = scores.Town } } });
    }

    private static string Error(Api.Answer refused) => Api.Text(refused.Body!["errors"]![0], "code");
}
