using System.Net;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>Tip-offs and clues: who reports stays unknown to the village; fraud goes to discipline and bars the person until cleared.</summary>
public sealed class TipOffTests
{
    private const string Reporter = "闻一言";

    [Fact]
    public async Task TipOff_AboutAGhostWorker_GoesFromThePublicPageToTheCommission()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await OnPost.Bring(town, ("P30", "yuwan", "R-AGE", null));
        await town.At("2024-08-05T10:00");
        var filed = await server.Anonymous.Post("/api/public/tip-offs", new { operationId = Api.NewId(), townId = "shiqiao", aboutOfficer = false, about = "渔湾村秦商", content = "从来没上过班", reporter = Reporter, contact = "13811112222" });
        var code = new { code = Api.Text(filed, "code") };
        Assert.Equal("Open", Api.Text(await server.Anonymous.Post("/api/public/tip-offs/progress", code), "state"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Anonymous.Send(HttpMethod.Post, "/api/public/tip-offs/progress", new { code = "XXXX" })).Status);

        var discipline = await server.As("shiqiao-td");
        var found = await discipline.FindTask("核查举报");
        var task = await discipline.Claim(found);
        Assert.Contains(Reporter, task["form"]!["sources"]!["tip-off"]!.ToJsonString(Relaxed), StringComparison.Ordinal);
        // Nobody of the village sees that there is a report; the leader of the town sees a task, not who reported.
        var id = Api.Text(found, "id");
        foreach (var other in new[] { "yuwan-vo", "shiqiao-th", "xuzhuang-td", "p08" })
            Assert.Equal(HttpStatusCode.NotFound, (await (await server.As(other)).Send(HttpMethod.Get, "/api/user-tasks/" + id)).Status);
        var leader = await (await town.Leader).Send(HttpMethod.Get, "/api/user-tasks/" + id);
        Assert.DoesNotContain(Reporter, leader.Body?.ToJsonString(Relaxed) ?? "", StringComparison.Ordinal);
        Assert.Empty((await (await server.As("yuwan-vo")).Get("/api/supervision/tip-offs"))["items"]!.AsArray());
        await (await server.As("yuwan-vo")).Refused("/api/supervision/tip-offs", new { operationId = Api.NewId(), townId = "shiqiao", about = "某人", content = "某事" }, "NOT_FOUND");

        var person = task["form"]!["sources"]!["town-placements"]!.AsArray().Single()!;
        await discipline.CompleteRefused(found, "FORM_DATA", "Substantiated", new { finding = "属实", placement = Api.Text(person, "value") }, "属实");
        await discipline.Complete(found, "Substantiated", new
        {
            finding = "从未到岗，考勤由村干部代签",
            placement = Api.Text(person, "value"),
            result = "NeverWorked",
            findings = new[] { new { unit = "shiqiao-yuwan", kind = "Attendance", problem = "考勤代签" } },
            reply = "情况属实，已处理。",
            evidence = new[] { await discipline.Upload("核查") },
        }, "查实");
        Assert.Equal(("Substantiated", "情况属实，已处理。"), Said(await server.Anonymous.Post("/api/public/tip-offs/progress", code)));

        var ledger = (await (await town.Village("yuwan")).Get("/api/supervision/rectifications"))["items"]!.AsArray();
        Assert.Equal("TipOff", Api.Text(Assert.Single(ledger), "source"));
        Assert.DoesNotContain(Reporter, ledger.ToJsonString(Relaxed), StringComparison.Ordinal);

        var commission = await server.As("jijian-di");
        var clue = Assert.Single((await commission.Get("/api/supervision/clues"))["items"]!.AsArray())!;
        Assert.Equal(("秦商", "NeverWorked", true), (Api.Text(clue, "about"), Api.Text(clue, "kind"), clue["barred"]!.GetValue<bool>()));
        Assert.Empty((await (await server.As("shiqiao-th")).Get("/api/supervision/clues"))["items"]!.AsArray());
        var papers = await commission.Get($"/api/documents?subjectType=clue&subjectId={Api.Text(clue, "id")}");
        Assert.Equal("clue-transfer", Api.Text(Assert.Single(papers["items"]!.AsArray()), "template"));
        Assert.Empty((await (await server.As("shiqiao-tl")).Get($"/api/documents?subjectType=clue&subjectId={Api.Text(clue, "id")}"))["items"]!.AsArray());

        await commission.Complete("接收问题线索", "秦商", "Accept", new { });
        await commission.Complete("处置问题线索", "秦商", "Verify", new { finding = "初步核实" });
        await commission.Complete("提出核查结果", "秦商", "Founded", new { finding = "属实" }, "属实");
        clue = (await commission.Get("/api/supervision/clues"))["items"]!.AsArray().Single()!;
        Assert.Equal(("Founded", true), (Api.Text(clue, "conclusion"), clue["barred"]!.GetValue<bool>()));
        await (await server.As("shebao-hl")).Refused($"/api/supervision/clues/{Api.Text(clue, "id")}/lift-bar", new { operationId = Api.NewId(), reason = "已退清" }, "NOT_FOUND");
        await commission.Post($"/api/supervision/clues/{Api.Text(clue, "id")}/lift-bar", new { operationId = Api.NewId(), reason = "已退清" });
        Assert.False((await commission.Get("/api/supervision/clues"))["items"]!.AsArray().Single()!["barred"]!.GetValue<bool>());
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task TipOff_AboutAnOfficer_IsTheDistrictsAndNotTheOfficersOwn()
    {
        await using var server = await TestServer.Start();
        await server.Anonymous.Post("/api/public/tip-offs", new { operationId = Api.NewId(), townId = "shiqiao", aboutOfficer = true, about = "赵清", content = "徇私" });
        Assert.False(await (await server.As("shiqiao-td")).HasTask("核查举报"));
        Assert.Empty((await (await server.As("shiqiao-td")).Get("/api/supervision/tip-offs"))["items"]!.AsArray());
        var commission = await server.As("jijian-di");
        await commission.Complete("核查举报", "", "Substantiated", new { finding = "存在问题", clue = true, evidence = new[] { await commission.Upload("材料") } }, "查实");
        var clue = Assert.Single((await commission.Get("/api/supervision/clues"))["items"]!.AsArray())!;
        Assert.Equal(("赵清", "OFFICER", false), (Api.Text(clue, "about"), Api.Text(clue, "kind"), clue["barred"]!.GetValue<bool>()));
        await commission.Complete("接收问题线索", "赵清", "Accept", new { });
        await commission.Complete("处置问题线索", "赵清", "Hold", new { finding = "暂存" }, "条件不具备");
        await commission.Complete("暂存待查", "赵清", "Resume", new { });
        await commission.Complete("处置问题线索", "赵清", "Close", new { finding = "查无实据" }, "了结");
        Assert.Equal("Close", Api.Text((await commission.Get("/api/supervision/clues"))["items"]!.AsArray().Single(), "conclusion"));
    }

