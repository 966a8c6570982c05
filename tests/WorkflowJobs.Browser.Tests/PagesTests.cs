using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace WorkflowJobs.Browser.Tests;

public sealed class PagesTests(DemoServer server)
{
    private static readonly AxeRunOptions WcagAa = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
    };

    public static TheoryData<string, string> Pages => new()
    {
        { "", "/" }, { "", "/sign-in" }, { "", "/invitation" }, { "", "/notices" }, { "", "/publicity" }, { "", "/progress" },
        { "hudong-vo", "/inbox" }, { "hudong-vo", "/assist" }, { "hudong-vo", "/invite" }, { "hudong-vo", "/search" }, { "hudong-vo", "/rounds" }, { "hudong-vo", "/done" },
        { "shebao-hl", "/admin/parameters" }, { "shebao-hl", "/admin/plans" }, { "shebao-hl", "/admin/calendars" },
        { "shebao-wa", "/admin/definitions" }, { "shebao-wa", "/admin/definitions/application-v1" }, { "shebao-wa", "/admin/instances" }, { "shebao-wa", "/admin/failures" }, { "jijian-au", "/admin/reveals" }, { "shebao-wa", "/admin/journal" },
        { "", "/tip-off" }, { "p08", "/my/data" }, { "shiqiao-th", "/supervision/inspections" }, { "yuwan-vo", "/supervision/rectifications" }, { "jijian-di", "/supervision/clues" }, { "jijian-di", "/supervision/officers" },
        { "shebao-hl", "/dashboard" }, { "shiqiao-tl", "/dashboard" }, { "caizheng-fi", "/dashboard" }, { "jijian-di", "/dashboard" }, { "shebao-hl", "/dashboard/rows?kind=District&year=2024&figure=places.Planned" },
        { "shiqiao-th", "/supervision/tip-offs" }, { "jijian-di", "/barred-accounts" }, { "hudong-vo", "/assessments" },
        { "jijian-au", "/admin/audit" }, { "shebao-hh", "/admin/retention" },
        { "shebao-sa", "/admin/users" }, { "shebao-sa", "/admin/units" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_Opened_IsAccessibleFitsAPhoneAndIsQuiet(string account, string path)
    {
        await using var visitor = await Visitor.Arrive(server);
        if (account.Length > 0)
            await visitor.Become(account);
        await visitor.Go(path);
        await visitor.Page.Locator(".loading").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Hidden });

        var found = await visitor.Page.RunAxe(WcagAa);

        Assert.Empty(found.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
        await visitor.Shoot("page" + path.Split('?')[0].Replace('/', '-'));
        Assert.Empty(visitor.Faults);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/notices")]
    [InlineData("/publicity")]
    [InlineData("/progress")]
    [InlineData("/invitation")]
    [InlineData("/sign-in")]
    public async Task PublicPage_Opened_OpensNoCircuit(string path)
    {
        await using var visitor = await Visitor.Arrive(server);
        var opened = new List<string>();
        visitor.Page.WebSocket += (_, socket) => opened.Add(socket.Url);
        visitor.Page.Request += (_, request) => opened.AddRange(request.Url.Contains("/_blazor", StringComparison.Ordinal) ? [request.Url] : []);

        await visitor.Go(path);
        await visitor.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);

        Assert.Empty(opened);
        Assert.Equal(0, await visitor.Page.Locator("script[src*='blazor']").CountAsync());
    }

    [Fact]
    public async Task OfficersPage_Opened_OpensACircuit()
    {
        await using var visitor = await Visitor.Arrive(server);
        var opened = new List<string>();
        visitor.Page.WebSocket += (_, socket) => opened.Add(socket.Url);

        await visitor.Become("hudong-vo");

        Assert.Contains(opened, url => url.Contains("/_blazor", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PublicityPage_Opened_IsKeptFromSearchEngines()
    {
        await using var visitor = await Visitor.Arrive(server);

        await visitor.Go("/publicity");

        Assert.Equal("noindex, nofollow, noarchive", await visitor.Page.Locator("meta[name=robots]").GetAttributeAsync("content"));
    }

    [Fact]
    public async Task Language_Switched_IsEnglishOnEveryPageAfter()
    {
        await using var visitor = await Visitor.Arrive(server);
        await visitor.Go("/sign-in");

        await visitor.Page.ClickAsync("a.language");

        Assert.Equal("Sign in", await visitor.Page.Locator("main h1").InnerTextAsync());
        await visitor.Become("hudong-vo");
        await visitor.Go("/inbox");
        Assert.Equal("Inbox", await visitor.Page.Locator("main h1").InnerTextAsync());
    }

    [Fact]
    public async Task ForeignPage_Opened_TellsNothing()
    {
        await using var visitor = await Visitor.Arrive(server);
        await visitor.Become("hudong-vo");

        await visitor.Go("/admin/users");
        var forbidden = await visitor.Page.Locator("main").InnerTextAsync();
        await visitor.Go("/cases/no-such-case");
        await visitor.Page.GetByText("没有这一页").WaitForAsync();

        Assert.Equal(forbidden, await visitor.Page.Locator("main").InnerTextAsync());
    }
}
