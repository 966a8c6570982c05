using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>
/// Many people of a town on their way together, list by list: what a district meets in a round (DOMAIN §13, S19, S30). All are 农村大龄 and
/// made up; their numbers have a valid check digit and a sequence from 900 on.
/// </summary>
internal sealed class Crowd(ITestHost server, Town town)
{
    private static readonly string[] Villages = ["hudong", "yuwan", "liugou"];

    private readonly List<(Application Person, string Village)> people = [];

    public IReadOnlyList<Application> All => [.. people.Select(one => one.Person)];

    /// <summary>The identity number of somebody born on that day, the only one of it.</summary>
    public static string Number(DateOnly birth, bool isMan)
    {
        var first = "370811" + birth.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + (isMan ? "901" : "902");
        return first + CitizenId.CheckCharacterOf(first);
    }

    /// <summary>Handed in by the villages and accepted; the change is made to the n-th form. 50 days lie between two birthdays.</summary>
    public async Task Apply(int count, Action<int, JsonObject> change)
    {
        await town.At("2024-06-04T10:00");
        var notice = (await server.Anonymous.Get("/api/public/notices"))["items"]!.AsArray().Single(row => Api.Text(row, "townId") == "shiqiao")!;
        var detail = await server.Anonymous.Get("/api/public/notices/" + Api.Text(notice, "id"));
        var line = detail["lines"]!.AsArray().Single(row => Api.Text(row, "kind") == "Rural")!;
        for (var i = 0; i < count; i++)
        {
            var village = Villages[i % Villages.Length];
            var officer = await town.Village(village);
            var isMan = i % 2 == 0;
            var form = Town.Form("P08", "R-AGE");
            form["name"] = $"甲{(char)('一' + i)}{i:000}";
            form["idNumber"] = Number(new DateOnly(1960, 1, 1).AddDays(i * 50), isMan);
            form["sex"] = isMan ? "M" : "F";
            change(i, form);
            form["signature"] = new JsonArray(await officer.Upload("signature"));
            var answer = await officer.Post("/api/applications/assisted", new { operationId = Api.NewId(), noticeId = Api.Text(notice, "id"), lineId = Api.Text(line, "id"), villageId = "shiqiao-" + village, form });
            people.Add((new Application(Api.Text(answer, "applicationId"), Api.Text(answer, "receiptNumber"), Api.Text(form, "name")), village));
        }

        foreach (var village in Villages)
        {
            var officer = await town.Village(village);
            var sample = Town.Received(await officer.Claim((await officer.Tasks()).First(task => Api.Text(task, "title") == "受理初审")));
            await Handle(officer, "受理初审", "Accept", sample);
        }
    }

    /// <summary>From the democratic review to the posted list of 2024-06-24.</summary>
    public async Task Post()
    {
        await town.At("2024-06-20T10:00");
        foreach (var group in people.GroupBy(one => one.Village))
            await town.Recommend(group.Key, "2024-06-20", [.. group.Select(one => one.Person)]);
        await Handle(await town.Handler, "镇街审核（经办）", "Pass", new JsonObject { ["opinion"] = "同意" });
        await Handle(await town.Leader, "镇街审核（分管负责人）", "Pass", new JsonObject { ["opinion"] = "同意" });
        await town.Rank("PRIORITY_FIRST", [.. people.Select(one => (one.Person, (int?)null))]);
        await town.Post("2024-06-24");
    }

    /// <summary>Everybody's open task of the title, but for those left out, in one group that is waited for.</summary>
    public static async Task<JsonNode> Handle(Api officer, string title, string outcome, JsonObject data, params Application[] but)
    {
        var job = await Begin(officer, title, await Items(officer, title, outcome, data, but));
        var done = await Finished(officer, job);
        Assert.True(done["failed"]!.GetValue<int>() == 0, done.ToJsonString());
        return done;
    }

    public static async Task<JsonArray> Items(Api officer, string title, string outcome, JsonObject data, params Application[] but) =>
    [
        .. (await officer.Tasks()).Where(task => Api.Text(task, "title") == title && !but.Any(one => Api.Text(task, "subjectId") == one.Id)).Select(task => (JsonNode)new JsonObject
        {
            ["taskId"] = Api.Text(task, "id"),
            ["expectedRevision"] = task["revision"]!.GetValue<int>(),
            ["outcome"] = outcome,
            ["data"] = data.DeepClone(),
        }),
    ];

    /// <summary>Answers the job's id.</summary>
    public static async Task<string> Begin(Api officer, string title, JsonArray items, string? operationId = null) =>
        Api.Text(await officer.Post("/api/user-tasks/groups", new { operationId = operationId ?? Api.NewId(), title, items }), "id");

    public static async Task<JsonNode> Finished(Api officer, string job)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        for (; ; await Task.Delay(50, limit.Token))
            if (await officer.Get("/api/user-tasks/groups/" + job) is var progress && progress["finished"]!.GetValue<bool>())
                return progress;
    }
}
