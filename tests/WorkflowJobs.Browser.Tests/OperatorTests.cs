using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace WorkflowJobs.Browser.Tests;

/// <summary>The administrator's page of one instance: hold it, hand its task to somebody, go on without a step that fails with a second person's word. On a server of its own.</summary>
[Collection(nameof(OwnServer))]
public sealed class OperatorTests
{
    [Fact]
    public async Task Instance_HeldHandedOnAndHelpedOverAFailure_ByTwoAdministrators()
    {
        await using var server = new DemoServer();
        await server.InitializeAsync();
        await using var visitor = await Visitor.Arrive(server);
        await Counter.Apply(server.Address, visitor);

        await visitor.Walk(async () =>
        {
            var page = await Hold(visitor);
            await FindItHeld(visitor);
            await LetGoAndHandOn(visitor, page);
            await BreakAStep(visitor);
            await AskToSkip(visitor);
            await Approve(visitor);
        });

        Assert.Empty(visitor.Faults);
    }

    private static async Task<string> Hold(Visitor v)
    {
        await v.Become("shebao-wa");
        await v.Go("/admin/instances?definition=application&status=Running");
        await v.Page.Locator("table.list tbody a").First.ClickAsync();
        await v.Page.GetByText("未办结的待办").WaitForAsync();
        await v.Shoot("instance");
        await v.Press("暂停");
        await v.Page.GetByText("申请人仍可撤回申请").WaitForAsync();
        await Assertions.Expect(v.Page.Locator("[role=group] button.primary")).ToBeDisabledAsync();
        await v.Page.GetByLabel("处理原因").FillAsync("材料真伪待查");
        await v.Shoot("suspending");
        await v.Press("暂停");
        await v.Page.GetByText("定时和消息等到恢复后继续").WaitForAsync();
        await v.Shoot("suspended");
        return new Uri(v.Page.Url).AbsolutePath;
    }

    /// <summary>One of the three rows is barred, and says why.</summary>
    private static async Task FindItHeld(Visitor v)
    {
        await v.Become("hudong-vo");
        await v.Go("/inbox");
        await v.Page.Locator("table.list tbody tr").First.WaitForAsync();
        var barred = 0;
        foreach (var address in await v.Page.Locator("table.list tbody a[href*='/tasks/']").EvaluateAllAsync<string[]>("links => [...new Set(links.map(link => link.getAttribute('href')))]"))
        {
            await v.Go("/" + address.TrimStart('/'));
            await v.Page.Locator(".actions, .refusal").First.WaitForAsync();
            if (await v.Page.GetByText("该流程已由流程管理员暂停").CountAsync() == 0)
                continue;
            barred++;
            Assert.Equal(0, await v.Page.Locator(".actions").CountAsync());
            await v.Shoot("held-task");
        }

        Assert.Equal(1, barred);
    }

    private static async Task LetGoAndHandOn(Visitor v, string page)
    {
        await v.Become("shebao-wa");
        await v.Go(page);
        await v.Press("恢复");
        await v.Page.GetByLabel("处理原因").FillAsync("已核实");
        await v.Press("恢复");
        await v.Page.GetByText("暂停：材料真伪待查").WaitForAsync();
        await Assertions.Expect(v.Page.Locator(".tag.bad")).ToHaveCountAsync(0);
        await v.Press("改派");
        await v.Page.Locator("select[id^=to-]").SelectOptionAsync(new SelectOptionValue { Label = "刘桂芳" });
        await v.Page.GetByLabel("处理原因").FillAsync("请尽快办理");
        await v.Shoot("reassigning");
        await v.Page.Locator("[role=group] button.primary").ClickAsync();
        await Assertions.Expect(v.Page.Locator("td[data-label='办理人']")).ToHaveTextAsync("刘桂芳");
    }

    /// <summary>A published process whose step always fails, and somebody who runs into it.</summary>
    private static async Task BreakAStep(Visitor v)
    {
        await v.Go("/admin/definitions");
        var card = v.Page.Locator("section.card").Filter(new() { Has = v.Page.Locator("h2", new() { HasText = "allocation" }) });
        var download = await v.Page.RunAndWaitForDownloadAsync(() => card.Locator("a[download]").First.ClickAsync());
        var definition = JsonNode.Parse(await File.ReadAllTextAsync((await download.PathAsync())!))!;
        var wire = definition["root"]!["connections"]!.AsArray().Single(one => one!["source"]!["activity"]!.ToString() == "propose")!;
        var next = wire["target"]!["activity"]!.ToString();
        wire["target"]!["activity"] = "broken";
        definition["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""
            {"id":"broken","type":"Elsa.RunJavaScript","version":1,"metadata":{"displayText":"核对合计"},"script":{"typeName":"String","expression":{"type":"Literal","value":"throw new Error('no total')"}}}
            """));
        definition["root"]!["connections"]!.AsArray().Add(JsonNode.Parse($$"""{"source":{"activity":"broken","port":"Done"},"target":{"activity":"{{next}}"} }"""));
        await v.Import(definition.ToJsonString());
        await v.Page.GetByText("已导入草稿").WaitForAsync();
        await card.GetByText("发布", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(card.Locator("tbody tr").Nth(0).Locator(".tag")).ToHaveTextAsync("已发布");
        await v.Become("shebao-hh");
        await v.Go("/admin/plans");
        await v.Press("拟定或调整分配");
        await v.Page.Locator(".actions").WaitForAsync();
        await v.Fill("basis", "区长办公会议纪要〔2024〕3号");
        await v.EndTask("提交审定");
    }

    private static async Task AskToSkip(Visitor v)
    {
        await v.Become("shebao-wa");
        await v.Go("/admin/failures");
        await v.Shoot("failures");
        await v.Page.Locator("section.card").Filter(new() { HasText = "需要处理的流程实例" }).Locator("tbody a").First.ClickAsync();
        await v.Page.GetByText("“核对合计”").First.WaitForAsync();
        await v.Press("申请跳过");
        await v.Page.GetByLabel("按哪个结果继续").SelectOptionAsync("Done");
        await v.Page.GetByLabel("处理原因").FillAsync("合计已人工核对");
        await v.Page.Locator("[role=group] button.primary").ClickAsync();
        await v.Page.GetByText("等待另一名流程管理员批准", new() { Exact = true }).WaitForAsync();
        await v.Shoot("skip-asked");
    }

    private static async Task Approve(Visitor v)
    {
        await v.Become("taibaihu-wa");
        await v.Go("/admin/failures");
        await v.Press("批准跳过");
        await v.Page.GetByLabel("处理原因").FillAsync("已复核");
        await v.Shoot("skip-approving");
        await v.Page.Locator("[role=group] button.danger").ClickAsync();
        await v.Page.GetByText("没有需要处理的实例。").WaitForAsync();
        await v.Become("shebao-hl");
        await v.OpenTask("审定分配计划");
    }
}
