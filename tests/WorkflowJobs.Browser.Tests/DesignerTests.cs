using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace WorkflowJobs.Browser.Tests;

/// <summary>Elsa Studio in our frame, as the workflow administrator sees it.</summary>
[Collection(nameof(OwnServer))]
public sealed class DesignerTests(DemoServer server)
{
    private const float Slow = Studio.Slow;

    /// <summary>English that may stay on the screens visited: names, types, ids and values of a process and its run, names of languages, and a name of Studio's that is read out only.</summary>
    private static readonly Regex Reviewed = new(
        @"^(Cron|MudFileUpload_Button|JavaScript|Liquid|(application|publicity|annual-demand)(-v\d+)?|(notice:)?([0-9a-fA-F]{10,32}|[0-9a-z]{20})(-\d+)?|[[{][\s\S]*[\]}]|(Workflow1:)?flow(:[a-z-]+)?|v_\w+|[a-z]+(-[a-z]+)+|(Elsa|WorkflowJobs)\.\w+|"
        + "[Pp]osting|(list|round|town)Id|xuzhuang|shiqiao|Submitted|Facts|Acceptance|Supplement|ReexaminationRequest|Reexamination|TownHandling|SupplementTown|"
        + "TownDecision|TownSign|DistrictCheck|DistrictComparison|DistrictApproval|Signing)$");

