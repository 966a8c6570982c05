using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace WorkflowJobs.Browser.Tests;

/// <summary>
/// What keeps a slip in the designer from harming a live process, as the person before the screen meets it. What the server answers is
/// ElsaApi/DraftTests' matter; here it is what is shown, and what becomes of what was drawn. Each test has a process of its own, and drafts only.
/// </summary>
[Collection(nameof(OwnServer))]
public sealed class DesignerGuardsTests(DemoServer server)
{
    private const string Foreign = """
        {"definitionId":"foreign","name":"外来流程","root":{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"start","type":"Elsa.Start","version":1,"metadata":{"designer":{"position":{"x":40,"y":60} } } },
          {"id":"mail","type":"Elsa.SendEmail","version":3,"to":{"typeName":"String","expression":{"type":"Literal","value":"x"} },"strange":[1,{"a":null}],"metadata":{"designer":{"position":{"x":320,"y":60} } } },
          {"id":"http","type":"Elsa.SendHttpRequest","version":1,"metadata":{"designer":{"position":{"x":320,"y":200} } } },
          {"id":"end","type":"Elsa.Finish","version":1,"metadata":{"designer":{"position":{"x":600,"y":60} } } }],
         "connections":[{"source":{"activity":"start","port":"Done"},"target":{"activity":"mail","port":"In"} },{"source":{"activity":"start","port":"Done"},"target":{"activity":"http","port":"In"} },
          {"source":{"activity":"mail","port":"Sent"},"target":{"activity":"end","port":"In"} },{"source":{"activity":"http","port":"Done"},"target":{"activity":"end","port":"In"} } ] } }
        """;

    [Fact]
    public async Task ForeignDefinition_WithStepsThatWeLack_IsADraftWithThemMarked_KeepsThemInASave_AndIsNotPublished()
    {
        await using var visitor = await Arrive("shebao-wa");
        var studio = new Studio(visitor);

        await visitor.Walk(async () =>
        {
            await visitor.Go("/admin/definitions");
            await visitor.Import(Foreign);
            await visitor.Page.GetByText("已导入草稿：外来流程 v1").WaitForAsync();
            foreach (var type in new[] { "Elsa.SendEmail", "Elsa.SendHttpRequest" })
                await visitor.Page.Locator("ul.findings li").Filter(new() { HasText = type }).First.WaitForAsync();
            await visitor.Shoot("foreign-imported");
            await visitor.Page.Locator("section.card").Filter(new() { HasText = "foreign" }).GetByText("发布", new() { Exact = true }).First.ClickAsync();
            await visitor.Page.Locator(".refusal li").Filter(new() { HasText = "Elsa.SendEmail" }).First.WaitForAsync();

            await studio.Open("foreign");
            await Assertions.Expect(studio.Frame.Locator(".x6-node").Filter(new() { HasText = "未知步骤" })).ToHaveCountAsync(2);
            await studio.Shoot("designer-unknown-steps");
            await studio.Saved(() => studio.Move("start", 0, 60));
            var refused = await studio.Publish();
            Assert.Equal(400, refused.Status);
            await studio.Messages.Filter(new() { HasText = "Elsa.SendEmail" }).WaitForAsync();
            await studio.Messages.Filter(new() { HasText = "Elsa.SendHttpRequest" }).WaitForAsync();
            await studio.Shoot("designer-refused");
        });

        var (before, after) = (JsonNode.Parse(Foreign)!, await Studio.Stored(visitor, "foreign"));
        foreach (var id in new[] { "mail", "http" })
            Assert.True(JsonNode.DeepEquals(Unplaced(Studio.Step(before, id)), Unplaced(Studio.Step(after, id))), Studio.Step(after, id).ToJsonString());
        Assert.Equal(4, after["root"]!["connections"]!.AsArray().Count);
        Assert.Equal("", await Kept(visitor, "foreign"));
        OnlyRefusals(visitor);
    }

