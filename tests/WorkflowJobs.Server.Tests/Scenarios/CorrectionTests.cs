using System.Net;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>A published notice is corrected: the earlier text stays, and the window restarts if conditions change.</summary>
public sealed class CorrectionTests
{
    [Fact]
    public async Task Correction_OfConditions_RestartsTheWindowAndKeepsWhoHasApplied()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-11T09:00");
        var p03 = await town.Apply("hudong", Town.Form("P03", "R-AGE"));
        var notice = await Published(server);
        await town.At("2024-06-12T10:00");
        await Correct(town, notice, form =>
        {
            form["reason"] = "报名地点停电";
            form["place"] = "石桥镇文化站";
        });

        var after = await Detail(server, notice);
        Assert.Equal(("石桥镇文化站", "2024-06-19 17:30"), (Api.Text(after, "place"), Local(after["notice"]!["closesAt"]!)));
        var correction = Assert.Single(after["corrections"]!.AsArray())!;
        Assert.Equal(("报名地点停电", "true", "2024-06-19"), (Api.Text(correction, "reason"), Api.Text(correction, "restartsWindow"), Api.Text(correction, "closesOn")));
        Assert.Equal(["closesOn", "place"], correction["changes"]!.AsArray().Select(row => Api.Text(row, "field")));
        var version = Assert.Single(after["versions"]!.AsArray())!;
        Assert.Equal("2024-06-14", Api.Text(version["text"], "closesOn"));
        Assert.NotEqual("石桥镇文化站", Api.Text(version["text"], "place"));

        // 65 on the first closing day, which his application was handed in under: he stays eligible.
        Assert.Equal(("SUBMITTED", "Receipt NoticeCorrected"), ((await town.Case(p03)).Status, (await town.Case(p03)).Notices));
        await town.Accept("hudong", p03);
        Assert.Equal("ACCEPTED", (await town.Case(p03)).Status);
        await town.At("2024-06-14T17:31");
        Assert.Equal("Open", await Status(server, notice));
        await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await town.At("2024-06-19T17:29");
        Assert.Equal("Open", await Status(server, notice));
        await town.At("2024-06-19T17:30");
        Assert.Equal("Closed", await Status(server, notice));
        await town.ApplyRefused("hudong", Town.Form("P21", "R-LOW"), "WINDOW_CLOSED");
        await (await town.Handler).Refused($"/api/notices/{notice}/corrections", new { operationId = Api.NewId() }, "CORRECTION_TOO_LATE");
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Correction_OfATelephone_LeavesTheWindowAndIsShownOnThePage()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var notice = await Published(server);
        await town.At("2024-06-12T10:00");
        await Correct(town, notice, form =>
        {
            form["reason"] = "咨询电话印错";
            form["phone"] = "0537-6537009";
        });

        var after = await Detail(server, notice);
        Assert.Equal("2024-06-14 17:30", Local(after["notice"]!["closesAt"]!));
        Assert.Equal("false", Api.Text(Assert.Single(after["corrections"]!.AsArray()), "restartsWindow"));
        var page = await new HttpClient { BaseAddress = server.Address }.GetStringAsync("/notices/" + notice, TestContext.Current.CancellationToken);
        Assert.Contains("咨询电话印错", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain($"/notices/{notice}/correct\"", page, StringComparison.Ordinal);
        await town.At("2024-06-14T17:30");
        Assert.Equal("Closed", await Status(server, notice));
    }

    [Fact]
    public async Task Correction_ByOthersTwiceOrOfNothing_IsRefused()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var notice = await Published(server);
        var path = $"/api/notices/{notice}/corrections";
        await (await town.Leader).Refused(path, new { operationId = Api.NewId() }, "FORBIDDEN");
        await (await server.As("xuzhuang-th")).Refused(path, new { operationId = Api.NewId() }, "FORBIDDEN");
        var handler = await town.Handler;
        await handler.Refused("/api/notices/none/corrections", new { operationId = Api.NewId() }, "NOT_FOUND");
        var (task, form) = await Begin(handler, notice);
        await handler.Refused(path, new { operationId = Api.NewId() }, "CORRECTION_RUNNING");

        var nothing = await handler.CompleteRefused(task, "FORM_DATA", "Submit", Said(form, _ => { }));
        Assert.Contains("CORRECTION_CHANGES_NOTHING", nothing.Body!.ToJsonString(), StringComparison.Ordinal);
        var forbidden = await handler.CompleteRefused(task, "FORM_DATA", "Submit", Said(form, data => data["posts"]![0]!["name"] = "专业技术岗"));
        Assert.Contains("POST_FORBIDDEN", forbidden.Body!.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task Correct(Town town, string notice, Action<JsonObject> change)
    {
        var handler = await town.Handler;
        var (task, form) = await Begin(handler, notice);
        await handler.Complete(task, "Submit", Said(form, change));
        await (await town.Leader).Complete("镇街签发更正", "", "Sign", new { opinion = "同意" });
        await (await town.DistrictHandler).Complete("区级核对更正", "", "Agree", new { opinion = "一致" });
    }

    private static async Task<(JsonNode Task, JsonObject Form)> Begin(Api handler, string notice)
    {
        var begun = await handler.Post($"/api/notices/{notice}/corrections", new { operationId = Api.NewId() });
        var task = new JsonObject { ["id"] = Api.Text(begun, "taskId") };
        return (task, (JsonObject)(await handler.Claim(task))["form"]!["data"]!);
    }

    private static JsonObject Said(JsonObject form, Action<JsonObject> change)
    {
        var data = (JsonObject)form.DeepClone();
        data["reason"] = "更正";
        data["documentNumber"] = "济太管办字〔2024〕13号";
        change(data);
        return data;
    }

    private static async Task<string> Published(TestServer server) => Api.Text(
        (await server.Anonymous.Get("/api/public/notices"))["items"]!.AsArray().Single(row => Api.Text(row, "townId") == "shiqiao"), "id");

    private static Task<JsonNode> Detail(TestServer server, string notice) => server.Anonymous.Get("/api/public/notices/" + notice);

    private static async Task<string> Status(TestServer server, string notice) => Api.Text((await Detail(server, notice))["notice"], "status");

    private static string Local(JsonNode instant) => instant.GetValue<DateTimeOffset>().ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
