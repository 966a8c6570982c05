using System.Text.Json.Nodes;
using WorkflowJobs.Server.Tests.Documents;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S10: husband and wife apply in one plan year, and the household's place is given.</summary>
public sealed class S10Tests
{
    [Fact]
    public async Task SecondOfAHousehold_WithoutAReason_WaitsWithTheReasonSaid()
    {
        await using var server = await TestServer.Start();
        var (town, wife, husband) = await ToTheTown(server);
        var handler = await town.Handler;
        var task = await handler.Claim(await handler.FindTask("镇街审核（经办）", husband.Receipt));
        var soft = Assert.Single(task["form"]!["sources"]!["soft-stops"]!.AsArray())!;
        Assert.Equal("E10 同户已安置1人；不写理由的列入候补", Api.Text(soft, "item"));
        await town.Pass(husband);

        var file = await town.Case(husband);
        Assert.Equal("WAITLIST", file.Status);
        Assert.Equal("HOUSEHOLD_PLACED", Api.Text(file.Json["progress"]!["history"]!.AsArray().Last(), "reasonCode"));
        Assert.Contains("（同户已安置1人）", Api.Text(file.Json["notices"]!.AsArray().Last(row => Api.Text(row, "kind") == "Waitlisted"), "textZh"), StringComparison.Ordinal);
        Assert.Equal("TRAINING", (await town.Case(wife)).Status);
        Assert.Empty((await (await server.As("jijian-di")).Get("/api/comparison/overrides"))["items"]!.AsArray());
    }

    [Fact]
    public async Task SecondOfAHousehold_JustifiedByTheTown_GoesOn_AndDisciplineSeesIt()
    {
        await using var server = await TestServer.Start();
        var (town, _, husband) = await ToTheTown(server);
        var handler = await town.Handler;
        var task = await handler.FindTask("镇街审核（经办）", husband.Receipt);
        var key = Api.Text((await handler.Claim(task))["form"]!["sources"]!["soft-stops"]![0], "key");
        await handler.Complete(task, "Pass", new { opinion = "同意", softStops = new[] { new { key, reason = "两人均为监测对象，家庭特别困难，经镇党委研究" } } });
        await (await town.Leader).Complete("镇街审核（分管负责人）", husband.Receipt, "Pass", new { opinion = "同意" });

        await town.Post("2024-07-08");
        Assert.Equal("PUBLICITY", (await town.Case(husband)).Status);
        foreach (var seer in new[] { "jijian-di", "shiqiao-td" })
        {
            var row = Assert.Single((await (await server.As(seer)).Get("/api/comparison/overrides"))["items"]!.AsArray())!;
            Assert.Equal(("E10", "张伟民", "两人均为监测对象，家庭特别困难，经镇党委研究"), (Api.Text(row, "code"), Api.Text(row, "actorName"), Api.Text(row, "reason")));
        }
    }

    [Fact]
    public async Task TwoOfAHouseholdInOneRound_TheSecondWaitsWithTheReasonSaid()
    {
        await using var server = await TestServer.Start();
        var (town, wife, husband, third) = await ToTheRanking(server);
        var handler = await town.Handler;
        var rows = (await handler.Claim(await handler.FindTask("排序", "")))["form"]!["sources"]!["ranking-households"]!.AsArray();
        Assert.Equal(["与颜廷福同户，同批参加排序", "与颜秀云同户，同批参加排序"], rows.Select(row => Api.Text(row, "item")));
        await Rank(handler, [wife, husband, third]);
        var leader = await town.Leader;
        var confirm = await leader.Claim(await leader.FindTask("排序审签", ""));
        Assert.Equal(["入选", "候补（同户已安置1人）", "入选"], confirm["form"]!["sources"]!["ranking-result"]!.AsArray().Select(row => Api.Text(row, "proposal")));
        await leader.Complete("排序审签", "", "Confirm", new JsonObject());

        var ranking = await Ranking(handler);
        Assert.Equal(["颜秀云 Selected ", "颜廷福 Waitlisted 1", "樊素 Selected "], ranking);
        var file = await town.Case(husband);
        Assert.Equal("WAITLIST", file.Status);
        Assert.Equal("HOUSEHOLD_PLACED", Api.Text(file.Json["progress"]!["history"]!.AsArray().Last(), "reasonCode"));
        var notice = file.Json["notices"]!.AsArray().Last(row => Api.Text(row, "kind") == "Waitlisted");
        Assert.Contains("（同户已安置1人）", Api.Text(notice, "textZh"), StringComparison.Ordinal);
        Assert.Contains("1 of the household already placed", Api.Text(notice, "textEn"), StringComparison.Ordinal);
        await Papers.Print(server);
        Papers.Says(await Papers.Text(handler, "round", await RoundId(handler), "ranking"), "候补（同户已安置1人）");

        // The wife leaves before she is approved: nobody of the household is placed then, and he is called.
        await (await town.Village("hudong")).Post($"/api/applications/{wife.Id}/withdraw", new { operationId = Api.NewId(), reason = "家中有事" });
        Assert.Contains("颜廷福 Promoted ", await Ranking(handler));
    }

