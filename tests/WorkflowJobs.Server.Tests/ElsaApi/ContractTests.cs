using System.Net;
using System.Text.Json.Nodes;
using WorkflowJobs.Server.Tests.Scenarios;

namespace WorkflowJobs.Server.Tests.ElsaApi;

/// <summary>Each route that the editor and the viewer use answers in the shape that a real server was recorded to answer in.</summary>
public sealed class ContractTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Task<Api> Administrator => fixture.Server.As("shebao-wa");

    [Theory]
    [InlineData("get-features-installed", "/features/installed")]
    [InlineData("get-descriptors-activities", "/descriptors/activities?Refresh=True")]
    [InlineData("get-descriptors-expression-descriptors", "/descriptors/expression-descriptors")]
    [InlineData("get-descriptors-variables", "/descriptors/variables")]
    [InlineData("get-descriptors-storage-drivers", "/descriptors/storage-drivers")]
    [InlineData("get-descriptors-incident-strategies", "/descriptors/incident-strategies")]
    [InlineData("get-descriptors-log-persistence-strategies", "/descriptors/log-persistence-strategies")]
    [InlineData("get-descriptors-workflow-activation-strategies", "/descriptors/workflow-activation-strategies")]
    [InlineData("get-descriptors-commit-strategies-workflows", "/descriptors/commit-strategies/workflows")]
    [InlineData("get-descriptors-commit-strategies-activities", "/descriptors/commit-strategies/activities")]
    [InlineData("definition-get-latest", "/workflow-definitions/by-definition-id/application?versionOptions=Latest")]
    [InlineData("definition-get-by-id", "/workflow-definitions/by-id/application-v1")]
    [InlineData("definitions-list-latestorpublished", "/workflow-definitions?versionOptions=LatestOrPublished&Page=0&PageSize=10&OrderBy=Version&OrderDirection=Descending")]
    [InlineData("definition-subgraph", "/workflow-definitions/subgraph/application-v1?parentNodeId=Workflow1:flow")]
    [InlineData("definition-subgraph-segments", "/workflow-definitions/subgraph/segments/application-v1?childNodeId=Workflow1:flow:start")]
    public async Task Read_AsStudioAsks_HasTheRecordedShape(string recorded, string path)
    {
        var answer = await (await Administrator).Get("/elsa/api" + path);

        Assert.Empty(Shape.Differences(Shape.Recorded(recorded)["response"], answer));
    }

    [Fact]
    public async Task Descriptors_ForABrowser_GoCompressed()
    {
        var tokens = await fixture.Server.Anonymous.Post("/api/demo/sign-in", new { userName = "shebao-wa" });
        using var http = new HttpClient { BaseAddress = fixture.Server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/elsa/api/descriptors/activities");
        request.Headers.Add("Authorization", "Bearer " + Api.Text(tokens, "accessToken"));
        request.Headers.Add("Accept-Encoding", "br");

        using var answer = await http.SendAsync(request);

        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 1_000, 80_000);
    }

    [Fact]
    public async Task Options_OfTheHumanTask_AreListedAlive()
    {
        var answer = await (await Administrator).Post("/elsa/api/descriptors/activities/WorkflowJobs.HumanTask/options/Form", new { context = new { } });

        Assert.Empty(Shape.Differences(Shape.Recorded("post-descriptors-activities-Elsa-HttpEndpoint-options-SupportedMethods")["response"]!["items"]!["checklist"]!["checkList"],
            answer["items"]!["dropdown"]!["selectList"]));
        Assert.Contains(answer["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray(), item => Api.Text(item!, "value") == "acceptance");
    }

    [Fact]
    public async Task Run_WithAnOpenTask_HasTheRecordedShapes()
    {
        var administrator = await Administrator;
        var id = await Running(administrator);

        async Task Same(string recorded, string path, object? body = null)
        {
            var answer = body is null ? await administrator.Get("/elsa/api" + path) : await administrator.Post("/elsa/api" + path, body);
            Assert.True(Shape.Differences(Shape.Recorded(recorded)["response"], answer) is [], $"{path}: {string.Join("; ", Shape.Differences(Shape.Recorded(recorded)["response"], answer))}");
        }

        await Same("instance-get", $"/workflow-instances/{id}");
        await Same("instance-variables", $"/workflow-instances/{id}/variables");
        await Same("instance-execution-state", $"/workflow-instances/{id}/execution-state");
        await Same("instance-journal", $"/workflow-instances/{id}/journal?skip=0&take=50", new { filter = new { activityIds = Array.Empty<string>() } });
        var executions = await administrator.Get($"/elsa/api/activity-executions/list?WorkflowInstanceId={id}");
        Assert.NotEmpty(executions["items"]!.AsArray());
        await Same("activity-executions-list", $"/activity-executions/list?WorkflowInstanceId={id}");
        await Same("activity-execution-summaries-list", $"/activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:flow");
        var last = executions["items"]!.AsArray()[^1]!;
        await Same("activity-execution-get", $"/activity-executions/by-id?id={Api.Text(last, "id")}");
        await Same("activity-execution-call-stack", $"/activity-executions/{Api.Text(last, "id")}/call-stack?includeCrossWorkflowChain=True");
        await Same("activity-executions-report", "/activity-executions/report", new { workflowInstanceId = id, activityNodeIds = executions["items"]!.AsArray().Select(item => Api.Text(item!, "activityNodeId")) });
    }

    [Fact]
    public async Task Report_OfARunThatWaits_MarksWhereItStands()
    {
        var administrator = await Administrator;
        var id = await Running(administrator);
        var open = (await administrator.Get($"/elsa/api/workflow-instances/{id}"))["workflowState"]!["bookmarks"]!.AsArray().Select(mark => Api.Text(mark!, "activityNodeId")).ToList();

        var report = await administrator.Post("/elsa/api/activity-executions/report", new { workflowInstanceId = id, activityNodeIds = open.Append("Workflow1:flow:start") });

        Assert.NotEmpty(open);
        foreach (var stat in report["stats"]!.AsArray())
            Assert.Equal(open.Contains(Api.Text(stat!, "activityNodeId")), stat!["isBlocked"]!.GetValue<bool>());
        Assert.Contains(report["stats"]!.AsArray(), stat => Api.Text(stat!, "activityId") == "start" && stat!["completedCount"]!.GetValue<int>() == 1);
    }

    [Fact]
    public async Task Runs_AboutAKnownPerson_ShowNothingPersonalInAnyAnswer()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        string[] personal = [Town.NameOf("P08"), Town.NumberOf("P08"), "13911112222", "6228480012345678901", "石桥镇湖东村东街七号", "湖东村西巷九号"];
        await town.At("2024-06-04T10:00");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV", form =>
        {
            form["phone"] = personal[2];
            (form["bank"], form["accountNumber"]) = ("农业银行", personal[3]);
            (form["registerAddress"], form["residentAddress"]) = (personal[4], personal[5]);
        }));
        await town.Accept("hudong", person);
        await town.BringToDistrict(person);
        await town.ApproveAndTrain(person);

        var administrator = await server.As("shebao-wa");
        var instances = (await administrator.Get("/api/instances?pageSize=200"))["items"]!.AsArray();
        Assert.Superset(new HashSet<string> { "application", "round", "review-meeting", "publicity", "training-class" }, instances.Select(row => Api.Text(row, "definitionId")).ToHashSet());
        foreach (var row in instances)
            foreach (var (path, answer) in await Shown(administrator, Api.Text(row, "id")))
            {
                var text = System.Text.RegularExpressions.Regex.Unescape(answer.ToJsonString());
                Assert.All(personal.Append("成员1"), word => Assert.False(text.Contains(word, StringComparison.Ordinal), $"{Api.Text(row, "definitionId")} {path} shows {word}"));
            }
    }

    /// <summary>Every answer about a run, of Studio's surface and of our own.</summary>
    private static async Task<List<(string Path, JsonNode Answer)>> Shown(Api administrator, string id)
    {
        var shown = new List<(string, JsonNode)>();
        async Task<JsonNode> Get(string path)
        {
            shown.Add((path, await administrator.Get(path)));
            return shown[^1].Item2;
        }

        foreach (var path in new[] { "", "/variables", "/execution-state", "/journal?skip=0&take=1000" })
            await Get($"/elsa/api/workflow-instances/{id}{path}");
        foreach (var path in new[] { "", "/history", "/picture" })
            await Get($"/api/instances/{id}{path}");
        await Get($"/elsa/api/activity-execution-summaries/list?WorkflowInstanceId={id}");
        var executions = (await Get($"/elsa/api/activity-executions/list?WorkflowInstanceId={id}"))["items"]!.AsArray();
        Assert.NotEmpty(executions);
        foreach (var execution in executions.Select(item => Api.Text(item, "id")))
        {
            await Get($"/elsa/api/activity-executions/by-id?id={execution}");
            await Get($"/elsa/api/activity-executions/{execution}/call-stack?includeCrossWorkflowChain=True");
        }

        const string Report = "/elsa/api/activity-executions/report";
        shown.Add((Report, await administrator.Post(Report, new { workflowInstanceId = id, activityNodeIds = executions.Select(item => Api.Text(item!, "activityNodeId")) })));
        return shown;
    }

    [Theory]
    [InlineData("GET", "/workflow-definitions/by-definition-id/application?versionOptions=Latest")]
    [InlineData("GET", "/descriptors/activities")]
    [InlineData("POST", "/workflow-definitions")]
    [InlineData("POST", "/workflow-definitions/application/retract")]
    public async Task Route_ForWhoeverIsNoReader_TellsNothing(string method, string path)
    {
        var stranger = await fixture.Server.Anonymous.Send(new HttpMethod(method), "/elsa/api" + path, method == "GET" ? null : new { });
        var officer = await (await fixture.Server.As("shiqiao-th")).Send(new HttpMethod(method), "/elsa/api" + path, method == "GET" ? null : new { });

        Assert.Equal(HttpStatusCode.Unauthorized, stranger.Status);
        Assert.Equal(HttpStatusCode.NotFound, officer.Status);
    }

    [Fact]
    public async Task PageToken_ForAPagesSession_OpensTheApiAndNothingFromElsewhere()
    {
        var cookie = await fixture.Server.PageCookie("shebao-wa");

        Assert.Equal(HttpStatusCode.OK, await fixture.Server.SendWithCookie(cookie, HttpMethod.Post, "/api/auth/page-token", "same-origin"));
        Assert.Equal(HttpStatusCode.Unauthorized, await fixture.Server.SendWithCookie(cookie, HttpMethod.Post, "/api/auth/page-token", "cross-site"));
        Assert.Equal(HttpStatusCode.Unauthorized, await fixture.Server.SendWithCookie(cookie, HttpMethod.Get, "/elsa/api/features/installed", "same-origin"));
    }

    private static async Task<string> Running(Api administrator) =>
        Api.Text((await administrator.Get("/api/instances?status=Running"))["items"]!.AsArray()[0]!, "id");
}