    [Fact]
    public async Task Flow_DeletedWhole_IsRefusedInChineseAndStandsAsBefore()
    {
        await using var visitor = await Arrive("shebao-wa");
        var studio = new Studio(visitor);

        await visitor.Walk(async () =>
        {
            await studio.Open("review-meeting");
            var steps = await studio.Steps();
            await studio.Pick(await studio.InView());
            await visitor.Page.Keyboard.PressAsync("Control+a");
            var refused = await studio.Saved(() => visitor.Page.Keyboard.PressAsync("Delete"));
            Assert.Equal(400, refused.Status);
            await studio.Messages.Filter(new() { HasText = "这次保存会清空整个流程，已被拒绝" }).WaitForAsync();
            await studio.Shoot("designer-emptied");

            await studio.Open("review-meeting");
            Assert.Equal(steps, await studio.Steps());
            await Assertions.Expect(studio.Bar).ToBeHiddenAsync();
        });

        OnlyRefusals(visitor);
    }

    [Fact]
    public async Task Saves_SlowAndBroken_NeverLandOnANewerOne()
    {
        await using var visitor = await Arrive("shebao-wa");
        var studio = new Studio(visitor);
        var (asked, breaks) = (0, false);

        await visitor.Walk(async () =>
        {
            await studio.Open("training-class");
            var step = await studio.InView();
            await visitor.Page.RouteAsync(Studio.IsSave, async route =>
            {
                if (Interlocked.Increment(ref asked) == 1)
                    await Task.Delay(4000);
                if (breaks)
                    await route.FulfillAsync(new() { Status = 503 });
                else
                    await route.ContinueAsync();
            });

            // The first is under way for four seconds; the others come meanwhile.
            for (var i = 0; i < 3; i++)
            {
                await studio.Move(step, 0, 15);
                await Task.Delay(900);
            }

            var drawn = await studio.Height(step);
            await Eventually(async () => await Height(visitor, step) == drawn, "the newest is stored");
            await Task.Delay(1500);
            Assert.Equal(drawn, await Height(visitor, step));
            Assert.InRange(asked, 2, 3);

            breaks = true;
            await studio.Saved(() => studio.Move(step, 0, 15));
            breaks = false;
            await studio.Bar.GetByText("服务器出错，这次修改还没有保存").WaitForAsync();
            Assert.Equal(await studio.Height(step), HeightOf(JsonNode.Parse(JsonNode.Parse(await Kept(visitor, "training-class"))!["text"]!.ToString())!["model"]!, step));
            await studio.Shoot("designer-not-saved");
            Assert.True((await studio.Saved(() => studio.Move(step, 0, 15))).Ok);
            await Assertions.Expect(studio.Bar).ToBeHiddenAsync();
            // Studio would repeat what was answered 5xx two seconds later, behind the newer one.
            var (sofar, newest) = (asked, await studio.Height(step));
            await Task.Delay(4000);
            Assert.Equal((sofar, newest), (asked, await Height(visitor, step)));
        });

        Assert.All(visitor.Faults, fault => Assert.Contains("503", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SecondAdministrator_OnAChangedDraft_IsToldWhoAndWhenAndLosesNothing()
    {
        await Counter.GiveRole(server.Address, "shebao-hh", "WA", "shebao");
        await using var first = await Arrive("shebao-wa");
        await using var second = await Arrive("shebao-hh");
        var (theirs, own) = (new Studio(first), new Studio(second));

        await second.Walk(async () =>
        {
            await theirs.Open("allocation");
            await own.Open("allocation");
            var step = await own.InView();
            await theirs.Saved(() => theirs.Move(step, 0, 30));
            var stored = await Height(first, step);

            var refused = await own.Saved(() => own.Move(step, 0, 75));
            Assert.Equal(400, refused.Status);
            await own.Messages.Filter(new() { HasTextRegex = new(@"吴工已于 \d{4}-\d\d-\d\d \d\d:\d\d 修改了这个流程") }).First.WaitForAsync();
            await own.Bar.GetByText("草稿已被他人修改").WaitForAsync();
            await own.Shoot("designer-conflict");
            var download = await second.Page.RunAndWaitForDownloadAsync(() => own.Bar.GetByText("下载这次修改", new() { Exact = true }).ClickAsync());
            Assert.Equal(await own.Height(step), HeightOf(JsonNode.Parse(await File.ReadAllTextAsync((await download.PathAsync())!))!, step));
            Assert.Equal(stored, await Height(second, step));

            // Reopened, they see the other's; their own is offered, as a file only, and stays through what they save meanwhile.
            await own.Bar.GetByText("重新打开", new() { Exact = true }).ClickAsync();
            await own.Bar.GetByText("未能保存的修改").WaitForAsync(new() { Timeout = Studio.Slow });
            await own.Open("allocation");
            Assert.Equal(stored, await own.Height(step));
            Assert.True((await own.Saved(() => own.Move(step, 0, 15))).Ok);
            await own.Bar.GetByText("未能保存的修改").WaitForAsync();
            await Assertions.Expect(own.Bar.Locator("button")).ToHaveTextAsync(["下载", "不要了"]);
            await own.Bar.GetByText("不要了", new() { Exact = true }).ClickAsync();
            await own.Open("allocation");
            await Assertions.Expect(own.Bar).ToBeHiddenAsync();
        });

        OnlyRefusals(second);
    }

    [Fact]
    public async Task Publishing_WithProblems_SaysThemAtOnceInChineseAndKeepsTheDraft()
    {
        await using var visitor = await Arrive("shebao-wa");
        var studio = new Studio(visitor);

        await visitor.Walk(async () =>
        {
            await studio.Open("notice-correction");
            var step = await studio.Drop("人工", "人工任务", await studio.InView(), 40, 100);
            var refused = await studio.Publish();
            Assert.Equal(400, refused.Status);
            // By the name that stands on the drawing, not by its id.
            await studio.Messages.Filter(new() { HasTextRegex = new(@"“HumanTask\d+”须填写“任务名称”") }).First.WaitForAsync();
            Assert.DoesNotContain(await studio.Messages.AllInnerTextsAsync(), text => text.Any(char.IsAsciiLetterLower) && !text.Any(c => c is >= '\u4e00' and <= '\u9fff'));
            await studio.Shoot("designer-publish-refused");
            Assert.NotNull(Studio.Step(await Studio.Stored(visitor, "notice-correction"), step));
            Assert.Equal("", await Kept(visitor, "notice-correction"));
        });

        OnlyRefusals(visitor);
    }

    [Fact]
    public async Task Session_ExpiredInMidEdit_KeepsTheDraftAndSavesItAfterSigningInAgain()
    {
        await using var visitor = await Arrive("shebao-wa");
        var studio = new Studio(visitor);

        await visitor.Walk(async () =>
        {
            await studio.Open("village-demand");
            var step = await studio.InView();
            await visitor.Page.Context.ClearCookiesAsync();
            await visitor.Page.RouteAsync(Studio.IsSave, route => route.ContinueAsync(new() { Headers = route.Request.Headers.Append(new("authorization", "Bearer run-out")).GroupBy(header => header.Key).ToDictionary(group => group.Key, group => group.Last().Value) }));
            Assert.Equal(400, await StatusSeenByStudio(studio, () => studio.Move(step, 0, 45)));
            await studio.Bar.GetByText("登录已过期，这次修改还没有保存，已暂存在本机浏览器中").WaitForAsync();
            await studio.Shoot("designer-signed-out");
            var drawn = await studio.Height(step);

            await visitor.Page.UnrouteAsync(Studio.IsSave);
            var tab = await visitor.Page.Context.RunAndWaitForPageAsync(() => studio.Bar.GetByText("重新登录", new() { Exact = true }).ClickAsync());
            await tab.FillAsync("#user", "shebao-wa");
            await tab.FillAsync("#password", "taibaihu-2024");
            await tab.ClickAsync("form.stack button[type=submit]");
            await tab.Locator("header .who").First.WaitForAsync();
            await tab.CloseAsync();
            // Back on the tab: the page looks whether there is a session again.
            Assert.True((await studio.Saved(() => studio.Inner.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))"))).Ok);

            await Eventually(async () => await Height(visitor, step) == drawn, "what was kept is stored");
            await studio.Open("village-demand");
            Assert.Equal(drawn, await studio.Height(step));
            await Assertions.Expect(studio.Bar).ToBeHiddenAsync();
        });

        Assert.All(visitor.Faults, fault => Assert.Contains("401", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Save_WithTheServerAway_IsOfferedAtTheNextOpening()
    {
        await using var visitor = await Arrive("shebao-wa");
        var studio = new Studio(visitor);

        await visitor.Walk(async () =>
        {
            await studio.Open("round");
            var step = await studio.InView();
            await visitor.Page.RouteAsync(Studio.IsSave, route => route.AbortAsync());
            await studio.Move(step, 0, 45);
            await studio.Bar.GetByText("连接不上服务器，这次修改还没有保存").WaitForAsync();
            await studio.Messages.Filter(new() { HasText = "连接不上服务器，没有保存。" }).WaitForAsync();
            var drawn = await studio.Height(step);
            await visitor.Page.UnrouteAsync(Studio.IsSave);

            await studio.Open("round");
            Assert.NotEqual(drawn, await studio.Height(step));
            await studio.Bar.GetByText("未能保存的修改").WaitForAsync();
            await studio.Shoot("designer-offered");
            Assert.True((await studio.Saved(() => studio.Bar.GetByText("恢复并保存", new() { Exact = true }).ClickAsync())).Ok);
            await Eventually(async () => await Height(visitor, step) == drawn, "what was kept is stored");
            await studio.Open("round");
            Assert.Equal(drawn, await studio.Height(step));
            await Assertions.Expect(studio.Bar).ToBeHiddenAsync();
        });

        Assert.All(visitor.Faults, fault => Assert.Contains("ERR_FAILED", fault, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Retracting_AtOneClick_AsksFirst()
    {
        await using var visitor = await Arrive("shebao-wa");
        var studio = new Studio(visitor);
        var asked = new List<string>();
        visitor.Page.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Message);
            await dialog.DismissAsync();
        };

        await visitor.Walk(async () =>
        {
            await studio.Open("review-meeting");
            await studio.Frame.Locator("button:visible:has(path[d='M7 10l5 5 5-5z'])").First.ClickAsync();
            await studio.Frame.Locator(".mud-popover-open").GetByText("撤销发布").ClickAsync();
            await Eventually(() => asked.Count > 0, "it asks");
            await Task.Delay(1000);
        });

        Assert.StartsWith("撤销发布后，新的办理不能再用这个流程开始", Assert.Single(asked), StringComparison.Ordinal);
        Assert.Equal("review-meeting", (await Studio.Stored(visitor, "review-meeting", "Published"))["definitionId"]!.ToString());
        Assert.Empty(visitor.Faults);
    }

    private async Task<Visitor> Arrive(string account)
    {
        var visitor = await Visitor.Arrive(server);
        await visitor.Become(account);
        return visitor;
    }

    /// <summary>The page's script answers Studio 400 for what the server answered 401: Studio breaks on that.</summary>
    private static async Task<int> StatusSeenByStudio(Studio studio, Func<Task> act)
    {
        await studio.Inner.EvaluateAsync("() => { const inner = window.fetch; window.fetch = async (...args) => { const answer = await inner(...args); window.lastStatus = answer.status; return answer; }; window.lastStatus = 0; }");
        await studio.Saved(act);
        await studio.Messages.First.WaitForAsync();
        return await studio.Inner.EvaluateAsync<int>("() => window.lastStatus");
    }

    private static void OnlyRefusals(Visitor visitor) => Assert.All(visitor.Faults, fault => Assert.Contains("400", fault, StringComparison.Ordinal));

    private static async Task Eventually(Func<Task<bool>> isSo, string what)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await isSo())
                return;
            await Task.Delay(200);
        }

        Assert.Fail("In 20 s it did not come about: " + what);
    }

    private static Task Eventually(Func<bool> isSo, string what) => Eventually(() => Task.FromResult(isSo()), what);

    private static async Task<string> Kept(Visitor visitor, string definition) => await visitor.Page.EvaluateAsync<string>("id => localStorage.getItem('designer.unsaved.' + id) ?? ''", definition);

    /// <summary>Where the stored draft has the step.</summary>
    private static async Task<int> Height(Visitor visitor, string step) => HeightOf(await Studio.Stored(visitor, visitor.Page.Url.Split('/')[^1]), step);

    private static int HeightOf(JsonNode document, string step) => (int)Math.Round(double.Parse(Studio.Step(document, step)["metadata"]!["designer"]!["position"]!["y"]!.ToString(), CultureInfo.InvariantCulture));

    /// <summary>Without what says where it is drawn: Studio measures and names it.</summary>
    private static JsonObject Unplaced(JsonNode step)
    {
        var copy = step.DeepClone().AsObject();
        copy.Remove("metadata");
        return copy;
    }
}
