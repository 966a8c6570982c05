namespace WorkflowJobs.Browser.Tests;

/// <summary>Papers where people meet them: an administrator tries a template, an officer has one made and looks at it in the page, anybody checks one. On a server of its own.</summary>
[Collection(nameof(OwnServer))]
public sealed class PapersTests
{
    [Fact]
    public async Task Papers_AreTriedMadeShownAndChecked_WithoutAnErrorInTheBrowser()
    {
        await using var server = new DemoServer();
        await server.InitializeAsync();
        await using var visitor = await Visitor.Arrive(server);
        await Counter.Apply(server.Address, visitor);

        await visitor.Walk(async () =>
        {
            await TryATemplate(visitor);
            await MakeOneAndLookAtIt(visitor);
            await CheckOne(visitor);
        });

        // The browser's own viewer asks for its own parts, which leaves no machine and shows that the frame may draw.
        Assert.Contains(visitor.Faults, IsTheViewers);
        Assert.DoesNotContain(visitor.Faults, fault => !IsTheViewers(fault));
    }

    private static bool IsTheViewers(string fault) =>
        fault.StartsWith("request to elsewhere: chrome-extension://", StringComparison.Ordinal) || fault.StartsWith("request to elsewhere: chrome://resources/", StringComparison.Ordinal);

    private static async Task TryATemplate(Visitor v)
    {
        await v.Become("shebao-wa");
        await v.Go("/admin/documents");
        await v.Page.Locator("table.list tbody tr").First.WaitForAsync();
        await v.Shoot("templates");
        await IsAPdf(v, () => v.Page.Locator("table.list tbody a").First.ClickAsync());
        await v.Page.Locator("#source").WaitForAsync();
        await v.Shoot("template");
        await IsAPdf(v, () => v.Press("按样本预览"));
    }

    private static async Task MakeOneAndLookAtIt(Visitor v)
    {
        await v.Become("hudong-vo");
        await v.OpenTask("受理初审");
        await v.Page.GetByText("全案", new() { Exact = true }).ClickAsync();
        await v.Press("打印事项流转单");
        var papers = v.Page.Locator("section.card").Filter(new() { HasText = "事项流转单" }).Locator(".files li");
        await papers.First.WaitForAsync();
        for (var look = 0; look < 20 && await papers.Locator("button").Filter(new() { HasText = "查看" }).CountAsync() == 0; look++)
        {
            await Task.Delay(500);
            if (await v.Page.GetByText("刷新", new() { Exact = true }).CountAsync() > 0)
                await v.Press("刷新");
        }

        await v.Shoot("papers");
        await IsAPdf(v, () => papers.Locator("button").Filter(new() { HasText = "查看" }).First.ClickAsync());
        await v.Page.Locator("iframe.paper").ScrollIntoViewIfNeededAsync();
        // The browser's viewer draws some time after the bytes are there; the picture is for looking at.
        await Task.Delay(2_000);
        await v.Shoot("paper");
    }

    private static async Task CheckOne(Visitor v)
    {
        await v.SignOut();
        await v.Go("/verify");
        await v.Page.FillAsync("#code", "ABCD");
        await v.Page.ClickAsync("form.stack button[type=submit]");
        await v.Page.GetByText("查验码为16位字母和数字").WaitForAsync();
        await v.Shoot("verify-mistyped");
    }

    /// <summary>What the act brings into the page's frame, allowed there and drawn.</summary>
    private static async Task IsAPdf(Visitor v, Func<Task> act)
    {
        var answer = await v.Page.RunAndWaitForResponseAsync(act, one => one.Url.EndsWith("/preview", StringComparison.Ordinal) || one.Url.EndsWith("/pdf", StringComparison.Ordinal), new() { Timeout = 60_000 });
        Assert.Equal(200, answer.Status);
        // Asked again with the same session: once the browser's viewer has taken a stream over, its headers may be gone.
        var again = await v.Page.Context.APIRequest.FetchAsync(answer.Request);
        Assert.Equal((200, "application/pdf"), (again.Status, again.Headers.GetValueOrDefault("content-type")));
    }
}