    [Fact]
    public async Task TipOff_TakenInByAnOfficer_IsListedByItsStateAndNeverWithWhoReported()
    {
        await using var server = await TestServer.Start();
        var taker = await server.As("shiqiao-th");
        var body = new { operationId = Api.NewId(), townId = "shiqiao", aboutOfficer = false, about = "湖东村某人", content = "来电反映代领补贴", reporter = Reporter, contact = "13811112222", channel = "Phone" };
        var filed = await taker.Post("/api/supervision/tip-offs", body);
        Assert.Equal(Api.Text(filed, "code"), Api.Text(await taker.Post("/api/supervision/tip-offs", body), "code"));
        await (await server.As("xuzhuang-th")).Refused("/api/supervision/tip-offs", new { operationId = Api.NewId(), townId = "shiqiao", about = "某人", content = "某事" }, "NOT_FOUND");

        // Who took it in sees that it is open; the discipline office has its task; the rest see nothing.
        var mine = Assert.Single((await taker.Get("/api/supervision/tip-offs"))["items"]!.AsArray())!;
        Assert.Equal(("Open", "Phone", "", ""), (Api.Text(mine, "state"), Api.Text(mine, "channel"), Api.Text(mine, "taskId"), Api.Text(mine, "takenBy")));
        var discipline = await server.As("shiqiao-td");
        var theirs = Assert.Single((await discipline.Get("/api/supervision/tip-offs"))["items"]!.AsArray())!;
        Assert.Equal(("Open", Api.Text(await discipline.FindTask("核查举报"), "id")), (Api.Text(theirs, "state"), Api.Text(theirs, "taskId")));
        Assert.NotEqual("", Api.Text(theirs, "takenBy"));
        // The district's commission sees that there is one; its task is the town's.
        Assert.Equal(("Open", ""), (await (await server.As("jijian-di")).Get("/api/supervision/tip-offs"))["items"]!.AsArray().Select(row => (Api.Text(row, "state"), Api.Text(row, "taskId"))).Single());
        foreach (var other in new[] { "shiqiao-tl", "xuzhuang-th", "xuzhuang-td", "hudong-vo", "shebao-hh", "caizheng-fi" })
            Assert.Empty((await (await server.As(other)).Get("/api/supervision/tip-offs"))["items"]!.AsArray());
        await discipline.Complete("核查举报", "", "NotSubstantiated", new { finding = "查无实据", reply = "经核查不属实。", evidence = new[] { await discipline.Upload("核查") } }, "查否");

        Assert.Equal("Closed", Api.Text((await taker.Get("/api/supervision/tip-offs"))["items"]!.AsArray().Single(), "state"));
        Assert.Equal(("NotSubstantiated", ""), (await discipline.Get("/api/supervision/tip-offs"))["items"]!.AsArray().Select(row => (Api.Text(row, "state"), Api.Text(row, "taskId"))).Single());
        foreach (var one in new[] { taker, discipline, await server.As("jijian-di") })
            Assert.DoesNotContain(Reporter, (await one.Get("/api/supervision/tip-offs")).ToJsonString(Relaxed), StringComparison.Ordinal);
        // An officer who takes in a report about themselves does not follow it.
        await taker.Post("/api/supervision/tip-offs", new { operationId = Api.NewId(), townId = "shiqiao", aboutOfficer = true, about = await NameOf(server, "shiqiao-th"), content = "徇私", channel = "Letter" });
        Assert.Single((await taker.Get("/api/supervision/tip-offs"))["items"]!.AsArray());
    }

    private static async Task<string> NameOf(TestServer server, string account) =>
        Api.Text((await server.Anonymous.Get("/api/demo/accounts"))["accounts"]!.AsArray().Single(row => Api.Text(row, "userName") == account), "displayName");

    [Fact]
    public async Task TipOff_Incomplete_IsRefused()
    {
        await using var server = await TestServer.Start();
        foreach (var body in new object[]
        {
            new { operationId = Api.NewId(), townId = "", about = "某人", content = "某事" },
            new { operationId = Api.NewId(), townId = "shiqiao-hudong", about = "某人", content = "某事" },
            new { operationId = Api.NewId(), townId = "shiqiao", about = " ", content = "某事" },
            new { operationId = Api.NewId(), townId = "shiqiao", about = "某人", content = new string('长', 4001) },
        })
            await server.Anonymous.Refused("/api/public/tip-offs", body, "TIP_OFF_INCOMPLETE");
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static (string State, string Reply) Said(JsonNode answer) => (Api.Text(answer, "state"), Api.Text(answer, "reply"));
}
