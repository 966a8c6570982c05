using Microsoft.Playwright;

namespace WorkflowJobs.Browser.Tests;

/// <summary>Everyone's menu leads only to pages that they may open and that work.</summary>
public sealed class RolesTests(DemoServer server)
{
    [Theory]
    [InlineData("shiqiao-td")]
    [InlineData("caizheng-fi")]
    [InlineData("jijian-di")]
    [InlineData("jijian-au")]
    [InlineData("shebao-wa")]
    [InlineData("shebao-sa")]
    [InlineData("shebao-se")]
    [InlineData("nongye-cd")]
    public async Task Menu_Walked_HasNoPageThatIsForbiddenOrBroken(string account)
    {
        await using var visitor = await Visitor.Arrive(server);
        await visitor.Become(account);
        var addresses = await visitor.Page.Locator("#side-nav a").EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");
        Assert.NotEmpty(addresses);

        foreach (var address in addresses)
        {
            await visitor.Go(address);
            await visitor.Page.Locator(".loading").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
            var title = await visitor.Page.Locator("main h1").First.InnerTextAsync();
            Assert.DoesNotContain(title, new[] { "没有这一页", "这一页出错了" });
        }

        await visitor.Shoot("role-" + account);
        Assert.Empty(visitor.Faults);
    }
}
