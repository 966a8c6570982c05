using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S30, its parts of processes and calendars; personal data, export and the altered row are <see cref="S30DataTests"/>.</summary>
public sealed class S30Tests
{
    [Fact]
    public async Task ANewVersionOfTheProcess_LeavesFortyCasesOnTheirs_AndChosenOnesAreMovedAndBack()
    {
        await using var server = await TestServer.Start();
        var (town, other) = (new Town(server, "shiqiao"), new Town(server, "xuzhuang"));
        var crowd = new Crowd(server, town);
        await crowd.Apply(39, (_, _) => { });
        var p14 = await other.Apply("qingbo", Town.Form("P14", "U-AGE", form => form["unemploymentRegisteredOn"] = "2024-01-10"), "Urban");
        await other.Accept("qingbo", p14);
        await crowd.Post();
        await other.Recommend("qingbo", "2024-06-20", p14);
        await other.Pass(p14);
        await other.Rank("PRIORITY_FIRST", (p14, null));
        var street = await other.Handler;
        await street.Complete("张贴公示", "", "Posted", new { postedOn = "2024-06-24", place = "街道公示栏", photo = new[] { await street.Upload("张贴") } });
        Assert.Equal(40, await InPublicity(server));

        // WA publishes version 2 with seven working days instead of five.
        await town.At("2024-06-26T10:00");
        var administrator = await server.As("shebao-wa");
        var first = (await administrator.Get("/api/definitions?pageSize=200"))["items"]!.AsArray().Single(row => Api.Text(row, "definitionId") == "publicity")!;
        var wrong = await Import(administrator, Api.Text(first, "versionId"), "2");
        Assert.Contains(wrong["problems"]!.AsArray(), problem => Api.Text(problem, "code") == "PUBLICITY_DAYS");
        var second = await Import(administrator, Api.Text(first, "versionId"), "7");
        Assert.Empty(second["problems"]!.AsArray());
        var versionId = Api.Text(second, "versionId");
        await administrator.Post($"/api/definitions/versions/{versionId}/publish", new { operationId = Api.NewId() });

        // Whoever runs stays where it was, and is listed with what a move would do.
        Assert.Equal(("2024-07-01", "2024-07-01"), (await EndOf(server, "shiqiao"), await EndOf(server, "xuzhuang")));
        var moves = (await administrator.Get($"/api/definitions/versions/{versionId}/moves"))["items"]!.AsArray();
        Assert.Equal(2, moves.Count);
        Assert.All(moves, row => Assert.Equal(("1", "true", "publicity-list", 0), (Api.Text(row, "fromVersion"), Api.Text(row, "mayMove"), Api.Text(row, "subjectType"), row!["missing"]!.AsArray().Count)));

        // The one that is chosen has the seven days; taken back, the five again.
        var chosen = await InstanceOf(server, "xuzhuang");
        Assert.Contains(moves, row => Api.Text(row, "instanceId") == chosen);
        await administrator.Refused($"/api/instances/{chosen}/move", new { operationId = Api.NewId(), toVersionId = versionId }, "REASON_REQUIRED");
        await (await server.As("xuzhuang-tl")).Refused($"/api/instances/{chosen}/move", new { operationId = Api.NewId(), toVersionId = versionId, reason = "越权" }, "NOT_FOUND");
        await administrator.Post($"/api/instances/{chosen}/move", new { operationId = Api.NewId(), toVersionId = versionId, reason = "街道申请延长公示" });
        Assert.Equal(("2024-07-01", "2024-07-03"), (await EndOf(server, "shiqiao"), await EndOf(server, "xuzhuang")));
        await administrator.Post($"/api/instances/{chosen}/undo-move", new { operationId = Api.NewId(), reason = "街道撤回申请" });
        Assert.Equal("2024-07-01", await EndOf(server, "xuzhuang"));
        await administrator.Post($"/api/instances/{chosen}/move", new { operationId = Api.NewId(), toVersionId = versionId, reason = "再次申请延长" });
        Assert.Equal("2024-07-03", await EndOf(server, "xuzhuang"));
        var left = Assert.Single((await administrator.Get($"/api/definitions/versions/{versionId}/moves"))["items"]!.AsArray())!;
        Assert.NotEqual(chosen, Api.Text(left, "instanceId"));

        // Each act is in the log with who and why, and in the journal with the hash of why.
        var acts = await server.Services.GetRequiredService<IReader>().Read(async (work, cancel) => (
            await work.Db.UserTaskEvents.Where(row => row.Kind == "Administration" && row.Note!.Contains("move")).OrderBy(row => row.Id).Select(row => row.Note!).ToListAsync(cancel),
            await work.Db.JournalEntries.CountAsync(row => row.Kind == "Administration", cancel)));
        Assert.Equal(["move: 街道申请延长公示", "undo-move: 街道撤回申请", "move: 再次申请延长"], acts.Item1);
        Assert.True(acts.Item2 >= 3, $"{acts.Item2}");

        // 39 go on after five days, the fortieth after seven.
        await town.TakeDown("2024-07-02");
        Assert.Equal(1, await InPublicity(server));
        Assert.False(await (await other.Handler).HasTask("公示结果说明"));
        await other.TakeDown("2024-07-04");
        Assert.Equal((0, "DISTRICT_REVIEW"), (await InPublicity(server), (await other.Case(p14)).Status));
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task ADeadlineInAYearWithoutCalendar_IsProvisional_AndFirmOnceItIsPublished()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-04T10:00");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await town.Accept("hudong", person);
        await town.At("2024-06-20T10:00");
        await town.Recommend("hudong", "2024-06-20", person);
        await town.Pass(person);
        await town.Rank("PRIORITY_FIRST", (person, null));
        await town.Post("2024-06-24");
        await town.TakeDown("2024-07-02");

        await town.At("2026-12-28T10:00");
        await town.Compare(person);
        var leader = await town.DistrictLeader;
        Assert.Equal(("2027-01-04", "true"), Due(await leader.FindTask("区级审批", person.Receipt)));
        Assert.Equal(("2027-01-04", "true"), Due(await OfCase(leader, person)));
        Assert.Equal(("2027-01-04", "true"), Due(Open(await Progress(server, person))));

        // The calendar of 2027 comes: New Year's Day is no working day.
        await (await town.DistrictHandler).Post("/api/calendars/import", new
        {
            operationId = Api.NewId(),
            json = """{"years_loaded":[2027],"off":["2027-01-01","2027-01-02","2027-01-03","2027-05-01","2027-10-01"],"makeup_workdays":[],"source":"国务院办公厅通知（演示）"}""",
        });
        var task = await leader.FindTask("区级审批", person.Receipt);
        Assert.Equal(("2027-01-05", "false"), Due(task));
        Assert.Equal(("2027-01-05", "false"), Due(Open(await Progress(server, person))));
        Assert.Equal(("2027-01-05", "false"), Due(await OfCase(leader, person)));
        Assert.Contains((await leader.Get($"/api/user-tasks/{Api.Text(task, "id")}/events")).AsArray(), row => Api.Text(row, "note").Contains("2027-01-05", StringComparison.Ordinal));
    }

