using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>The server is killed in the middle of handling a group: what was done stands, and the job goes on by itself.</summary>
public sealed class KilledGroupTests
{
    private static readonly string[] People = ["P01", "P03", "P08", "P09", "P10", "P11", "P18", "P20", "P21", "P22", "P23", "P24", "P25", "P26", "P27", "P28", "P30"];

    [Fact]
    public async Task Killed_InTheMiddleOfAGroup_DoneStandsAndTheRestFollowsOnce()
    {
        await using var server = new ServerProcess(await TestServer.FreshFolder());
        await server.Start();
        await server.Anonymous.SetClock("2024-06-05T10:00");
        var officer = await server.As("hudong-vo");
        var items = new List<object>();
        foreach (var key in People)
        {
            var application = await Apply(server, officer, key);
            var task = await officer.Claim(await officer.FindTask("受理初审", application.Receipt));
            items.Add(new { taskId = Api.Text(task["task"] ?? task["summary"] ?? task, "id"), expectedRevision = 1, outcome = "Accept", data = Received(task) });
        }

        var job = Api.Text(await officer.Post("/api/user-tasks/groups", new { operationId = Api.NewId(), title = "受理", items }), "id");
        JsonNode before;
        do
            before = await officer.Get("/api/user-tasks/groups/" + job);
        while (before["done"]!.GetValue<int>() == 0);
        await server.Kill();
        Assert.False(before["finished"]!.GetValue<bool>(), "The group was over before the kill.");
        await server.Start();

        officer = await server.As("hudong-vo");
        JsonNode after;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        do
        {
            await Task.Delay(50, limit.Token);
            after = await officer.Get("/api/user-tasks/groups/" + job);
        }
        while (!after["finished"]!.GetValue<bool>());
        Assert.Equal((People.Length, 0), (after["done"]!.GetValue<int>(), after["failed"]!.GetValue<int>()));
        var done = Ids(before, "Done");
        Assert.Subset(Ids(after, "Done"), done);
        foreach (var taskId in Ids(after, "Done"))
            Assert.Single((await officer.Get($"/api/user-tasks/{taskId}/events")).AsArray(), row => Api.Text(row, "kind") == "Completed");
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    private static HashSet<string> Ids(JsonNode progress, string state) =>
        [.. progress["items"]!.AsArray().Where(item => Api.Text(item, "state") == state).Select(item => Api.Text(item, "taskId"))];

    private static JsonObject Received(JsonNode task) => new()
    {
        ["checklist"] = new JsonArray([.. task["form"]!["sources"]!["acceptance-checklist"]!.AsArray()
            .Select(row => (JsonNode)new JsonObject { ["key"] = Api.Text(row, "key"), ["received"] = true, ["originalSeen"] = true })]),
    };

    private static async Task<Application> Apply(ServerProcess server, Api officer, string key)
    {
        var form = Town.Form(key, "R-POV");
        form["signature"] = new JsonArray(await officer.Upload("signature " + key));
        var notice = (await server.Anonymous.Get("/api/public/notices"))["items"]!.AsArray().Single(row => Api.Text(row, "townId") == "shiqiao")!;
        var line = (await server.Anonymous.Get("/api/public/notices/" + Api.Text(notice, "id")))["lines"]!.AsArray().Single(row => Api.Text(row, "kind") == "Rural");
        var answer = await officer.Post("/api/applications/assisted",
            new { operationId = Api.NewId(), noticeId = Api.Text(notice, "id"), lineId = Api.Text(line, "id"), villageId = "shiqiao-hudong", form });
        return new Application(Api.Text(answer, "applicationId"), Api.Text(answer, "receiptNumber"), Town.NameOf(key));
    }
}
