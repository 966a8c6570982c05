using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>The server is killed in the middle of handling a group: what was done stands, and the job goes on by itself.</summary>
public sealed class KilledGroupTests
{
    private static readonly string[] People = ["P01", "P03", "P08", "P09", "P10", "P11", "P18", "P20", "P21", "P22", "P23", "P24", "P25", "P26", "P27", "P28", "P30"];

    [Fact]
    public async Task Killed_InTheMiddleOfAGroup_DoneStandsAndTheRestFollowsOnce()
    {
        await using var server = new ServerProcess(await TestData.Fresh());
        await server.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-05T10:00");
        var officer = await town.Village("hudong");
        var items = new List<object>();
        foreach (var key in People)
        {
            var application = await town.Apply("hudong", Town.Form(key, "R-POV"));
            var data = await town.Checklist("hudong", application);
            var task = await officer.FindTask("受理初审", application.Receipt);
            items.Add(new { taskId = Api.Text(task, "id"), expectedRevision = task["revision"]!.GetValue<int>(), outcome = "Accept", data });
        }

        var job = Api.Text(await officer.Post("/api/user-tasks/groups", new { operationId = Api.NewId(), title = "受理", items }), "id");
        JsonNode before;
        do
            before = await officer.Get("/api/user-tasks/groups/" + job);
        while (before["done"]!.GetValue<int>() == 0);
        await server.Kill();
        Assert.False(before["finished"]!.GetValue<bool>(), "The group was over before the kill.");
        await server.Start();

        officer = await town.Village("hudong");
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
}
