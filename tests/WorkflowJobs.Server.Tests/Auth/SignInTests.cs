using System.Net;
using WorkflowJobs.Server.Demo;

namespace WorkflowJobs.Server.Tests.Auth;

public sealed class SignInTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly TestServer server = fixture.Server;

    [Fact]
    public async Task Login_KnownAccount_AnswersTokensThatSayWhoItIs()
    {
        var tokens = await server.Anonymous.Post("/api/auth/login", new { userName = "hudong-vo", password = DemoAccounts.Password });

        var me = await server.With(Api.Text(tokens, "accessToken")).Get("/api/auth/me");
        Assert.Equal("刘桂芳", Api.Text(me, "displayName"));
        Assert.Equal("VO", Api.Text(me["roles"]![0], "role"));
        Assert.Equal("shiqiao-hudong", Api.Text(me["roles"]![0], "unitId"));
    }

    [Theory]
    [InlineData("hudong-vo", "wrong-password-1")]
    [InlineData("nobody-here", "taibaihu-2024")]
    public async Task Login_WrongNameOrPassword_AnswersAlike(string userName, string password)
    {
        var answer = await server.Anonymous.Refused("/api/auth/login", new { userName, password }, "SIGN_IN_FAILED");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
    }

    [Fact]
    public async Task Login_FiveWrongPasswords_LocksTheAccountByTheMachinesClock()
    {
        for (var attempt = 0; attempt < 4; attempt++)
            await server.Anonymous.Refused("/api/auth/login", new { userName = "heyuan-vo", password = "wrong-password-1" }, "SIGN_IN_FAILED");
        await server.Anonymous.Refused("/api/auth/login", new { userName = "heyuan-vo", password = "wrong-password-1" }, "SIGN_IN_LOCKED");

        await server.Anonymous.Advance("PT1H");

        await server.Anonymous.Refused("/api/auth/login", new { userName = "heyuan-vo", password = DemoAccounts.Password }, "SIGN_IN_LOCKED");
    }

    [Fact]
    public async Task Refresh_UsedTwice_EndsTheFamily()
    {
        var first = await server.Anonymous.Post("/api/auth/login", new { userName = "yuwan-vo", password = DemoAccounts.Password });
        var second = await server.Anonymous.Post("/api/auth/refresh", new { refreshToken = Api.Text(first, "refreshToken") });

        await server.Anonymous.Refused("/api/auth/refresh", new { refreshToken = Api.Text(first, "refreshToken") }, "REFRESH_TOKEN_INVALID");
        await server.Anonymous.Refused("/api/auth/refresh", new { refreshToken = Api.Text(second, "refreshToken") }, "REFRESH_TOKEN_INVALID");
    }

    [Fact]
    public async Task Logout_ThenRefresh_IsRefused()
    {
        var tokens = await server.Anonymous.Post("/api/auth/login", new { userName = "liugou-vo", password = DemoAccounts.Password });

        await server.Anonymous.Post("/api/auth/logout", new { refreshToken = Api.Text(tokens, "refreshToken") });

        await server.Anonymous.Refused("/api/auth/refresh", new { refreshToken = Api.Text(tokens, "refreshToken") }, "REFRESH_TOKEN_INVALID");
    }

    [Fact]
    public async Task Disabled_AccountWithALiveToken_IsNobodyAtOnce()
    {
        var administrator = await server.As("shebao-sa");
        var created = await administrator.Post("/api/users", new
        {
            operationId = Api.NewId(),
            userName = "zhang.san",
            displayName = "张三",
            password = "first-password-1",
            roles = new[] { new { role = "TH", unitId = "xuzhuang" } },
        });
        var tokens = await server.Anonymous.Post("/api/auth/login", new { userName = "zhang.san", password = "first-password-1" });
        var zhang = server.With(Api.Text(tokens, "accessToken"));
        await zhang.Get("/api/user-tasks");

        await administrator.Post($"/api/users/{created.GetValue<string>()}/disable", new { operationId = Api.NewId() });

        Assert.Equal("UNAUTHENTICATED", (await zhang.Send(HttpMethod.Get, "/api/user-tasks")).Code);
        await server.Anonymous.Refused("/api/auth/login", new { userName = "zhang.san", password = "first-password-1" }, "SIGN_IN_FAILED");
    }

    [Theory]
    [InlineData("short1", "PASSWORD_WEAK")]
    [InlineData("li.si-password-1", "PASSWORD_WEAK")]
    [InlineData("onlyletters", "PASSWORD_WEAK")]
    public async Task Account_WeakPassword_IsRefused(string password, string code) =>
        await (await server.As("shebao-sa")).Refused("/api/users", new { operationId = Api.NewId(), userName = "li.si", displayName = "李四", password }, code);

    [Fact]
    public async Task Account_ByAnOfficer_IsForbidden() =>
        await (await server.As("shiqiao-th")).Refused(
            "/api/users", new { operationId = Api.NewId(), userName = "wang.wu", displayName = "王五", password = "first-password-1" }, "FORBIDDEN");

    [Fact]
    public async Task Role_GivenToOneself_IsRefused() =>
        await (await server.As("shebao-sa")).Refused(
            "/api/users/demo-shebao-sa/roles", new { operationId = Api.NewId(), role = "HL", unitId = "shebao" }, "OWN_ACCOUNT");

    [Fact]
    public async Task Role_ThatBeginsTomorrow_IsInForceTomorrow()
    {
        var administrator = await server.As("shebao-sa");
        var created = await administrator.Post("/api/users", new { operationId = Api.NewId(), userName = "lin.fang", displayName = "林芳", password = "first-password-1" });
        await administrator.Post($"/api/users/{created.GetValue<string>()}/roles", new { operationId = Api.NewId(), role = "TL", unitId = "shiqiao", from = "2024-06-04", to = "2024-06-28" });
        var tokens = await server.Anonymous.Post("/api/auth/login", new { userName = "lin.fang", password = "first-password-1" });
        var lin = server.With(Api.Text(tokens, "accessToken"));
        Assert.Empty((await lin.Get("/api/auth/me"))["roles"]!.AsArray());

        await server.Anonymous.SetClock("2024-06-04T09:00");

        Assert.Equal("TL", Api.Text((await lin.Get("/api/auth/me"))["roles"]![0], "role"));
    }

    [Fact]
    public async Task Cookie_WritingFromAnotherSite_DoesNotCount()
    {
        var cookie = await server.PageCookie("shebao-sa");

        Assert.Equal(HttpStatusCode.OK, await server.SendWithCookie(cookie, HttpMethod.Get, "/api/auth/me", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.SendWithCookie(cookie, HttpMethod.Post, "/api/users/demo-shebao-hh/disable", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await server.SendWithCookie(cookie, HttpMethod.Post, "/api/users/demo-shebao-hh/disable", "cross-site"));
    }
}
