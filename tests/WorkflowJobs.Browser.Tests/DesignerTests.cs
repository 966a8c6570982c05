using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace WorkflowJobs.Browser.Tests;

/// <summary>Elsa Studio in our frame, as the workflow administrator sees it.</summary>
[Collection(nameof(OwnServer))]
public sealed class DesignerTests(DemoServer server)
{
    /// <summary>Starting WebAssembly beside other servers and browsers on two cores.</summary>
    private const float Slow = 120_000;

    /// <summary>English that may stay on the screens visited: names and ids that administrators gave, and a name of Studio's that is read out only.</summary>
    private static readonly Regex Reviewed = new(
        @"^(Cron|MudFileUpload_Button|application(-v\d+)?|[0-9a-f]{10,16}|Submitted|Facts|Acceptance|Supplement|ReexaminationRequest|Reexamination|TownHandling|SupplementTown|"
        + "TownDecision|DistrictComparison|DistrictApproval|Signing)$");

    [Fact]
    public async Task Application_OpenedInTheEditor_IsDrawnInChineseWithoutAnErrorOrAnOutsideRequest()
    {
        await using var visitor = await Visitor.Arrive(server);
        await visitor.Become("shebao-wa");
        var bytes = 0L;
        visitor.Page.Response += async (_, response) => bytes += (await response.Request.SizesAsync()).ResponseBodySize;

        var cold = await Open(visitor, "application");
        var coldBytes = bytes;
        var frame = Frame(visitor);
        await Assertions.Expect(frame.Locator(".x6-node")).ToHaveCountAsync(80, new() { Timeout = Slow });
        await Assertions.Expect(frame.Locator(".x6-edge").First).ToBeAttachedAsync(new() { Timeout = Slow });
        await frame.Locator(".mud-tab").Filter(new() { HasText = "变量" }).First.WaitForAsync();
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(DemoServer.Artifacts, "designer-1366.png") });
        var left = await English(visitor);
        await frame.Locator(".mud-tab").Filter(new() { HasText = "变量" }).First.ClickAsync();
        await frame.GetByText("添加变量").ClickAsync();
        await frame.Locator(".mud-dialog").WaitForAsync();
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(DemoServer.Artifacts, "designer-variable.png") });
        left = [.. left, .. await English(visitor)];
        bytes = 0;
        var warm = await Open(visitor, "application");

        await File.WriteAllTextAsync(Path.Combine(DemoServer.Artifacts, "designer-measured.txt"),
            $"cold {cold.TotalSeconds:F1} s, {coldBytes} bytes; warm {warm.TotalSeconds:F1} s, {bytes} bytes\n");
        Assert.Empty(left.Where(text => !Reviewed.IsMatch(text)).Distinct());
        Assert.Empty(visitor.Faults);
    }

    [Theory]
    [InlineData("objection")]
    [InlineData("application")]
    public async Task File_OpenedAndSavedUnchanged_IsTheSameButForTheSizeOfNodes(string definition)
    {
        await using var visitor = await Visitor.Arrive(server);
        await visitor.Become("shebao-wa");
        await Open(visitor, definition);
        var before = await Export(visitor, definition);

        var saved = visitor.Page.WaitForResponseAsync(answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal), new() { Timeout = Slow });
        await Frame(visitor).Locator("button:has(path[d^='M17 3H5c-1.11'])").First.ClickAsync(new() { Timeout = Slow });
        Assert.Equal(200, (await saved).Status);
        var after = await Export(visitor, definition);

        Assert.Equal(Plain(before), Plain(after));
        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task HumanTask_DraggedIn_IsSavedAsADraftByItself()
    {
        await using var visitor = await Visitor.Arrive(server);
        await visitor.Become("shebao-wa");
        await Open(visitor, "publicity");
        var frame = Frame(visitor);
        await frame.Locator(".mud-expand-panel-header").Filter(new() { HasText = "人工" }).ClickAsync();

        var saved = visitor.Page.WaitForResponseAsync(answer => answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal), new() { Timeout = Slow });
        await frame.Locator("[draggable=true]").Filter(new() { HasText = "人工任务" }).DragToAsync(frame.Locator(".x6-graph").First, new() { TargetPosition = new() { X = 260, Y = 60 } });
        var answer = JsonNode.Parse(await (await saved).TextAsync())!["workflowDefinition"]!;
        await frame.Locator("label").Filter(new() { HasText = "任务名称 *" }).First.WaitForAsync(new() { Timeout = Slow });
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(DemoServer.Artifacts, "designer-dragged.png") });

        Assert.Equal(8, answer["root"]!["activities"]!.AsArray().Count);
        Assert.False(answer["isPublished"]!.GetValue<bool>());
        Assert.Empty(visitor.Faults);
    }

    private static IFrameLocator Frame(Visitor visitor) => visitor.Page.FrameLocator("iframe.designer");

    private static async Task<TimeSpan> Open(Visitor visitor, string definition)
    {
        var watch = Stopwatch.StartNew();
        await visitor.Go("/admin/designer/" + definition);
        await Frame(visitor).Locator(".x6-node").First.WaitForAsync(new() { Timeout = Slow });
        return watch.Elapsed;
    }

    /// <summary>The stored document, by the page's own session.</summary>
    private static Task<string> Export(Visitor visitor, string definition) => visitor.Page.EvaluateAsync<string>("""
        async id => {
          const { accessToken } = await (await fetch('/api/auth/page-token', { method: 'POST' })).json();
          const answer = await fetch(`/elsa/api/workflow-definitions/${id}/export?versionOptions=Latest`, { headers: { Authorization: 'Bearer ' + accessToken } });
          return answer.text();
        }
        """, definition);

    /// <summary>Without the fields that a save changes by itself: the version's id and number, and the sizes that Studio measures.</summary>
    private static string Plain(string json)
    {
        var document = JsonNode.Parse(json)!.AsObject();
        document.Remove("id");
        document.Remove("version");
        foreach (var step in document["root"]!["activities"]!.AsArray())
            (step!["metadata"]!["designer"] as JsonObject)?.Remove("size");
        return document.ToJsonString();
    }

    /// <summary>Words without a Chinese character, outside the drawing and the code editor.</summary>
    private static async Task<string[]> English(Visitor visitor)
    {
        var frame = visitor.Page.Frames.First(frame => frame.Url.Contains("/designer", StringComparison.Ordinal) && frame != visitor.Page.MainFrame);
        return await frame.EvaluateAsync<string[]>("""
            () => {
              const found = new Set(), skip = '.monaco-editor, .x6-graph, script, style, .designer-hidden';
              const take = text => { text = (text ?? '').trim(); if (/[A-Za-z]{2}/.test(text) && !/[\u4e00-\u9fff]/.test(text)) found.add(text); };
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(skip)) take(walker.currentNode.data);
              for (const e of document.querySelectorAll('input[readonly], [title], [placeholder], [aria-label]'))
                if (!e.closest(skip)) for (const text of [e.readOnly ? e.value : '', e.title, e.placeholder, e.getAttribute('aria-label')]) take(text);
              return [...found];
            }
            """);
    }
}
