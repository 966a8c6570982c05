using System.Text.Json.Nodes;
using WorkflowJobs.Server.Tests.Documents;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>Stage 16: inspections create themselves, draw by risk and by lot, and what they find is put right or escalated.</summary>
public sealed class InspectionTests
{
    [Fact]
    public async Task Quarter_OpensByItself_AndItsFindingsArePutRightByTheVillage()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await OnPost.Bring(town, ("P08", "hudong", "R-POV", null), ("P21", "hudong", "R-LOW", null), ("P30", "yuwan", "R-AGE", Relative));
        await town.At("2025-03-01T09:00");
        var handler = await town.Handler;
        var due = (await handler.Tasks()).Single(task => Api.Text(task, "subjectName") == "石桥镇2025年第一季度检查");
        Assert.Equal("现场检查记录", Api.Text(due, "title"));
        Assert.Equal("2025-04-15", Api.Text(due, "dueAt") is { Length: > 0 } at ? DateTimeOffset.Parse(at).ToOffset(TimeSpan.FromHours(8)).AddMilliseconds(-1).ToString("yyyy-MM-dd") : "");
        Assert.DoesNotContain(await (await server.As("xuzhuang-th")).Tasks(), task => Api.Text(task, "title") == "现场检查记录");
        // Earlier quarters and the half-year opened on their own days.
        var opened = (await (await server.As("jijian-di")).Get("/api/supervision/inspections"))["items"]!.AsArray();
        Assert.Equal(["shiqiao-2025-03", "shiqiao-2024-12", "taibaihu-2024-12", "shiqiao-2024-09"], opened.Select(row => Api.Text(row, "id")));

        var detail = await handler.Get("/api/supervision/inspections/shiqiao-2025-03");
        Assert.True(detail["draw"]!["agrees"]!.GetValue<bool>());
        Assert.Equal(3, detail["draw"]!["population"]!.AsArray().Count);
        Assert.True(detail["draw"]!["seedAnchor"]!.GetValue<long>() >= 0);
        var sample = detail["sample"]!.AsArray();
        Assert.Equal("秦商 Risk CADRE_RELATIVE", Sampled(sample[0]!));
        Assert.All(sample.Skip(1), row => Assert.Equal("Lot", Api.Text(row, "basis")));

        await town.At("2025-03-10T10:00");
        string[] photos = [await handler.Upload("岗位空无一人"), await handler.Upload("邻居指认")];
        await Inspecting.Record(handler, due, "秦商", "NeverWorked", "村内无人见其上岗", photos);
        await (await server.As("shiqiao-td")).Complete("纪委会同意见", "2025年第一季度", "Agree", new { opinion = "情况属实" });
        await town.At("2025-03-12T10:00");
        await (await town.Leader).Complete("审定检查结果", "2025年第一季度", "Confirm", new { opinion = "限期整改" });

        // Ghost pay goes to discipline at once.
        var clue = Assert.Single((await (await server.As("jijian-di")).Get("/api/supervision/clues"))["items"]!.AsArray())!;
        Assert.Equal(("秦商", "Inspection", "NeverWorked", true), (Api.Text(clue, "about"), Api.Text(clue, "source"), Api.Text(clue, "kind"), clue["barred"]!.GetValue<bool>()));

        // So does the removal, with the day of the finding as the last on post.
        var exit = (await handler.Get("/api/exits"))["items"]!.AsArray().Single(row => row!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Contains("秦商", StringComparison.Ordinal))!;
        Assert.Equal(("Removal", "2025-03-10"), (Api.Text(exit, "kind"), Api.Text(exit, "lastDay")));

        var village = await town.Village("yuwan");
        var ledger = (await village.Get("/api/supervision/rectifications"))["items"]!.AsArray();
        Assert.Equal(["Quarter GhostPay Open 2025-04-02", "Quarter Ledger Open 2025-04-02"], ledger.Select(Entry).Order());
        Assert.Empty((await (await town.Village("hudong")).Get("/api/supervision/rectifications"))["items"]!.AsArray());
        Assert.Empty((await (await server.As("xuzhuang-tl")).Get("/api/supervision/rectifications"))["items"]!.AsArray());

        var numbers = ledger.Select(row => Api.Text(row, "number")).Order().ToList();
        await Inspecting.Reply(village, numbers[0]);
        await handler.Complete("核验整改", numbers[0], "Close", new { finding = "已停发并清退" });
        await village.Complete("整改并报告", numbers[1], "Extend", new { }, "经手人住院");
        await handler.Complete("审批整改延期", numbers[1], "Grant", new { opinion = "同意" });
        Assert.Equal("2025-04-24", Api.Text(Find(await village.Get("/api/supervision/rectifications"), numbers[1]), "dueOn"));
        var again = await village.FindTask("整改并报告", numbers[1]);
        Assert.Equal("2025-04-24", DateTimeOffset.Parse(Api.Text(again, "dueAt")).ToOffset(TimeSpan.FromHours(8)).AddMilliseconds(-1).ToString("yyyy-MM-dd"));