    [Fact]
    public async Task TwoOfAHouseholdInOneRound_JustifiedByTheTown_BothAreApproved_AndDisciplineSeesIt()
    {
        await using var server = await TestServer.Start();
        var (town, wife, husband, third) = await ToTheRanking(server);
        var handler = await town.Handler;
        await Rank(handler, [wife, husband, third], (husband, "两人均为监测对象，家庭特别困难，经镇党委研究"));
        await (await town.Leader).Complete("排序审签", "", "Redo", new JsonObject(), "理由不足");
        // Ranked again without the reason: what was sent back exempts nobody.
        await Rank(handler, [wife, husband, third]);
        var leader = await town.Leader;
        Assert.Equal("候补（同户已安置1人）", Api.Text((await leader.Claim(await leader.FindTask("排序审签", "")))["form"]!["sources"]!["ranking-result"]![1], "proposal"));
        await leader.Complete("排序审签", "", "Redo", new JsonObject(), "请补充研究意见");
        Assert.Empty((await (await server.As("jijian-di")).Get("/api/comparison/overrides"))["items"]!.AsArray());
        await Rank(handler, [wife, husband, third], (husband, "两人均为监测对象，家庭特别困难，经镇党委研究"));
        await leader.Complete("排序审签", "", "Confirm", new JsonObject());
        Assert.Equal(["颜秀云 Selected ", "颜廷福 Selected 1", "樊素 Selected "], await Ranking(handler));
        var row = Assert.Single((await (await server.As("jijian-di")).Get("/api/comparison/overrides"))["items"]!.AsArray())!;
        Assert.Equal(("E10", "张伟民", "两人均为监测对象，家庭特别困难，经镇党委研究"), (Api.Text(row, "code"), Api.Text(row, "actorName"), Api.Text(row, "reason")));

        // Whoever of them is approved first, both keep their places.
        await town.Post("2024-06-24");
        await town.TakeDown("2024-07-02");
        await town.Compare(husband, wife);
        await town.At("2024-07-05T10:00");
        await town.Approve(husband, wife);
        Assert.Equal(("TRAINING", "TRAINING"), ((await town.Case(husband)).Status, (await town.Case(wife)).Status));
    }

    /// <summary>Husband and wife and a third person, all passed by the town, ranked in this order.</summary>
    private static async Task<(Town Town, Application Wife, Application Husband, Application Third)> ToTheRanking(TestServer server)
    {
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-04T10:00");
        var wife = await town.Apply("hudong", Wife(form => form["incomePerCapita"] = 100_000));
        var husband = await town.Apply("hudong", Town.Form("P09", "R-LOW", form => form["incomePerCapita"] = 200_000));
        var third = await town.Apply("hudong", Town.Form("P21", "R-LOW", form => form["incomePerCapita"] = 300_000));
        foreach (var one in new[] { wife, husband, third })
            await town.Accept("hudong", one);
        await town.At("2024-06-20T10:00");
        await town.Recommend("hudong", "2024-06-20", wife, husband, third);
        await town.Pass(wife, husband, third);
        return (town, wife, husband, third);
    }

    private static Task Rank(Api handler, Application[] people, params (Application Person, string Reason)[] justified) => handler.Complete("排序", "", "Rank", new
    {
        mode = "PRIORITY_FIRST",
        scoreEnabled = false,
        people = people.Select(person => new { key = person.Id }),
        households = justified.Select(row => new { key = row.Person.Id, reason = row.Reason }),
    });

    /// <summary>The list: name, selection and how many of the household were placed before, where that told.</summary>
    private static async Task<IEnumerable<string>> Ranking(Api handler) => (await handler.Get($"/api/rounds/{await RoundId(handler)}/ranking"))["people"]!.AsArray()
        .Select(row => $"{Api.Text(row, "name")} {Api.Text(row, "selection")} {row!["values"]!["householdPlaced"]?.ToString()}");

    private static async Task<string> RoundId(Api handler) =>
        Api.Text((await handler.Get("/api/rounds"))["items"]!.AsArray().Single(row => Api.Text(row, "kind") == "Rural"), "id");

    private static JsonObject Wife(Action<JsonObject>? change = null) => Town.Form("P08", "R-POV", form =>
    {
        form["household"] = new JsonArray(
            new JsonObject { ["name"] = "颜廷福", ["relation"] = "丈夫", ["idNumber"] = Town.NumberOf("P09"), ["employed"] = false, ["hasBusinessIncome"] = false, ["birth"] = "1963-03-11" });
        change?.Invoke(form);
    });

    /// <summary>The wife is approved; the husband, not recommended at first, comes to the town after that.</summary>
    private static async Task<(Town Town, Application Wife, Application Husband)> ToTheTown(TestServer server)
    {
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-04T10:00");
        var wife = await town.Apply("hudong", Wife());
        var husband = await town.Apply("hudong", Town.Form("P09", "R-LOW"));
        await town.Accept("hudong", wife);
        await town.Accept("hudong", husband);
        await town.At("2024-06-20T10:00");
        var officer = await town.Village("hudong");
        await town.Reviewed(officer, await Town.Record(officer, "2024-06-20", Town.Roster(7), Town.Votes(wife, 7, 0), Town.Votes(husband, 3, 4, "困难程度不够")));
        await town.Pass(wife);
        await town.Rank("PRIORITY_FIRST", (wife, null));
        await town.Post("2024-06-24");
        await town.At("2024-06-26T10:00");
        var request = (await officer.Get("/api/applications/" + husband.Id))["tasks"]!.AsArray().Single(row => Api.Text(row, "activityId") == "reexamination-request" && row!["isOpen"]!.GetValue<bool>())!;
        await officer.Complete(request, "Request", new { grounds = "家庭情况有变" });
        await town.TakeDown("2024-07-02");
        await town.Compare(wife);
        await town.At("2024-07-05T10:00");
        await town.Approve(wife);
        await (await town.Handler).Complete("镇街复核", husband.Receipt, "Overturn", new { findings = "重新计票后符合推荐条件" });
        return (town, wife, husband);
    }
}
