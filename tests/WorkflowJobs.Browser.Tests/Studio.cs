using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace WorkflowJobs.Browser.Tests;

/// <summary>Elsa Studio in its frame, handled as a person does: with a mouse at places on the screen, and by the words that stand there.</summary>
internal sealed class Studio(Visitor visitor)
{
    /// <summary>Starting WebAssembly beside other servers and browsers on two cores.</summary>
    public const float Slow = 120_000;

    private const string Cloud = "path[d^='M19.35 10.04']";

    public IFrameLocator Frame { get; } = visitor.Page.FrameLocator("iframe.designer");

    /// <summary>The frame's document, for what only a script can tell: where on the screen a dot or a line is.</summary>
    public IFrame Inner => visitor.Page.Frames.First(frame => frame.Url.Contains("/designer?", StringComparison.Ordinal));

    /// <summary>Error and success messages on the screen.</summary>
    public ILocator Messages => Frame.Locator(".mud-snackbar");

    /// <summary>Our own bar above Studio: what was not saved, and what can be done about it.</summary>
    public ILocator Bar => Frame.Locator("#designer-bar");

    public Task Open(string definition) => Go("/admin/designer/" + definition);

    public async Task Go(string path)
    {
        await visitor.Go(path);
        await Frame.Locator(".x6-node").First.WaitForAsync(new() { Timeout = Slow });
        await Frame.Locator(".x6-edge").First.WaitForAsync(new() { State = WaitForSelectorState.Attached, Timeout = Slow });
        await Inner.EvaluateAsync(Geometry);
    }

    /// <summary>Does what makes Studio save, and answers what the server said.</summary>
    public async Task<IResponse> Saved(Func<Task> act) => await visitor.Page.RunAndWaitForResponseAsync(act, IsSave, new() { Timeout = Slow });

