using Microsoft.Playwright;

namespace WorkflowJobs.Browser.Tests;

/// <summary>The officers' verbs from hand to hand: claim, draft, back to the applicant and straight back, transfer, urge, recall; and an applicant who thinks better of it.</summary>
[Collection(nameof(OwnServer))]
public sealed class OfficerWalkTests
{
    [Fact]
    public async Task Acceptance_HandedFromOneToAnother_KeepsWhatWasWrittenAndWhoseItIs()
    {
        await using var server = new DemoServer();
        await server.InitializeAsync();
        await using var visitor = await Visitor.Arrive(server);
        await Counter.Apply(server.Address, visitor);
        await Counter.GiveRole(server.Address, "yuwan-vo", "VO", "shiqiao-hudong");

        await visitor.Walk(async () =>
        {
            await visitor.Become("hudong-vo");
            await ClaimAndDraft(visitor);
            await ReturnToTheApplicant(visitor);
            await visitor.Become("p21");
            await HandInAgain(visitor);
            await visitor.Become("hudong-vo");
            await visitor.OpenTask("受理初审", "樊素");
            Assert.Equal(1, await visitor.Page.GetByText("已由我认领").CountAsync());
            var task = await Transfer(visitor);
            await Urge(visitor, task);
            await visitor.Become("yuwan-vo");
            await AnswerTheBellAndRecall(visitor);
            await visitor.Become("p22");
            await Withdraw(visitor);
        });

        Assert.Empty(visitor.Faults);
    }

    private static async Task ClaimAndDraft(Visitor v)
    {
        await v.OpenTask("受理初审", "樊素");
        await v.Press("认领");
        await v.Page.GetByText("已由我认领").WaitForAsync();
        await v.Fill("opinion", "户口簿复印件不清楚");
        await v.Press("暂存");
        await v.Page.GetByText("已暂存").First.WaitForAsync();
        await v.Page.ReloadAsync();
        await v.Field("opinion").WaitForAsync();
        Assert.Equal("户口簿复印件不清楚", await v.Field("opinion").InputValueAsync());
        await v.Shoot("claimed");
    }

    private static async Task ReturnToTheApplicant(Visitor v)
    {
        await v.Press("退回");
        Assert.True(await v.Page.GetByLabel("办完后直接回到我这里").IsCheckedAsync());
        await v.Page.FillAsync("#return-why", "请写明家庭人口");
        await v.Shoot("returning");
        await v.EndTask("确认退回");
    }

    private static async Task HandInAgain(Visitor v)
    {
        await v.Go("/my");
        await v.Page.Locator("section.card a.primary").First.ClickAsync();
        await v.Page.Locator(".actions").WaitForAsync();
        await v.Shoot("returned-application");
        await v.EndTask(await v.Page.Locator(".actions button.first").InnerTextAsync());
    }

    private static async Task<string> Transfer(Visitor v)
    {
        var task = new Uri(v.Page.Url).AbsolutePath;
        await v.Press("转办");
        await v.Page.SelectOptionAsync("#transfer-to", new SelectOptionValue { Label = "曾庆国" });
        await v.Page.FillAsync("#transfer-why", "本周外出");
        await v.Shoot("transfer");
        await v.EndTask("确认转办");
        return task;
    }

    private static async Task Urge(Visitor v, string task)
    {
        await v.Go(task);
        await v.Page.GetByText("曾庆国 正在办理").WaitForAsync();
        await v.Press("催办");
        await v.Page.GetByText("已催办").First.WaitForAsync();
        await v.Press("催办");
        await v.Page.Locator(".refusal").WaitForAsync();
        await v.Shoot("urged-twice");
    }

    private static async Task AnswerTheBellAndRecall(Visitor v)
    {
        await v.Page.Locator(".bell button").ClickAsync();
        await v.Page.Locator(".bell-list").GetByText("催办").First.WaitForAsync();
        await v.Shoot("bell");
        await v.OpenTask("受理初审", "樊素");
        foreach (var box in await v.Field("checklist").Locator("input[type=checkbox]").AllAsync())
            await box.CheckAsync();
        await v.EndTask("受理");
        await v.Go("/done");
        await v.Page.Locator("tbody tr").Filter(new() { HasText = "樊素" }).GetByText("撤回").ClickAsync();
        await v.Page.GetByText("已撤回").First.WaitForAsync();
        await v.OpenTask("受理初审", "樊素");
        Assert.All(await v.Field("checklist").Locator("input[type=checkbox]").EvaluateAllAsync<bool[]>("boxes => boxes.map(box => box.checked)"), Assert.True);
    }

    private static async Task Withdraw(Visitor v)
    {
        await v.Go("/my");
        await v.Page.Locator("section.card h2 a").First.ClickAsync();
        await v.Page.GetByText("撤回申请").ClickAsync();
        await v.Shoot("withdraw");
        await v.Press("确认撤回");
        await v.Page.Locator(".page-head .tag").Filter(new() { HasText = "已撤回" }).WaitForAsync();
        Assert.Equal(0, await v.Page.GetByText("撤回申请").CountAsync());
        await v.Shoot("withdrawn");
    }
}