        // The last day is in time; after it the leader presses, and discipline of town and district hear of it.
        await town.At("2025-04-24T23:00");
        Assert.False(await (await town.Leader).HasTask("督办逾期整改", numbers[1]));
        await town.At("2025-04-25T09:00");
        await (await town.Leader).Complete("督办逾期整改", numbers[1], "Done", new { opinion = "三日内办结" });
        foreach (var told in new[] { "shiqiao-td", "jijian-di", "shebao-hl" })
            Assert.Contains($"{numbers[1]}整改逾期未销号", (await (await server.As(told)).Get("/api/bell")).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
        Assert.Equal("Overdue", Api.Text(Find(await handler.Get("/api/supervision/rectifications?state=Overdue"), numbers[1]), "state"));
        await Inspecting.Reply(village, numbers[1]);
        await handler.Complete("核验整改", numbers[1], "Return", new { }, "签字仍缺");
        await Inspecting.Reply(village, numbers[1]);
        await handler.Complete("核验整改", numbers[1], "Close", new { finding = "已补齐" });

        detail = await handler.Get("/api/supervision/inspections/shiqiao-2025-03");
        Assert.Equal("Closed", Api.Text(detail["inspection"], "status"));
        Assert.Equal("NeverWorked", Api.Text(detail["sample"]!.AsArray().Single(row => Api.Text(row, "name") == "秦商"), "result"));
        var papers = (await handler.Get("/api/documents?subjectType=inspection&subjectId=shiqiao-2025-03"))["items"]!.AsArray();
        Assert.Equal(["inspection-record", "rectification-report"], papers.Select(paper => Api.Text(paper, "template")).Order());
        // The record shows the photographs themselves, each with whom it shows and its hash.
        var pdf = await Paper.Pdf(server, handler, "inspection", "shiqiao-2025-03", "inspection-record");
        using var document = UglyToad.PdfPig.PdfDocument.Open(pdf);
        Assert.Equal(2, document.GetPages().SelectMany(page => page.GetImages()).Count());
        var number = Api.Text((await handler.Get("/api/placements"))["items"]!.AsArray().Concat(detail["sample"]!.AsArray()).First(row => Api.Text(row, "name") == "秦商" && Api.Text(row, "postNumber").Length > 0), "postNumber");
        Papers.Says(Papers.TextOf(pdf), "图1、图2", $"图1秦商（{number}）", $"图2秦商（{number}）", await Paper.HashOf(handler, photos[0]), await Paper.HashOf(handler, photos[1]));
    }

    [Fact]
    public async Task HalfYear_IsTheDistricts_WithDisciplineAndFinance()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await OnPost.Bring(town, ("P08", "hudong", "R-POV", null));
        await town.At("2024-12-02T10:00");
        var district = await town.DistrictHandler;
        await Inspecting.Record(district, await district.FindTask("现场检查记录", "太白湖新区2024年下半年"), "颜秀云", "Absent", "外出务工未请假");
        await (await server.As("jijian-di")).Complete("纪检监察会同意见", "2024年下半年", "Return", new { }, "补充照片");
        await Inspecting.Record(district, await district.FindTask("现场检查记录", "太白湖新区2024年下半年"), "颜秀云", "Absent", "外出务工未请假，已拍照");
        await (await server.As("jijian-di")).Complete("纪检监察会同意见", "2024年下半年", "Agree", new { });
        await (await server.As("caizheng-fi")).Complete("资金筹集保障检查", "2024年下半年", "Submit", new { budgeted = "Yes", arrears = "None", opinion = "已足额列入预算" });
        await (await town.DistrictLeader).Complete("审定检查结果", "2024年下半年", "Confirm", new { });

        var village = await town.Village("hudong");
        var entry = Assert.Single((await village.Get("/api/supervision/rectifications"))["items"]!.AsArray())!;
        Assert.Equal("HalfYear", Api.Text(entry, "source"));
        Assert.Contains("颜秀云", Api.Text(entry, "problem"), StringComparison.Ordinal);
        // A colleague reports it in the place of the officer who is away.
        var administrator = await server.As("shebao-sa");
        var (villageId, password) = (Api.Text(await village.Get("/api/auth/me"), "userId"), "first-password-1");
        var colleague = (await administrator.Post("/api/users", new { operationId = Api.NewId(), userName = "zhou.ning", displayName = "周宁", password, roles = new[] { new { role = "VO", unitId = "shiqiao-hudong" } } })).GetValue<string>();
        await village.Post("/api/delegations", new { operationId = Api.NewId(), toUserId = colleague, role = "VO", unitId = "shiqiao-hudong", from = "2024-12-02", until = "2024-12-06", reason = "年休假" });
        var standIn = server.With(Api.Text(await server.Anonymous.Post("/api/auth/login", new { userName = "zhou.ning", password }), "accessToken"));
        await village.Claim(await village.FindTask("整改并报告", Api.Text(entry, "number")));
        await Inspecting.Reply(standIn, Api.Text(entry, "number"));
        // The district found it, so the district verifies.
        Assert.False(await (await town.Handler).HasTask("核验整改"));
        // Whoever had it reported does not verify it, in whatever office.
        await administrator.Post($"/api/users/{villageId}/roles", new { operationId = Api.NewId(), role = "HH", unitId = "shebao" });
        await village.CompleteRefused(await village.FindTask("核验整改", Api.Text(entry, "number")), "RECTIFICATION_SELF", "Close", new { finding = "已返岗" });
        await district.Complete("核验整改", Api.Text(entry, "number"), "Close", new { finding = "已返岗" });
    }

    private static void Relative(JsonObject form) =>
        form["relatives"] = new JsonArray(new JsonObject { ["name"] = "秦书记", ["relation"] = "堂兄", ["duty"] = "渔湾村党支部书记" });

    private static JsonNode Find(JsonNode page, string number) => page["items"]!.AsArray().Single(row => Api.Text(row, "number") == number)!;

    private static string Entry(JsonNode? row) => $"{Api.Text(row, "source")} {Api.Text(row, "kind")} {Api.Text(row, "state")} {Api.Text(row, "dueOn")}";

    private static string Sampled(JsonNode row) => $"{Api.Text(row, "name")} {Api.Text(row, "basis")} {string.Join(',', row["signs"]!.AsArray())}";
}
