using Microsoft.Playwright;

namespace WorkflowJobs.Browser.Tests;

/// <summary>In English on a phone: nothing of the page itself stays Chinese, nothing needs scrolling sideways.</summary>
[Collection(nameof(OwnServer))]
public sealed class EnglishTests
{
    /// <summary>What was entered in Chinese stays Chinese: titles and numbers of notices, names.</summary>
    private static readonly string[] Data = ["需求公告", "政办字", "颜秀云", "樊素", "申远", "刘桂芳"];

    [Fact]
    public async Task Pages_InEnglishOnAPhone_AreTranslatedAndFit()
    {
        await using var server = new DemoServer();
        await server.InitializeAsync();
        await using var visitor = await Visitor.Arrive(server);
        await Counter.Apply(server.Address, visitor);
        var left = new List<string>();

        await visitor.Walk(async () =>
        {
            await visitor.Go("/sign-in");
            await visitor.Page.ClickAsync("a.language");
            await visitor.Page.SetViewportSizeAsync(360, 740);
            foreach (var path in new[] { "/", "/notices", "/publicity", "/progress", "/sign-in", "/invitation" })
                await Look(visitor, path, left);
            await visitor.Go("/notices");
            await Look(visitor, await Address(visitor, "ul.plain-list a"), left);
            await visitor.Become("hudong-vo");
            foreach (var path in new[] { "/inbox", "/assist", "/search", "/rounds", "/done", "/admin/plans" })
                await Look(visitor, path, left);
            await visitor.Go("/inbox");
            var task = await Address(visitor, "table.list tbody a");
            await Look(visitor, task, left);
            await visitor.Go(task);
            await Look(visitor, await Address(visitor, "main a[href^='/cases/']"), left);
            await visitor.Go("/assist");
            await Look(visitor, await Address(visitor, "main a.primary"), left);
            await visitor.Become("p21");
            foreach (var path in new[] { "/my", "/my/apply", "/my/notices" })
                await Look(visitor, path, left);
            await visitor.Go("/my");
            await Look(visitor, await Address(visitor, "section.card h2 a"), left);
        });

        Assert.True(left.Count == 0, string.Join('\n', left.Distinct()));
        Assert.Empty(visitor.Faults);
    }

    private static async Task<string> Address(Visitor v, string link)
    {
        await v.Page.Locator(link).First.WaitForAsync();
        return (await v.Page.Locator(link).First.GetAttributeAsync("href"))!;
    }

    private static async Task Look(Visitor v, string path, List<string> left)
    {
        await v.Go(path);
        await v.Page.Locator(".loading").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        left.AddRange((await v.ChineseChrome()).Where(words => !Data.Any(data => words.Contains(data, StringComparison.Ordinal))).Select(words => $"{path.Split('?')[0]}: {words}"));
        await v.Shoot("en" + path.Split('?')[0].Replace('/', '-'));
    }
}
