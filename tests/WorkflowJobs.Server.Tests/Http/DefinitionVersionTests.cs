using System.Text;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Http;

/// <summary>A change of a process over HTTP: tried, compared, published, moved to and back; by the workflow administrator only.</summary>
public sealed class DefinitionVersionTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Change_TriedComparedPublishedAndMovedTo_SaysWhatItDoes()
    {
        var administrator = await fixture.Server.As("shebao-wa");
        var all = (await administrator.Get("/api/definitions"))["items"]!.AsArray();
        var first = Api.Text(all.Single(row => Api.Text(row, "definitionId") == "annual-demand"), "versionId");
        var json = JsonNode.Parse(Encoding.UTF8.GetString(await administrator.Bytes($"/api/definitions/versions/{first}/export")))!;
        json["root"]!["activities"]!.AsArray().Single(activity => activity!["id"]!.ToString() == "town-sign")!["title"]!["expression"]!["value"] = "镇街负责人签发";
        var cut = json["root"]!["connections"]!.AsArray();
        var wire = cut.First(one => one!["source"]!["activity"]!.ToString() == "town-sign");
        cut.Remove(wire);
        var second = await Import(administrator, json);

        var tried = await administrator.Post($"/api/definitions/versions/{second}/dry-run", new { villageId = "shiqiao-hudong", startsAt = "2024-06-03T09:00:00+08:00" });
        Assert.Contains(tried["findings"]!.AsArray(), finding => Api.Text(finding, "code") == "LOOSE_END" && Api.Text(finding, "activityId") == "town-sign");
        Assert.Contains(tried["tasks"]!.AsArray(), task => Api.Text(task, "titleZh") == "镇街负责人签发");

        var compared = await administrator.Get($"/api/definitions/compare?before={first}&after={second}");
        var step = Assert.Single(compared["steps"]!.AsArray())!;
        Assert.Equal(("town-sign", "Changed", "title"), (Api.Text(step, "activityId"), Api.Text(step, "fate"), Api.Text(step["values"]![0], "name")));
        Assert.False(Assert.Single(compared["connections"]!.AsArray())!["isAdded"]!.GetValue<bool>());

        Assert.Equal("NOT_FOUND", (await administrator.Send(HttpMethod.Get, $"/api/definitions/versions/{second}/moves")).Code);
        var refused = await administrator.Send(HttpMethod.Post, $"/api/definitions/versions/{second}/publish", new { operationId = Api.NewId() });
        Assert.Equal(("DEFINITION_PROBLEMS", "OUTCOME_LOOSE"), (refused.Code, Api.Text(Assert.Single(refused.Body!["errors"]!.AsArray())!, "code")));
        cut.Add(wire);
        Assert.Equal(second, await Import(administrator, json));
        await administrator.Post($"/api/definitions/versions/{second}/publish", new { operationId = Api.NewId() });
        var moves = (await administrator.Get($"/api/definitions/versions/{second}/moves"))["items"]!.AsArray();
        Assert.NotEmpty(moves);
        var id = Api.Text(moves[0], "instanceId");
        await administrator.Refused($"/api/instances/{id}/move", new { operationId = Api.NewId(), toVersionId = second, expectedRevision = 99, reason = "依据" }, "STALE_REVISION");
        await administrator.Post($"/api/instances/{id}/move", new { operationId = Api.NewId(), toVersionId = second, reason = "依据" });
        Assert.DoesNotContain((await administrator.Get($"/api/definitions/versions/{second}/moves"))["items"]!.AsArray(), row => Api.Text(row, "instanceId") == id);
        await administrator.Post($"/api/instances/{id}/undo-move", new { operationId = Api.NewId(), reason = "依据" });

        var reverted = await administrator.Post("/api/definitions/annual-demand/revert/1", new { });
        Assert.Equal(3, reverted["version"]!.GetValue<int>());
        var officer = await fixture.Server.As("shiqiao-th");
        await officer.Refused($"/api/definitions/versions/{second}/dry-run", new { }, "NOT_FOUND");
        await officer.Refused($"/api/instances/{id}/move", new { operationId = Api.NewId(), toVersionId = second, reason = "依据" }, "NOT_FOUND");
        Assert.Equal("NOT_FOUND", (await officer.Send(HttpMethod.Get, $"/api/definitions/compare?before={first}&after={second}")).Code);
    }

    private static async Task<string> Import(Api administrator, JsonNode definition) =>
        Api.Text(await administrator.Post("/api/definitions/import", new StringContent(definition.ToJsonString(), Encoding.UTF8, "application/json")), "versionId");
}
