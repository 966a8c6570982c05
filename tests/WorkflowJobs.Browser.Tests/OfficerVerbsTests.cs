namespace WorkflowJobs.Browser.Tests;

/// <summary>A whole list in one sitting, a slip taken back, and the supplement loop. On a server of its own: its clock stays where it is.</summary>
[Collection(nameof(OwnServer))]
public sealed class OfficerVerbsTests
{
    [Fact]
    public async Task List_FilledInPersonByPerson_HasAResultEachWhichCanBeRecalledAndSupplemented()
    {
        await using var server = new DemoServer();
        await server.InitializeAsync();
        await using var visitor = await Visitor.Arrive(server);
        await Counter.Apply(server.Address, visitor);

        await visitor.Walk(async () =>
        {
            await visitor.Become("hudong-vo");
            await HandleTheList(visitor);
            await RecallOne(visitor);
            await AskForSupplement(visitor);
            await Supplement(visitor);
        });

        Assert.Empty(visitor.Faults);
    }

    private static async Task HandleTheList(Visitor v)
    {
        await v.Go("/inbox");
        await v.Page.GetByText("整批办理（3）").First.ClickAsync();
        var forms = v.Page.Locator("tbody details");
        await forms.First.WaitForAsync();
        foreach (var form in await forms.AllAsync())
        {
            if (await form.GetAttributeAsync("open") is null)
                await form.Locator("summary").ClickAsync();
            foreach (var box in await form.Locator("input[type=checkbox]").AllAsync())
                await box.CheckAsync();
        }

        await v.Shoot("group");
        await v.Press("受理（3 人）");
        await v.Page.GetByText("全部处理完").WaitForAsync();
        await v.Shoot("group-job");
        Assert.Equal(3, await v.Page.Locator("tbody .tag.good").CountAsync());
    }

    private static async Task RecallOne(Visitor v)
    {
        await v.Go("/done");
        await v.Page.Locator("tbody tr").Filter(new() { HasText = "樊素" }).GetByText("撤回").ClickAsync();
        await v.Page.GetByText("已撤回").First.WaitForAsync();
        await v.Shoot("recalled");
    }

    private static async Task AskForSupplement(Visitor v)
    {
        await v.OpenTask("受理初审", "樊素");
        await v.Field("supplementItems").GetByText("添加一行", new() { Exact = true }).ClickAsync();
        await v.Fill("supplementItems[0].what", "户口簿");
        await v.Press("要求补正");
        await v.Page.FillAsync("#reason", "户口簿缺本人页");
        await v.EndTask("确认：要求补正");
    }

    private static async Task Supplement(Visitor v)
    {
        await v.Become("p21");
        await v.Go("/my");
        await v.Page.Locator("section.card a.primary").First.ClickAsync();
        await v.Page.Locator(".actions").WaitForAsync();
        await v.Shoot("supplement");
        foreach (var file in await v.Page.Locator(".upload:not(.camera) input[type=file]").AllAsync())
            await file.SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "page.png", MimeType = "image/png", Buffer = SmallPng.Bytes });
        await v.Page.Locator(".files li").First.WaitForAsync();
        await v.EndTask("提交补正");
        await v.Become("hudong-vo");
        await v.OpenTask("受理初审", "樊素");
    }
}
