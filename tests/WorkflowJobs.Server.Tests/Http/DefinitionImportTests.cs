using System.Text;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Http;

/// <summary>What bad definitions get: refused whole with every problem, or a draft with its problems that cannot be published.</summary>
public sealed class DefinitionImportTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Task<Api> Administrator => fixture.Server.As("shebao-wa");

    [Theory]
    [InlineData("{\"definitionId\":\"bad-1\",", "JSON_BROKEN")]
    [InlineData("{\"definitionId\":\"bad-2\",\"definitionId\":\"bad-2\",\"name\":\"a\",\"name\":\"b\",\"root\":{\"type\":\"Elsa.Flowchart\"}}", "JSON_DUPLICATE_KEY JSON_DUPLICATE_KEY")]
    [InlineData("{\"definitionId\":\"bad-3\"}", "ROOT_MISSING")]
    [InlineData("[]", "DOCUMENT_NOT_OBJECT")]
    public async Task Document_Broken_IsRefusedWholeWithEveryProblemAndItsPath(string json, string codes)
    {
        var administrator = await Administrator;
        var before = (await administrator.Get("/api/definitions")).ToJsonString();

        var answer = await administrator.Refused("/api/definitions/import", Json(json), "DEFINITION_REFUSED");

        var errors = answer.Body!["errors"]!.AsArray();
        Assert.Equal(codes, string.Join(' ', errors.Select(error => Api.Text(error, "code"))));
        Assert.All(errors, error => Assert.StartsWith("$", Api.Text(error, "field"), StringComparison.Ordinal));
        Assert.All(errors, error => Assert.NotEqual("", Api.Text(error, "messageZh")));
        Assert.Equal(before, (await administrator.Get("/api/definitions")).ToJsonString());
    }

    [Fact]
    public async Task Document_IdsTwiceAndTooMany_AreToldTogether()
    {
        var root = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["activities"] = new JsonArray([.. Enumerable.Range(0, 1100).Select(i => (JsonNode)new JsonObject { ["id"] = i < 3 ? "same" : "a" + i, ["type"] = "Elsa.Finish" })]),
            ["connections"] = new JsonArray(),
        };
        var answer = await (await Administrator).Refused("/api/definitions/import", Json(new JsonObject { ["definitionId"] = "bad-4", ["name"] = "x", ["root"] = root }.ToJsonString()), "DEFINITION_REFUSED");

        var codes = answer.Body!["errors"]!.AsArray().Select(error => Api.Text(error, "code")).ToList();
        Assert.Contains("TOO_MANY_ACTIVITIES", codes);
        Assert.Equal(2, codes.Count(code => code == "ACTIVITY_ID_DUPLICATE"));
    }

    [Fact]
    public async Task Draft_UnknownTypeAndPort_ImportsWithItsProblemsAndIsNotPublished()
    {
        var administrator = await Administrator;
        var imported = await administrator.Post("/api/definitions/import", Json("""
            {"definitionId":"draft-1","name":"x","root":{"id":"flow","type":"Elsa.Flowchart","activities":[
              {"id":"start","type":"Elsa.Start"},{"id":"mail","type":"Elsa.SendEmail"},{"id":"end","type":"Elsa.Finish"}],
             "connections":[{"source":{"activity":"start","port":"Nowhere"},"target":{"activity":"mail","port":"In"}},
              {"source":{"activity":"mail","port":"Done"},"target":{"activity":"end","port":"In"}}]}}
            """));

        Assert.False(imported["mayPublish"]!.GetValue<bool>());
        var codes = imported["problems"]!.AsArray().Select(problem => Api.Text(problem, "code")).ToList();
        Assert.Contains("ACTIVITY_TYPE_UNKNOWN", codes);
        Assert.Contains("PORT_UNKNOWN", codes);
        var refused = await administrator.Refused($"/api/definitions/versions/{Api.Text(imported, "versionId")}/publish", new { operationId = Api.NewId() }, "DEFINITION_PROBLEMS");
        Assert.Equal(["ACTIVITY_TYPE_UNKNOWN", "PORT_UNKNOWN"], refused.Body!["errors"]!.AsArray().Select(error => Api.Text(error, "code")).Distinct().Order());
    }

    [Fact]
    public async Task Draft_CycleWithoutAWait_IsWarnedOfAndMayBePublished()
    {
        var imported = await (await Administrator).Post("/api/definitions/import", Json("""
            {"definitionId":"draft-2","name":"x","root":{"id":"flow","type":"Elsa.Flowchart","activities":[
              {"id":"start","type":"Elsa.Start"},
              {"id":"again","type":"Elsa.FlowDecision","condition":{"typeName":"Boolean","expression":{"type":"Literal","value":true}}},
              {"id":"end","type":"Elsa.Finish"}],
             "connections":[{"source":{"activity":"start","port":"Done"},"target":{"activity":"again","port":"In"}},
              {"source":{"activity":"again","port":"True"},"target":{"activity":"again","port":"In"}},
              {"source":{"activity":"again","port":"False"},"target":{"activity":"end","port":"In"}}]}}
            """));

        Assert.Contains("CYCLE_WITHOUT_WAIT", imported["problems"]!.AsArray().Select(problem => Api.Text(problem, "code")));
        Assert.True(imported["mayPublish"]!.GetValue<bool>(), imported.ToJsonString());
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
