using System.Text.Json.Nodes;
using WorkflowJobs.Server.Tests.Documents;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S15: an anonymous objection, and what the village never learns; beside it the other ways of stages 6 and 7 of DOMAIN §8.</summary>
public sealed class S15Tests
{
    private const string Content = "樊素家里富裕有小汽车";
    private const string Channel = "红色信封来信";
    private const string Objector = "李举报13812345678";

    [Fact]
    public async Task AnonymousObjection_NotUpheld_HoldsOneAndTheVillageLearnsNothing()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var (challenged, other, list) = await Posted(server, town);
        await town.At("2024-06-26T10:00");
        var handler = await town.Handler;
        var village = await town.Village("hudong");
        // The letter's handwriting is scanned by who records it; nobody cites another's file.
        var scan = await handler.Upload("匿名信笔迹");
        var hash = await Paper.HashOf(handler, scan);
        var body = new { operationId = Api.NewId(), entryId = Entry(list, "P21"), channel = Channel, content = Content, scans = new[] { scan } };
        await village.Refused("/api/objections", body, "NOT_FOUND");
        await (await server.As("shiqiao-td")).Refused("/api/objections", new { operationId = Api.NewId(), body.entryId, body.channel, body.content, body.scans }, "OBJECTION_SCAN");
        var filed = await handler.Post("/api/objections", body);
        // By name as well, about the same person: the second is looked into beside the first.
        var named = await handler.Post("/api/objections", new { operationId = Api.NewId(), entryId = Entry(list, "P21"), channel = Channel, content = Content, objector = Objector });
        Assert.Equal(("OBJECTION", "PUBLICITY"), ((await town.Case(challenged)).Status, (await town.Case(other)).Status));

        await ScanIsTheInvestigators(server, scan);
        await VillageLearnsNothing(server, village, list, challenged, Api.Text(filed, "objectionId"), Api.Text(named, "objectionId"), scan, hash);

        // Five working days from 06-26: 07-03. Not upheld for both, with a finding and a reply.
        var finding = new { finding = "车为其兄2009年三轮车，本人名下无车", reply = "经核查，异议不成立" };
        foreach (var task in (await handler.Tasks()).Where(task => Api.Text(task, "title") == "核查异议").ToList())
        {
            Assert.StartsWith("2024-07-03", Due(task), StringComparison.Ordinal);
            await handler.Complete(task, "NotUpheld", finding, "不属实");
        }

        // What was written about the person reads in the list of objections and stands nowhere in the database as text.
        Assert.All((await handler.Get("/api/objections"))["items"]!.AsArray(), row => Assert.Equal((finding.finding, finding.reply), (Api.Text(row, "finding"), Api.Text(row, "reply"))));
        Assert.Empty(await server.Data.Holding(Content, finding.finding, finding.reply, Objector));

        Assert.Equal("PUBLICITY", (await town.Case(challenged)).Status);
        await town.TakeDown("2024-07-02", objections: 2);
        Assert.Equal(("DISTRICT_REVIEW", "DISTRICT_REVIEW"), ((await town.Case(challenged)).Status, (await town.Case(other)).Status));

