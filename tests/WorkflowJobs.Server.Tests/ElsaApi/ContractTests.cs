using System.Net;
using System.Text;

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
    public async Task Run_OfAKnownPerson_ShowsNothingPersonal()
    {
        await using var server = await TestServer.Start();
        var town = new Scenarios.Town(server, "shiqiao");
        await town.At("2024-06-04T10:00");
        await town.Apply("hudong", Scenarios.Town.Form("P08", "R-POV"));
        var administrator = await server.As("shebao-wa");
        var id = Api.Text((await administrator.Get("/api/instances?definitionId=application"))["items"]!.AsArray()[0]!, "id");

        var shown = new StringBuilder();
        foreach (var path in new[] { $"/workflow-instances/{id}", $"/workflow-instances/{id}/variables", $"/workflow-instances/{id}/journal", $"/activity-executions/list?workflowInstanceId={id}" })
            shown.Append((await administrator.Get("/elsa/api" + path)).ToJsonString());

        Assert.Contains("application-form", shown.ToString(), StringComparison.Ordinal);
        foreach (var personal in new[] { Scenarios.Town.NameOf("P08"), Scenarios.Town.NumberOf("P08"), "13900000000" })
            Assert.DoesNotContain(personal, System.Text.RegularExpressions.Regex.Unescape(shown.ToString()), StringComparison.Ordinal);
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