    private static async Task<JsonNode> Import(Api administrator, string versionId, string days)
    {
        var model = (JsonObject)JsonNode.Parse(await administrator.Bytes($"/api/definitions/versions/{versionId}/export"))!;
        var step = model["root"]!["activities"]!.AsArray().Single(node => Api.Text(node, "id") == "await-publicity-period")!;
        step["days"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = days } };
        using var body = new StringContent(model.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        var answer = await administrator.Send(HttpMethod.Post, "/api/definitions/import", body);
        Assert.True((int)answer.Status == 200, $"{answer.Status} {answer.Body?.ToJsonString()}");
        return answer.Body!;
    }

    private static Task<int> InPublicity(TestServer server) => server.Services.GetRequiredService<IReader>().Read((work, cancel) =>
        work.Db.Applications.CountAsync(row => row.Status == Domain.Applications.ApplicationStatus.Publicity, cancel));

    private static async Task<string> EndOf(TestServer server, string townId) => Api.Text(Assert.Single((await server.Anonymous.Get("/api/public/publicity"))["items"]!.AsArray(), row => Api.Text(row, "townId") == townId), "endsOn");

    private static Task<string> InstanceOf(TestServer server, string townId) => server.Services.GetRequiredService<IReader>().Read((work, cancel) => (
        from list in work.Db.PublicityLists
        join instance in work.Db.Instances on list.Id equals instance.SubjectId
        where list.TownId == townId && instance.SubjectType == "publicity-list"
        select instance.Id).SingleAsync(cancel));

    private static Task<JsonNode> Progress(TestServer server, Application person) => server.Anonymous.Post("/api/public/progress", new { receipt = person.Receipt, idLastFour = "9887" });

    private static async Task<JsonNode> OfCase(Api officer, Application person) => (await officer.Get("/api/applications/" + person.Id))["tasks"]!.AsArray().Single(task => Api.Text(task, "isOpen") == "true")!;

    private static JsonNode Open(JsonNode progress) => Assert.Single(progress["open"]!.AsArray())!;

    private static (string Day, string Provisional) Due(JsonNode task) =>
        (task["dueAt"]!.GetValue<DateTimeOffset>().ToOffset(TimeSpan.FromHours(8)).AddMilliseconds(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Api.Text(task, "dueProvisional"));
}
