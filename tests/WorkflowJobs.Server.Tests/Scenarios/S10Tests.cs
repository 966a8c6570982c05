using System.Text.Json.Nodes;

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

    /// <summary>The wife is approved; the husband, not recommended at first, comes to the town after that.</summary>
    private static async Task<(Town Town, Application Wife, Application Husband)> ToTheTown(TestServer server)
    {
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-04T10:00");
        var wife = await town.Apply("hudong", Town.Form("P08", "R-POV", form => form["household"] = new JsonArray(
            new JsonObject { ["name"] = "颜廷福", ["relation"] = "丈夫", ["idNumber"] = Town.NumberOf("P09"), ["employed"] = false, ["hasBusinessIncome"] = false, ["birth"] = "1963-03-11" })));
        var husband = await town.Apply("hudong", Town.Form("P09", "R-LOW"));
        await town.Accept("hudong", wife);
        await town.Accept("hudong", husband);
        await town.At("2024-06-20T10:00");
        var officer = await town.Village("hudong");
        await officer.Complete("记录民主评议", "", "Record", await Town.Record(officer, "2024-06-20", Town.Roster(7), Town.Votes(wife, 7, 0), Town.Votes(husband, 3, 4, "困难程度不够")));
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
