using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Http;

public sealed class ProblemTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData(null, "用户名或密码不正确。")]
    [InlineData("fr", "用户名或密码不正确。")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "用户名或密码不正确。")]
    [InlineData("en-GB,en;q=0.9", "User name or password is wrong.")]
    public async Task Problem_Title_IsInTheCallersLanguageAndBothAreThere(string? language, string title)
    {
        using var http = new HttpClient { BaseAddress = fixture.Server.Address };
        if (language is not null)
            http.DefaultRequestHeaders.Add("Accept-Language", language);
        using var response = await http.PostAsync("/api/auth/login", Json("""{"userName":"nobody-here","password":"x"}"""));

        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(title, Api.Text(problem, "title"));
        Assert.Equal("urn:workflowjobs:SIGN_IN_FAILED", Api.Text(problem, "type"));
        Assert.Equal("401", Api.Text(problem, "status"));
        Assert.Equal("用户名或密码不正确。", Api.Text(problem, "messageZh"));
        Assert.Equal("User name or password is wrong.", Api.Text(problem, "messageEn"));
    }

    [Fact]
    public async Task Request_BrokenJson_IsAProblemWithACode()
    {
        var answer = await fixture.Server.Anonymous.Send(HttpMethod.Post, "/api/auth/login", Json("{\"userName\":"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("REQUEST_INVALID", answer.Code);
    }

    [Fact]
    public async Task Request_NotJson_IsAProblemWithACode()
    {
        var answer = await (await fixture.Server.As("hudong-vo")).Send(HttpMethod.Post, "/api/users/me/password", new StringContent("x", Encoding.UTF8, "text/plain"));

        Assert.Equal("MEDIA_TYPE_UNSUPPORTED", answer.Code);
    }

    [Theory]
    [InlineData("/api/comparison/lists/-1/template")]
    [InlineData("/api/comparison/lists/99/template")]
    [InlineData("/api/placements?status=77")]
    [InlineData("/api/assessments/0")]
    [InlineData("/api/assessments/2147483647/counts")]
    [InlineData("/api/reports/-1")]
    [Trait("Database", "PostgreSQL")]
    public async Task Request_NumberOfNoMemberAndNoYear_IsAProblemWithACode(string path)
    {
        var answer = await (await fixture.Server.As("shebao-hh")).Send(HttpMethod.Get, path);

        Assert.Equal((HttpStatusCode.BadRequest, "REQUEST_INVALID"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("operationId", "OPERATION_ID_MISSING")]
    [InlineData("displayName", "REQUEST_INVALID")]
    [Trait("Database", "PostgreSQL")]
    public async Task Command_WithATextThatNoDatabaseStores_IsRefused(string field, string code)
    {
        var body = new JsonObject { ["operationId"] = Api.NewId(), ["userName"] = "nul." + field.ToLowerInvariant(), ["displayName"] = "零", ["password"] = "first-password-1" };
        body[field] = "\0";
        var answer = await (await fixture.Server.As("shebao-sa")).Send(HttpMethod.Post, "/api/users", body);

        // SQLite stores it, and nothing breaks.
        Assert.True(answer.Code == code || (field == "displayName" && !TestData.IsPostgreSql && (int)answer.Status < 500), $"{answer.Status} {answer.Code}");
    }

    [Theory]
    [InlineData("""[{ "outcome": "Accept" }]""")]
    [InlineData("""[{ "taskId": "t" }]""")]
    [InlineData("[null]")]
    public async Task Group_WithAnItemThatNamesNoTaskOrOutcome_IsRefused(string items) =>
        await (await fixture.Server.As("hudong-vo")).Refused("/api/user-tasks/groups", new { operationId = Api.NewId(), title = "受理", items = JsonNode.Parse(items) }, "GROUP_ITEM_INCOMPLETE");

    [Fact]
    public async Task Request_WrongMethod_IsAProblemWithACode() =>
        Assert.Equal("METHOD_NOT_ALLOWED", (await (await fixture.Server.As("hudong-vo")).Send(HttpMethod.Delete, "/api/user-tasks/counts")).Code);

    [Fact]
    public async Task Command_WithoutOperationId_IsRefused() =>
        await (await fixture.Server.As("shebao-sa")).Refused("/api/users", new { userName = "zhou.qi", displayName = "周七", password = "first-password-1" }, "OPERATION_ID_MISSING");

    [Fact]
    public async Task Command_SameOperationAgain_AnswersTheSame()
    {
        var administrator = await fixture.Server.As("shebao-sa");
        var body = new { operationId = Api.NewId(), userName = "wu.ba", displayName = "吴八", password = "first-password-1" };

        var first = await administrator.Post("/api/users", body);

        Assert.Equal(first.ToJsonString(), (await administrator.Post("/api/users", body)).ToJsonString());
        await administrator.Refused("/api/users", body with { displayName = "郑九" }, "OPERATION_ID_REUSED");
    }

    [Fact]
    public async Task Answers_AllOfThem_CarryTheSecurityHeaders()
    {
        using var http = new HttpClient { BaseAddress = fixture.Server.Address };
        using var response = await http.GetAsync("/health");

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_Document_DescribesTheOfficersVerbs()
    {
        var document = await fixture.Server.Anonymous.Get("/openapi/v1.json");

        Assert.NotNull(document["paths"]!["/api/user-tasks/{id}/complete"]);
        Assert.NotNull(document["paths"]!["/api/attachments"] ?? document["paths"]!["/api/attachments/"]);
    }

    [Fact]
    public async Task ApiDocs_Page_AsksNothingFromOutside()
    {
        using var http = new HttpClient { BaseAddress = fixture.Server.Address };
        var html = await http.GetStringAsync("/api-docs/");

        Assert.DoesNotMatch("(src|href)=\"https?://", html);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
