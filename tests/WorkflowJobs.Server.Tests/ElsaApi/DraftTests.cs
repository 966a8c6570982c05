using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using WorkflowJobs.Server.ElsaApi;

namespace WorkflowJobs.Server.Tests.ElsaApi;

/// <summary>The guards around saves: each was a way in which a live process could be destroyed.</summary>
public sealed class DraftTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Task<Api> Administrator => fixture.Server.As("shebao-wa");

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_OpenedAndSavedAsStudioDoes_ChangesNothing(string file)
    {
        var administrator = await Administrator;
        var definitionId = Path.GetFileNameWithoutExtension(file);
        var opened = await Open(administrator, definitionId);

        var stored = $"/api/definitions/versions/{Api.Text(opened, "id")}/export";
        var before = await administrator.Bytes(stored);

        var saved = await Save(administrator, AsPosted(opened));

        // The other tests of this class may have left a draft of the process; it is opened then, and stays what it is.
        Assert.Equal(Api.Text(opened, "id"), Api.Text(saved["workflowDefinition"]!, "id"));
        Assert.Equal(opened["isPublished"]!.GetValue<bool>(), saved["workflowDefinition"]!["isPublished"]!.GetValue<bool>());
        Assert.Equal(before, await administrator.Bytes(stored));
    }

    public static TheoryData<string> Files() => new(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "*.json").Select(file => Path.GetFileName(file)));

    [Fact]
    public async Task Save_OnAPublishedVersion_MakesTheNextOneADraft()
    {
        var administrator = await Administrator;
        var opened = await Open(administrator, "training-class");
        var model = AsPosted(opened);
        model["description"] = "新的说明";

        var draft = (await Save(administrator, model))["workflowDefinition"]!;
        var again = AsPosted(draft);
        again["description"] = "更新的说明";
        var same = (await Save(administrator, again))["workflowDefinition"]!;
        var old = await administrator.Get("/elsa/api/workflow-definitions/by-id/training-class-v1");

        Assert.Equal(2, draft["version"]!.GetValue<int>());
        Assert.False(draft["isPublished"]!.GetValue<bool>());
        Assert.Equal(Api.Text(draft, "id"), Api.Text(same, "id"));
        Assert.True(old["isPublished"]!.GetValue<bool>());
        Assert.False(old["isLatest"]!.GetValue<bool>());
        Assert.Empty(Shape.Differences(Shape.Recorded("definition-create-draft")["response"], await Save(administrator, AsPosted(same))));
    }

    [Fact]
    public async Task Save_PublishedAndRolledBack_SaysTheOldAgain()
    {
        var administrator = await Administrator;
        var model = AsPosted(await Open(administrator, "objection"));
        model["description"] = "第二版";
        var published = await Save(administrator, model, publish: true);
        var reverted = await administrator.Post("/elsa/api/workflow-definitions/objection/revert/1", new { });
        var draft = await administrator.Get("/elsa/api/workflow-definitions/by-id/" + Api.Text(reverted, "id"));
        var retracted = await administrator.Post("/elsa/api/workflow-definitions/objection/retract", new { });

        Assert.True(published["workflowDefinition"]!["isPublished"]!.GetValue<bool>());
        Assert.Empty(Shape.Differences(Shape.Recorded("definition-save-publish-v2")["response"], published));
        Assert.Empty(Shape.Differences(Shape.Recorded("definition-revert")["response"], reverted));
        Assert.Empty(Shape.Differences(Shape.Recorded("definition-retract")["response"], retracted));
        Assert.Equal(3, draft["version"]!.GetValue<int>());
        Assert.NotEqual("第二版", Api.Text(draft, "description"));
    }

    [Fact]
    public async Task UnknownStep_SavedFromStudio_StaysAsItWasAndIsNotPublished()
    {
        var administrator = await Administrator;
        const string Mail = """{"id":"mail","type":"Elsa.SendEmail","version":3,"to":{"typeName":"String","expression":{"type":"Literal","value":"x"}},"strange":[1,{"a":null}],"metadata":{"designer":{"position":{"x":1,"y":2}}}}""";
        await administrator.Post("/elsa/api/workflow-definitions/import", JsonNode.Parse($$"""
            {"definitionId":"foreign","name":"外来","root":{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[{"id":"start","type":"Elsa.Start","version":1},{{Mail}},{"id":"end","type":"Elsa.Finish","version":1}],
             "connections":[{"source":{"activity":"start","port":"Done"},"target":{"activity":"mail","port":"In"} },{"source":{"activity":"mail","port":"Sent"},"target":{"activity":"end","port":"In"} } ] } }
            """)!);
        var opened = await Open(administrator, "foreign");
        var shown = opened["root"]!["activities"]![1]!;
        var model = AsPosted(opened);
        model["name"] = "外来（改名）";
        model["root"]!["activities"]![1]!["metadata"]!["designer"]!["position"]!["x"] = 300;

        await Save(administrator, model);
        // Studio goes on with the steps that it opened, not with those that it was answered.
        await Save(administrator, model);
        var stored = JsonNode.Parse(await administrator.Bytes("/elsa/api/workflow-definitions/foreign/export?versionOptions=Latest"))!;
        var refused = await administrator.Send(HttpMethod.Post, "/elsa/api/workflow-definitions", new { model = AsPosted(await Open(administrator, "foreign")), publish = true });

        Assert.Equal("Elsa.NotFoundActivity", Api.Text(shown, "type"));
        Assert.Contains("Sent", Api.Text(shown["outcomes"]!["expression"]!, "value"), StringComparison.Ordinal);
        var expected = JsonNode.Parse(Mail)!;
        expected["metadata"]!["designer"]!["position"]!["x"] = 300;
        var mail = stored["root"]!["activities"]![1]!;
        Assert.True(JsonNode.DeepEquals(expected, mail), mail.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains(refused.Body!["errors"]!["generalErrors"]!.AsArray(), message => message!.ToString().Contains("Elsa.SendEmail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Save_ThatWouldEmptyAFlow_IsRefusedAndNothingIsLost()
    {
        var administrator = await Administrator;
        var opened = await Open(administrator, "publicity");
        var model = AsPosted(opened);
        model["root"]!["activities"] = new JsonArray();
        model["root"]!["connections"] = new JsonArray();

        var refused = await administrator.Send(HttpMethod.Post, "/elsa/api/workflow-definitions", new { model, publish = false });

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("清空", refused.Body!["errors"]!["generalErrors"]![0]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(opened.ToJsonString(), (await Open(administrator, "publicity")).ToJsonString());
    }

    [Fact]
    public async Task Save_BegunFromAnOlderState_IsToldWhoAndWhenAndOverwritesNothing()
    {
        var (first, tag) = await OpenTagged("round");
        var model = AsPosted(first);
        model["description"] = "甲的修改";
        await SaveTagged(model, tag, HttpStatusCode.OK);
        model["description"] = "乙的修改";

        var stale = await SaveTagged(model, tag, HttpStatusCode.BadRequest);
        var untagged = await (await Administrator).Send(HttpMethod.Post, "/elsa/api/workflow-definitions", new { model, publish = false });

        var message = stale["errors"]!["generalErrors"]![0]!.ToString();
        Assert.Matches(@"吴.*2024-06-03 \d\d:\d\d", message);
        Assert.Equal(HttpStatusCode.BadRequest, untagged.Status);
        Assert.Equal("甲的修改", Api.Text((await OpenTagged("round")).Definition, "description"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"model\":null}")]
    [InlineData("{\"model\":{\"definitionId\":\"application\",\"id\":\"application-v1\"}}")]
    [InlineData("{\"model\":{\"definitionId\":\"application\",\"id\":\"application-v1\",\"name\":\"x\",\"root\":{\"id\":\"r\",\"type\":\"Elsa.Sequence\"}}}")]
    [InlineData("{\"model\":{\"definitionId\":7,\"name\":[],\"root\":{\"id\":1,\"type\":\"Elsa.Flowchart\",\"activities\":{}}}}")]
    [InlineData("{\"model\":{\"definitionId\":\"application\",\"id\":\"application-v1\",\"name\":\"x\",\"root\":{\"id\":\"flow\",\"type\":\"Elsa.Flowchart\",\"activities\":[{\"id\":\"a\",\"type\":\"Elsa.Start\"},{\"id\":\"a\",\"type\":\"Elsa.End\"}]}}}")]
    [InlineData("{\"model\":")]
    public async Task Save_OfNonsense_IsABadRequestWithASentence(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var answer = await (await Administrator).Send(HttpMethod.Post, "/elsa/api/workflow-definitions", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotEqual("", answer.Body!["errors"]!["generalErrors"]![0]!.ToString());
    }

    [Fact]
    public async Task Publish_WithProblems_SaysThemAllInChinese()
    {
        var administrator = await Administrator;
        var model = AsPosted(await Open(administrator, "village-demand"));
        var task = model["root"]!["activities"]!.AsArray().First(step => Api.Text(step!, "type") == "WorkflowJobs.HumanTask")!;
        task["title"] = null;
        task["outcomes"]!["expression"]!["value"] = "[\"Other|其他|Other\"]";

        var refused = await administrator.Send(HttpMethod.Post, "/elsa/api/workflow-definitions", new { model, publish = true });

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        var messages = Messages(refused);
        Assert.Contains(messages, message => message.Contains("任务名称", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("出口", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Publish_WithARoleOrAFormThatIsNot_IsRefused()
    {
        var administrator = await Administrator;
        var model = AsPosted(await Open(administrator, "notice-correction"));
        var tasks = model["root"]!["activities"]!.AsArray().Where(step => Api.Text(step!, "type") == "WorkflowJobs.HumanTask").ToList();
        tasks[0]!["role"]!["expression"]!["value"] = "XX";
        tasks[1]!["form"]!["expression"]!["value"] = "no-such-form";

        var refused = await administrator.Send(HttpMethod.Post, "/elsa/api/workflow-definitions", new { model, publish = true });

        var messages = Messages(refused);
        Assert.Equal(3, messages.Count);
        Assert.Contains(messages, message => message.Contains("没有角色“XX”", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("no-such-form", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Outcome_Renamed_KeepsItsLine()
    {
        var administrator = await Administrator;
        var model = AsPosted(await Open(administrator, "allocation"));
        var line = model["root"]!["connections"]!.AsArray().First(line => Api.Text(line!["source"]!, "port").Contains('|', StringComparison.Ordinal))!;
        var port = Api.Text(line["source"]!, "port");
        var key = port.Split('|')[0].TrimEnd('!');
        var source = Api.Text(line["source"]!, "activity");
        var step = model["root"]!["activities"]!.AsArray().First(step => Api.Text(step!, "id") == source)!;
        step["outcomes"]!["expression"]!["value"] = Api.Text(step["outcomes"]!["expression"]!, "value").Replace(port.Split('|')[1], "改了的名称", StringComparison.Ordinal);

        await Save(administrator, model);
        var stored = JsonNode.Parse(await administrator.Bytes("/elsa/api/workflow-definitions/allocation/export?versionOptions=Latest"))!;

        Assert.Contains(stored["root"]!["connections"]!.AsArray(), line => Api.Text(line!["source"]!, "activity") == source && Api.Text(line["source"]!, "port") == key);
        Assert.DoesNotContain("|", string.Concat(stored["root"]!["connections"]!.AsArray().Select(line => Api.Text(line!["source"]!, "port"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Links_TellWhoMayEdit(bool mayEdit) =>
        Assert.Equal(mayEdit, StudioDocument.Links("application", mayEdit).Any(link => Api.Text(link!, "rel") == "publish"));

    /// <summary>
    /// What Studio 3.8.2 makes of a definition that it opened and saves unchanged: it keeps its own fields only and says null for
    /// <c>isSystem</c>. (It also measures nodes anew, so that <c>metadata.designer.size</c> may change: see the browser's DesignerTests.)
    /// </summary>
    internal static JsonObject AsPosted(JsonNode opened)
    {
        var model = new JsonObject();
        foreach (var name in new[] { "id", "definitionId", "name", "description", "createdAt", "version", "toolVersion", "variables", "inputs", "outputs", "outcomes", "customProperties", "isReadonly", "isLatest", "isPublished", "options", "root" })
            model[name] = opened[name]?.DeepClone();
        model["isSystem"] = null;
        return model;
    }

    private static List<string> Messages(Api.Answer refused) => [.. refused.Body!["errors"]!["generalErrors"]!.AsArray().Select(message => message!.ToString())];

    private static Task<JsonNode> Open(Api api, string definitionId) => api.Get($"/elsa/api/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest");

    private static Task<JsonNode> Save(Api api, JsonObject model, bool publish = false) => api.Post("/elsa/api/workflow-definitions", new { model, publish });

    private async Task<(JsonNode Definition, string Tag)> OpenTagged(string definitionId)
    {
        using var http = await Client();
        using var answer = await http.GetAsync($"/elsa/api/workflow-definitions/by-definition-id/{definitionId}?versionOptions=Latest");
        return (JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, answer.Headers.ETag!.ToString());
    }

    private async Task<JsonNode> SaveTagged(JsonObject model, string tag, HttpStatusCode expected)
    {
        using var http = await Client();
        http.DefaultRequestHeaders.IfMatch.Add(EntityTagHeaderValue.Parse(tag));
        using var answer = await http.PostAsJsonAsync("/elsa/api/workflow-definitions", new { model, publish = false });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<HttpClient> Client()
    {
        var tokens = await fixture.Server.Anonymous.Post("/api/demo/sign-in", new { userName = "shebao-wa" });
        var http = new HttpClient { BaseAddress = fixture.Server.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Api.Text(tokens, "accessToken"));
        return http;
    }
}