        // Receipt, report and reply are archived with the objection; the village has none of them.
        var papers = (await handler.Get("/api/documents?subjectType=objection&subjectId=" + Api.Text(filed, "objectionId")))["items"]!.AsArray();
        Assert.Equal(["objection-receipt", "objection-reply", "objection-report"], papers.Select(paper => Api.Text(paper, "template")).Order());
        Papers.Says(await Paper.Words(server, handler, "objection", Api.Text(filed, "objectionId"), "objection-reply"), "经核查，异议不成立");
        var archived = (await handler.Get("/api/objections"))["items"]!.AsArray().Single(row => Api.Text(row, "id") == Api.Text(filed, "objectionId"))!;
        Assert.Equal(("NotUpheld", "经核查，异议不成立"), (Api.Text(archived, "outcome"), Api.Text(archived, "reply")));
        await ScanIsTheInvestigators(server, scan);
        await VillageLearnsNothing(server, village, list, challenged, Api.Text(filed, "objectionId"), Api.Text(named, "objectionId"), scan, hash);
        await (await server.As("xuzhuang-th")).Refused("/api/objections", new { operationId = Api.NewId(), entryId = Entry(list, "P21"), channel = Channel, content = Content }, "NOT_FOUND");
        // Nor does the challenged person learn of the letter.
        Assert.Empty((await (await server.As("p21")).Get("/api/documents?subjectType=objection&subjectId=" + Api.Text(filed, "objectionId")))["items"]!.AsArray());
        // The papers have the texts, too.
        var report = await handler.Bytes($"/api/documents/{Api.Text(papers.Single(paper => Api.Text(paper, "template") == "objection-report"), "id")}/pdf");
        Assert.All([Content, finding.finding], text => Assert.Contains(text, Papers.TextOf(report), StringComparison.Ordinal));
    }

    [Fact]
    public async Task ObjectionUpheld_TheNextOfTheWaitlistHasAPeriodOfTheirOwn()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.Allocate("Rural", 1, 1);
        var first = await town.Apply("hudong", Town.Form("P21", "R-LOW"));
        var next = await town.Apply("hudong", Town.Form("P01", "R-AGE"));
        await town.Accept("hudong", first);
        await town.Accept("hudong", next);
        await town.At("2024-06-20T10:00");
        await town.Recommend("hudong", "2024-06-20", first, next);
        await town.Pass(first, next);
        await town.Rank("PRIORITY_FIRST", (first, null), (next, null));
        await town.Post("2024-06-24");
        Assert.Equal("WAITLIST", (await town.Case(next)).Status);
        await town.At("2024-06-27T10:00");
        var list = (await server.Anonymous.Get("/api/public/publicity"))["items"]!.AsArray().Single()!;
        // From the public page, without an account, about a cadre's relative: the town's discipline office looks into it.
        await server.Anonymous.Post("/api/public/objections", new { operationId = Api.NewId(), entryId = Entry(list, "P21"), channel = "网上", content = Content, aboutCadre = true });
        Assert.False(await (await town.Handler).HasTask("核查异议"));
        var discipline = await server.As("shiqiao-td");
        // An administrator who ends the process ends no objection: it is to be answered, and is to be looked into anew.
        var before = Api.Text(await discipline.FindTask("核查异议"), "id");
        await town.Cancel("objection");
        var task = await discipline.FindTask("核查异议");
        Assert.NotEqual(before, Api.Text(task, "id"));
        await discipline.Refused($"/api/user-tasks/{Api.Text(task, "id")}/complete",
            new { operationId = Api.NewId(), outcome = "Upheld", data = new { finding = "属实", reply = "成立" } }, "REASON_REQUIRED");
        await discipline.Complete(task, "Upheld", new { finding = "收入超过标准", reply = "异议成立" }, "收入超过标准");

        Assert.Equal("REJECTED", (await town.Case(first)).Status);
        // A list of their own: posted on another day, with five working days of its own.
        await town.Post("2024-06-28");
        Assert.Equal("PUBLICITY", (await town.Case(next)).Status);
        var own = (await server.Anonymous.Get("/api/public/publicity"))["items"]!.AsArray().Single(row => Api.Text(row, "number") == "2")!;
        Assert.Equal(("2024-07-01", "2024-07-05"), (Api.Text(own, "startsOn"), Api.Text(own, "endsOn")));
        Assert.Equal([Town.NumberOf("P01")[^4..]], own["people"]!.AsArray().Select(person => Api.Text(person, "id")));
    }

    [Fact]
    public async Task Interruption_AfterAnObjection_RestartsThePeriodForEverybodyAndShowsBothDates()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var (_, other, list) = await Posted(server, town);
        await town.At("2024-06-27T15:00");
        var handler = await town.Handler;
        await handler.Post($"/api/publicity/{Api.Text(list, "id")}/interruptions", new { operationId = Api.NewId(), interruptedOn = "2024-06-27", reason = "公示单被撕" });
        await town.Post("2024-06-28");
        var again = await server.Anonymous.Get("/api/public/publicity/" + Api.Text(list, "id"));
        Assert.Equal(("2024-07-01", "2024-07-05"), (Api.Text(again, "startsOn"), Api.Text(again, "endsOn")));
        var kept = Assert.Single(again["interruptions"]!.AsArray())!;
        Assert.Equal(("2024-06-27", "公示单被撕", "2024-06-25", "2024-06-28"),
            (Api.Text(kept, "interruptedOn"), Api.Text(kept, "reason"), Api.Text(kept, "formerStart"), Api.Text(kept, "repostedOn")));
        // On the day on which the first period would have been over, nothing is.
        await town.At("2024-07-02T09:00");
        Assert.False(await handler.HasTask("公示结果说明"));
        await town.TakeDown("2024-07-06");
        Assert.Equal("DISTRICT_REVIEW", (await town.Case(other)).Status);
    }

    /// <summary>What was objected, found and answered ends with the file of whom it was about, as do its papers and who objected.</summary>
    [Fact]
    public async Task ErasureOfTheChallengedPerson_TakesTheObjectionAlong()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var (challenged, _, list) = await Posted(server, town);
        await town.At("2024-06-26T10:00");
        var (handler, district) = (await town.Handler, await town.DistrictHandler);
        var objection = Api.Text(await handler.Post("/api/objections", new { operationId = Api.NewId(), entryId = Entry(list, "P21"), channel = "来信", content = Content, objector = Objector }), "objectionId");
        await handler.Complete("核查异议", "", "Upheld", new { finding = "名下有小汽车一辆", reply = "异议成立" }, "属实");
        Assert.Equal("REJECTED", (await town.Case(challenged)).Status);
        await town.At("2026-07-01T10:00");
        var due = (await district.Get("/api/retention?pageSize=200"))["items"]!.AsArray().Single(row => Api.Text(row, "name") == Town.NameOf("P21"))!;
        await district.Post("/api/data-requests", new { operationId = Api.NewId(), personId = Api.Text(due, "personId"), kind = "Retention" });
        await (await town.DistrictLeader).Complete("批准销毁个人信息", Town.NameOf("P21"), "Approve", new { answer = "同意" });

        var gone = Assert.Single((await handler.Get("/api/objections"))["items"]!.AsArray())!;
        Assert.Equal(("Upheld", "（已按保存期限销毁）", "（已按保存期限销毁）"), (Api.Text(gone, "outcome"), Api.Text(gone, "finding"), Api.Text(gone, "reply")));
        Assert.Equal(0, await server.Data.Number($"""SELECT COUNT(*) FROM "Objections" WHERE "Id" = '{objection}' AND "ObjectorCipher" IS NOT NULL"""));
        var papers = (await handler.Get("/api/documents?subjectType=objection&subjectId=" + objection))["items"]!.AsArray();
        Assert.NotEmpty(papers);
        foreach (var paper in papers)
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await handler.Send(HttpMethod.Get, $"/api/documents/{Api.Text(paper, "id")}/pdf")).Status);
    }

    private static async Task<(Application Challenged, Application Other, JsonNode List)> Posted(TestServer server, Town town)
    {
        var challenged = await town.Apply("hudong", Town.Form("P21", "R-LOW"));
        var other = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await town.Accept("hudong", challenged);
        await town.Accept("hudong", other);
        await town.At("2024-06-20T10:00");
        await town.Recommend("hudong", "2024-06-20", challenged, other);
        await town.Pass(challenged, other);
        await town.Rank("PRIORITY_FIRST", (challenged, null), (other, null));
        await town.Post("2024-06-24");
        return (challenged, other, (await server.Anonymous.Get("/api/public/publicity"))["items"]!.AsArray().Single()!);
    }

    private static string Entry(JsonNode list, string persona) =>
        Api.Text(list["people"]!.AsArray().Single(person => Api.Text(person, "id") == Town.NumberOf(persona)[^4..]), "entryId");

    /// <summary>Opened by the town's handler, who investigates, and by discipline; not there for the village, the challenged, other offices and other towns.</summary>
    private static async Task ScanIsTheInvestigators(TestServer server, string scan)
    {
        var handler = await server.As("shiqiao-th");
        Assert.NotEmpty(await handler.Bytes("/api/attachments/" + scan));
        var handed = new List<string>();
        foreach (var task in (await handler.Get("/api/user-tasks/done?pageSize=200"))["items"]!.AsArray().Concat(await handler.Tasks()).Where(task => Api.Text(task, "title") == "核查异议"))
            handed.AddRange((await handler.Get($"/api/user-tasks/{Api.Text(task, "id")}/attachments")).AsArray().Select(file => Api.Text(file, "id")));
        Assert.Equal([scan], handed);
        Assert.NotEmpty(await (await server.As("jijian-di")).Bytes("/api/attachments/" + scan));
        foreach (var other in (string[])["hudong-vo", "yuwan-vo", "p21", "shiqiao-tl", "xuzhuang-th", "shebao-hh", "caizheng-fi", "shebao-wa"])
            foreach (var address in (string[])["/api/attachments/" + scan, $"/api/attachments/{scan}/info"])
                Assert.Equal(System.Net.HttpStatusCode.NotFound, (await (await server.As(other)).Send(HttpMethod.Get, address)).Status);
    }

    private static string Due(JsonNode task) => task["dueAt"]!.GetValue<DateTimeOffset>().ToOffset(TimeSpan.FromHours(8)).AddSeconds(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Every answer that the village officer gets, from every GET there is with every id there is, and every page.</summary>
    private static async Task VillageLearnsNothing(TestServer server, Api village, JsonNode list, Application challenged, params string[] objections)
    {
        string[] secrets = [Content, Channel, Objector, "举报13812345678", "匿名信笔迹", .. objections];
        var handler = await server.As("shiqiao-th");
        string[] ids =
        [
            challenged.Id, Api.Text(list, "id"), Entry(list, "P21"), .. objections,
            .. (await handler.Tasks()).Concat((await handler.Get("/api/user-tasks/done?pageSize=200"))["items"]!.AsArray().Select(task => task!)).Select(task => Api.Text(task, "id")),
            .. (await handler.Get("/api/rounds"))["items"]!.AsArray().Select(round => Api.Text(round, "id")),
        ];
        var document = await server.Anonymous.Get("/openapi/v1.json");
        var asked = 0;
        foreach (var path in document["paths"]!.AsObject().Where(path => path.Key.StartsWith("/api/", StringComparison.Ordinal) && path.Value!["get"] is not null).Select(path => path.Key))
            foreach (var address in Addresses(path, ids))
            {
                var answer = await village.Text(address);
                Assert.All(secrets.Where(secret => !address.Contains(secret, StringComparison.Ordinal)), secret => Assert.DoesNotContain(secret, answer, StringComparison.Ordinal));
                asked++;
            }

        Assert.True(asked > 200, $"{asked} addresses.");
        var cookie = await server.PageCookie("hudong-vo");
        foreach (var page in (string[])["/inbox", "/done", "/search", "/rounds", "/lists", "/cases/" + challenged.Id, .. ids.Select(id => "/tasks/" + id), .. ids.Select(id => "/rounds/" + id)])
        {
            var shown = await server.Page(cookie, page);
            Assert.All(secrets.Where(secret => !page.Contains(secret, StringComparison.Ordinal)), secret => Assert.DoesNotContain(secret, shown, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Addresses(string path, string[] ids)
    {
        if (!path.Contains('{', StringComparison.Ordinal))
            return [path, path + "?pageSize=200", .. ids.Select(id => $"{path}?subjectType=objection&subjectId={id}"), .. ids.Select(id => $"{path}?subjectType=application&subjectId={id}")];
        return ids.Select(id => System.Text.RegularExpressions.Regex.Replace(path, "\\{[^}]+\\}", id));
    }
}