    public static bool IsSave(IResponse answer) => answer.Request.Method == "POST" && answer.Url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal);

    public static bool IsSave(string url) => url.EndsWith("/elsa/api/workflow-definitions", StringComparison.Ordinal);

    public Task<IResponse> Publish() => visitor.Page.RunAndWaitForResponseAsync(
        () => Frame.Locator($"button:visible:has({Cloud})").First.ClickAsync(), answer => IsSave(answer) && Posted(answer)["publish"]?.GetValue<bool>() == true, new() { Timeout = Slow });

    public async Task<string[]> Steps() => await Inner.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.x6-node')].map(node => node.dataset.cellId)");

    /// <summary>A step that stands in view, and could be dragged.</summary>
    public Task<string> InView() => Inner.EvaluateAsync<string>("() => places.inView()");

    /// <summary>Moves the drawing until the step stands there, a stretch at a time.</summary>
    public async Task Show(string step, float x, float y)
    {
        for (var stretch = 0; stretch < 40; stretch++)
        {
            var at = await Place(step);
            var (dx, dy) = (Math.Clamp(x - at[0], -300, 300), Math.Clamp(y - at[1], -200, 200));
            if (Math.Abs(dx) + Math.Abs(dy) < 20)
                return;
            var from = await Inner.EvaluateAsync<float[]>("() => places.blank()");
            await Drag(from[0], from[1], from[0] + dx, from[1] + dy);
        }

        Assert.Fail($"{step} does not come into view.");
    }

    /// <summary>Drags an activity of the palette onto the drawing, beside a step; answers the new step's id.</summary>
    public async Task<string> Drop(string category, string activity, string beside, float dx, float dy)
    {
        var before = await Steps();
        await Frame.Locator(".mud-expand-panel-header").Filter(new() { HasText = category }).ClickAsync();
        var graph = (await Frame.Locator(".x6-graph").First.BoundingBoxAsync())!;
        var at = await Place(beside);
        await Saved(() => Frame.Locator("[draggable=true]").Filter(new() { HasText = activity }).DragToAsync(
            Frame.Locator(".x6-graph").First, new() { TargetPosition = new() { X = at[0] + dx - graph.X, Y = at[1] + dy - graph.Y } }));
        return Assert.Single((await Steps()).Except(before));
    }

    /// <summary>Moves a step by so much; Studio saves by itself.</summary>
    public async Task Move(string step, float dx, float dy)
    {
        var at = await Place(step);
        await Drag(at[0] + 90, at[1] + 20, at[0] + 90 + dx, at[1] + 20 + dy);
    }

    /// <summary>How far down the drawing the step stands, in the drawing's own units.</summary>
    public Task<int> Height(string step) => Inner.EvaluateAsync<int>(
        """step => Math.round(Number(/translate\([^,]+,([^)]+)\)/.exec(document.querySelector(`.x6-node[data-cell-id="${step}"]`).getAttribute('transform'))[1]))""", step);

    public async Task Pick(string step)
    {
        var at = await Place(step);
        await visitor.Page.Mouse.ClickAsync(at[0] + 90, at[1] + 20);
    }

    /// <summary>Opens a tab by its words; some stand beyond the edge of their strip.</summary>
    public Task Tab(string words) => Frame.Locator(".mud-tab:not(.designer-hidden)").Filter(new() { HasTextRegex = new($@"^\s*{words}\s*\d*\s*$") }).Last.DispatchEventAsync("click");

    /// <summary>
    /// Fills a field in. Studio builds the panel of a new step anew while the server's options come in, and what was typed in between vanishes before
    /// one's eyes; so one looks, and types it again.
    /// </summary>
    public async Task Fill(string label, string text)
    {
        var field = Input(label).Locator("input, textarea").First;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Saved(async () =>
            {
                await field.FillAsync(text);
                await visitor.Page.Keyboard.PressAsync("Tab");
            });
            await Task.Delay(1500);
            if (await field.InputValueAsync() == text)
                return;
        }

        Assert.Fail($"{label} does not keep what is typed.");
    }

    /// <summary>Chooses by its words from a drop-down that the server fills.</summary>
    public Task<IResponse> Choose(string label, string words) => Saved(async () =>
    {
        await Input(label).First.ClickAsync();
        await Frame.Locator(".mud-popover-open").GetByText(words, new() { Exact = true }).First.ClickAsync();
    });

    public ILocator Input(string label) => Frame.Locator(".mud-input-control").Filter(new() { Has = visitor.Page.Locator("label").Filter(new() { HasTextRegex = new($@"^{label}( \*)?$") }) });

    /// <summary>Draws a line from dot to dot, and waits until it is saved: Studio's document follows its drawing a little later.</summary>
    public async Task Connect(string from, string port, string to)
    {
        var (a, b) = (await Dot(from, port), await Dot(to, "In"));
        await visitor.Page.RunAndWaitForResponseAsync(() => Drag(a[0], a[1], b[0], b[1]), answer => IsSave(answer) && Posted(answer)["model"]!["root"]!["connections"]!.AsArray().Any(line =>
            line!["source"]!["activity"]!.ToString() == from && line["source"]!["port"]!.ToString().StartsWith(port, StringComparison.Ordinal) && line["target"]!["activity"]!.ToString() == to), new() { Timeout = Slow });
        Assert.True(await Becomes(from, port, to, isConnected: true), $"No line came from {from} {port} to {to}.");
    }

    public async Task Disconnect(string from, string port, string to)
    {
        // The drawing may still be settling under the first click.
        for (var attempt = 0; attempt < 3 && await Line(from, port, to) is { } middle; attempt++)
        {
            await visitor.Page.Mouse.ClickAsync(middle[0], middle[1]);
            await visitor.Page.Keyboard.PressAsync("Delete");
            if (await Becomes(from, port, to, isConnected: false))
                return;
        }

        Assert.Fail($"The line from {from} {port} to {to} is not there, or stays.");
    }

    /// <summary>The stored document, by the page's own session.</summary>
    public static async Task<JsonObject> Stored(Visitor visitor, string definition, string version = "Latest") => JsonNode.Parse(await visitor.Page.EvaluateAsync<string>("""
        async ([id, version]) => {
          const { accessToken } = await (await fetch('/api/auth/page-token', { method: 'POST' })).json();
          const answer = await fetch(`/elsa/api/workflow-definitions/${id}/export?versionOptions=${version}`, { headers: { Authorization: 'Bearer ' + accessToken } });
          return answer.text();
        }
        """, new[] { definition, version }))!.AsObject();

    public static JsonNode Step(JsonNode document, string id) => document["root"]!["activities"]!.AsArray().Single(step => step!["id"]!.ToString() == id)!;

    /// <summary>Words without a Chinese character, outside the drawing and the code editor.</summary>
    public Task<string[]> English() => Inner.EvaluateAsync<string[]>("""
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

    public Task Shoot(string name) => visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(DemoServer.Artifacts, name + ".png") });

    private static JsonNode Posted(IResponse answer) => JsonNode.Parse(answer.Request.PostData!)!;

    private Task<float[]?> Line(string from, string port, string to) => Inner.EvaluateAsync<float[]?>("args => places.line(...args)", new[] { from, port, to });

    private async Task<bool> Becomes(string from, string port, string to, bool isConnected)
    {
        for (var i = 0; i < 20; i++)
        {
            if (await Line(from, port, to) is not null == isConnected)
                return true;
            await Task.Delay(200);
        }

        return false;
    }

    private Task<float[]> Place(string step) => Inner.EvaluateAsync<float[]>("step => places.step(step)", step);

    private Task<float[]> Dot(string step, string port) => Inner.EvaluateAsync<float[]>("args => places.dot(...args)", new[] { step, port });

    private async Task Drag(float fromX, float fromY, float toX, float toY)
    {
        var mouse = visitor.Page.Mouse;
        await mouse.MoveAsync(fromX, fromY);
        await mouse.DownAsync();
        await mouse.MoveAsync(fromX + 5, fromY + 5);
        await mouse.MoveAsync(toX, toY, new() { Steps = 12 });
        await Task.Delay(100);
        await mouse.UpAsync();
    }

    /// <summary>Places of steps, dots and lines on the whole page; a typed outcome's dot is found by the key with which its text begins.</summary>
    private const string Geometry = """
        () => {
          const own = selector => document.querySelector(selector);
          const page = (x, y) => { const frame = window.frameElement.getBoundingClientRect(); return [frame.x + x, frame.y + y]; };
          const dot = (step, port) => { const r = own(`.x6-node[data-cell-id="${step}"] [port^="${port}"] circle`).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; };
          window.places = {
            step: step => { const r = own(`.x6-node[data-cell-id="${step}"]`).getBoundingClientRect(); return page(r.x, r.y); },
            dot: (step, port) => page(...dot(step, port)),
            line: (from, port, to) => {
              const ends = [dot(from, port), dot(to, 'In')];
              for (const path of document.querySelectorAll('.x6-edge > path:first-child')) {
                const on = part => { const p = path.getPointAtLength(path.getTotalLength() * part).matrixTransform(path.getScreenCTM()); return [p.x, p.y]; };
                const near = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]) < 16;
                if (near(on(0), ends[0]) && near(on(1), ends[1])) return page(...on(0.5));
              }
              return null;
            },
            inView: () => {
              const seen = [...document.querySelectorAll('.x6-node')].filter(node => { const r = node.getBoundingClientRect(); return document.elementFromPoint(r.x + 90, r.y + 20)?.closest('.x6-node') === node; });
              const hasRoom = node => { const r = node.getBoundingClientRect(); return document.elementFromPoint(r.x + 90, r.y + 110)?.closest('.x6-graph'); };
              return (seen.find(hasRoom) ?? seen[0]).dataset.cellId;
            },
            blank: () => {
              const graph = own('.x6-graph').getBoundingClientRect();
              for (let y = graph.y + 40; y < graph.y + 320; y += 13)
                for (let x = graph.x + 40; x < graph.right - 40; x += 17) {
                  const hit = document.elementFromPoint(x, y);
                  if (hit?.closest('.x6-graph') && !hit.closest('.x6-cell')) return page(x, y);
                }
              return null;
            },
          };
        }
        """;
}