    [Fact]
    public async Task Application_OpenedInTheEditor_IsDrawnInChineseWithoutAnErrorOrAnOutsideRequest()
    {
        await using var visitor = await Visitor.Arrive(server);
        await visitor.Become("shebao-wa");
        var bytes = 0L;
        visitor.Page.Response += async (_, response) => bytes += (await response.Request.SizesAsync()).ResponseBodySize;

        var studio = new Studio(visitor);
        var cold = await Open(studio, "application");
        var coldBytes = bytes;
        var frame = studio.Frame;
        var steps = (await Studio.Stored(visitor, "application"))["root"]!["activities"]!.AsArray().Count;
        await Assertions.Expect(frame.Locator(".x6-node")).ToHaveCountAsync(steps, new() { Timeout = Slow });
        await Assertions.Expect(frame.Locator(".x6-edge").First).ToBeAttachedAsync(new() { Timeout = Slow });
        await frame.Locator(".mud-tab").Filter(new() { HasText = "变量" }).First.WaitForAsync();
        await studio.Shoot("designer-1366");
        var left = await studio.English();
        await frame.Locator(".mud-tab").Filter(new() { HasText = "变量" }).First.ClickAsync();
        await frame.GetByText("添加变量").ClickAsync();
        await frame.Locator(".mud-dialog").WaitForAsync();
        await studio.Shoot("designer-variable");
        left = [.. left, .. await studio.English()];
        bytes = 0;
        var warm = await Open(studio, "application");

        await File.WriteAllTextAsync(Path.Combine(DemoServer.Artifacts, "designer-measured.txt"),
            $"cold {cold.TotalSeconds:F1} s, {coldBytes} bytes; warm {warm.TotalSeconds:F1} s, {bytes} bytes\n");
        OnlyReviewed(left);
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task Words_OfTheEditorsDialogsAndTheViewer_AreChinese()
    {
        await using var visitor = await Visitor.Arrive(server);
        await visitor.Become("shebao-wa");
        var studio = new Studio(visitor);
        var left = new List<string>();
        await visitor.Walk(async () =>
        {
            await studio.Open("publicity");
            async Task Note(string? picture = null)
            {
                // Tabs and dialogs slide in, and words are swapped as they come.
                await Task.Delay(700);
                left.AddRange(await studio.English());
                if (picture is not null)
                    await studio.Shoot(picture);
            }

            async Task Dialog(string button)
            {
                await studio.Frame.Locator("button:visible").Filter(new() { HasText = button }).First.ClickAsync();
                await studio.Frame.Locator(".mud-dialog").WaitForAsync();
                await Note();
                await visitor.Page.Keyboard.PressAsync("Escape");
                await studio.Frame.Locator(".mud-dialog").WaitForAsync(new() { State = WaitForSelectorState.Detached });
            }

            await studio.Pick("posting");
            foreach (var tab in new[] { "输出", "通用", "信息", "输入/输出" })
            {
                await studio.Tab(tab);
                await Note();
            }

            await Dialog("添加输入");
            await Dialog("添加输出");
            await studio.Tab("变量");
            await Dialog("添加变量");
            await studio.Tab("版本历史");
            await Note();
            await studio.Frame.Locator("button:visible:has(path[d='M7 10l5 5 5-5z'])").First.ClickAsync();
            await Note("designer-menu");
            await studio.Frame.Locator(".mud-popover-open").GetByText("另存为").ClickAsync();
            await studio.Frame.Locator(".mud-dialog").WaitForAsync();
            await Note("designer-save-as");

            await visitor.Go("/admin/instances");
            var run = await visitor.Page.Locator("main table.list tbody tr").Filter(new() { HasText = "annual-demand" }).First.Locator("a").First.InnerTextAsync();
            await studio.Go("/admin/viewer/" + run);
            await studio.Frame.Locator(".mud-tab").Filter(new() { HasText = "运行记录" }).WaitForAsync();
            await Note("viewer-1366");
            // Elsa's own server has pages of logs; a link to them would lead nowhere here.
            await Assertions.Expect(studio.Frame.GetByText("结构化日志")).ToBeHiddenAsync();
            foreach (var tab in new[] { "调用层次", "运行记录", "执行", "活动", "详情", "故障", "变量", "输入/输出" })
            {
                await studio.Tab(tab);
                await Note();
            }

            var step = (await studio.Steps())[1];
            await studio.Show(step, 320, 300);
            await studio.Pick(step);
            await Note("viewer-step");
        });

        OnlyReviewed(left);
        Assert.Empty(visitor.Faults);
    }

    [Theory]
    [InlineData("objection")]
    [InlineData("application")]
    public async Task File_OpenedAndSavedUnchanged_IsTheSameButForTheSizeOfNodes(string definition)
    {
        await using var visitor = await Visitor.Arrive(server);
        await visitor.Become("shebao-wa");
        var studio = new Studio(visitor);
        await studio.Open(definition);
        var before = await Studio.Stored(visitor, definition);

        var saved = await studio.Saved(() => studio.Frame.Locator("button:has(path[d^='M17 3H5c-1.11'])").First.ClickAsync(new() { Timeout = Slow }));
        Assert.Equal(200, saved.Status);
        var after = await Studio.Stored(visitor, definition);

        Assert.Equal(Plain(before), Plain(after));
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task HumanTask_DraggedIn_IsSavedAsADraftByItself()
    {
        await using var visitor = await Visitor.Arrive(server);
        await visitor.Become("shebao-wa");
        var studio = new Studio(visitor);
        await studio.Open("publicity");
        var steps = (await Studio.Stored(visitor, "publicity"))["root"]!["activities"]!.AsArray().Count;
        var frame = studio.Frame;
        await frame.Locator(".mud-expand-panel-header").Filter(new() { HasText = "人工" }).ClickAsync();

        var saved = await studio.Saved(() => frame.Locator("[draggable=true]").Filter(new() { HasText = "人工任务" })
            .DragToAsync(frame.Locator(".x6-graph").First, new() { TargetPosition = new() { X = 260, Y = 60 } }));
        var answer = JsonNode.Parse(await saved.TextAsync())!["workflowDefinition"]!;
        await frame.Locator("label").Filter(new() { HasText = "任务名称 *" }).First.WaitForAsync(new() { Timeout = Slow });
        await studio.Shoot("designer-dragged");

        Assert.Equal(steps + 1, answer["root"]!["activities"]!.AsArray().Count);
        Assert.False(answer["isPublished"]!.GetValue<bool>());
        Assert.Empty(visitor.Faults);
    }

    private static void OnlyReviewed(IEnumerable<string> left)
    {
        var unseen = string.Join(" | ", left.Where(text => !Reviewed.IsMatch(text)).Distinct());
        Assert.True(unseen.Length == 0, unseen);
    }

    private static async Task<TimeSpan> Open(Studio studio, string definition)
    {
        var watch = Stopwatch.StartNew();
        await studio.Open(definition);
        return watch.Elapsed;
    }

    /// <summary>Without the fields that a save changes by itself: the version's id and number, and the sizes that Studio measures.</summary>
    private static string Plain(JsonObject document)
    {
        document.Remove("id");
        document.Remove("version");
        foreach (var step in document["root"]!["activities"]!.AsArray())
            (step!["metadata"]!["designer"] as JsonObject)?.Remove("size");
        return document.ToJsonString();
    }
}
