using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace WorkflowJobs.Browser.Tests;

/// <summary>Somebody before a browser. Notes whatever should not happen: an error on the console, a request to elsewhere, a failed answer.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _address;
    private readonly List<string> _faults = [];
    private int _shots;

    private Visitor(IBrowserContext context, IPage page, string address)
    {
        (_context, Page, _address) = (context, page, address);
        page.Console += (_, message) => Note(message.Type is "error", $"console on {page.Url}: {message.Text}");
        page.PageError += (_, error) => Note(true, $"script error on {page.Url}: {error}");
        page.Request += (_, request) => Note(!IsOurs(request.Url), $"request to elsewhere: {request.Url}");
        page.Response += (_, response) => Note(response.Status >= 400, $"{response.Status} for {response.Url}");
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_faults)
                return [.. _faults];
        }
    }

    public static async Task<Visitor> Arrive(DemoServer server)
    {
        var context = await server.Browser.NewContextAsync(new() { Locale = "zh-CN", ViewportSize = new() { Width = 1366, Height = 768 } });
        context.SetDefaultTimeout(30_000);
        return new Visitor(context, await context.NewPageAsync(), server.Address);
    }

    public async Task Go(string path)
    {
        await Page.GotoAsync(_address + path);
        await Page.Locator("main h1").First.WaitForAsync();
    }

    /// <summary>Signs in with name and password.</summary>
    public async Task SignIn(string user, string password)
    {
        await Go("/sign-in");
        await Page.FillAsync("#user", user);
        await Page.FillAsync("#password", password);
        await Page.ClickAsync("form.stack button[type=submit]");
        await Page.Locator("header .who, .public-bar").First.WaitForAsync();
        await Page.Locator("main h1").First.WaitForAsync();
    }

    public async Task SignOut()
    {
        await Page.ClickAsync("form[action='/sign-out'] button");
        await Page.Locator(".public-bar").WaitForAsync();
    }

    /// <summary>The switcher of the demo banner.</summary>
    public async Task Become(string account)
    {
        await Go("/sign-in");
        await Page.ClickAsync(".demo summary");
        await Page.SelectOptionAsync(".demo select[name=account]", "demo-" + account);
        await Page.ClickAsync(".demo form[action='/demo/account'] button");
        await Page.Locator("#side-nav a").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>Sets the demo clock (Shanghai); what is due has happened when the page is back.</summary>
    public async Task SetClock(string localTime)
    {
        await Go("/");
        await Page.ClickAsync(".demo summary");
        await Page.FillAsync(".demo input[name=now]", localTime);
        await Page.ClickAsync(".demo form[action='/demo/clock'] button:not([name])");
        // The answer comes when everything due has fired; leaving earlier would call it off.
        await Page.Locator("time[data-demo-now], .demo-message").Filter(new() { HasTextRegex = new(Regex.Escape(localTime.Replace('T', ' ')) + "|。") }).First.WaitForAsync();
        Assert.Empty(await Page.Locator(".demo-message").AllInnerTextsAsync());
    }

    /// <summary>Opens the first task of the inbox with this title.</summary>
    public async Task OpenTask(string title, string about = "")
    {
        await Go("/inbox");
        await Page.Locator(".loading").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        var row = Page.Locator("table.list tbody tr").Filter(new() { HasText = title }).Filter(new() { HasText = about }).First;
        await Page.Locator("table.list tbody tr, .empty").First.WaitForAsync();
        if (await row.CountAsync() == 0)
            Assert.Fail($"“{title}” {about} is not in the inbox, where stands: {await Page.Locator("main").InnerTextAsync()}");
        await row.Locator("a").First.ClickAsync();
        await Page.Locator(".actions").WaitForAsync();
    }

    /// <summary>Ends the task; whatever the server refuses fails the test with its words.</summary>
    public async Task EndTask(string button)
    {
        await Press(button);
        await Page.WaitForFunctionAsync("() => !location.pathname.startsWith('/tasks/') || document.querySelector('.refusal')");
        Assert.Empty(await Page.Locator(".refusal").AllInnerTextsAsync());
        await Page.Locator("main h1").First.WaitForAsync();
    }

    public Task Press(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).First.ClickAsync();

    public ILocator Field(string path) => Page.Locator("#" + "f-" + string.Concat(path.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')));

    public async Task Fill(string path, string value)
    {
        await Field(path).FillAsync(value);
        await Field(path).BlurAsync();
    }

    public Task Select(string path, string value) => Field(path).SelectOptionAsync(value);

    /// <summary>Ticks a radio button or box of a field by its words.</summary>
    public Task Choose(string path, string words) => Field(path).GetByText(words, new() { Exact = true }).ClickAsync();

    public async Task Attach(string path)
    {
        await Field(path).Locator("input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "page.png", MimeType = "image/png", Buffer = SmallPng.Bytes });
        await Field(path).Locator(".files li").First.WaitForAsync();
    }

    /// <summary>Hands a JSON file to the page's import.</summary>
    public Task Import(string json) =>
        Page.Locator("label.upload input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "file.json", MimeType = "application/json", Buffer = Encoding.UTF8.GetBytes(json) });

    /// <summary>The page as it stands, wide and at 360 px; nothing may need scrolling sideways.</summary>
    public async Task Shoot(string name)
    {
        var before = Page.ViewportSize;
        var number = (++_shots).ToString("00", System.Globalization.CultureInfo.InvariantCulture);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(DemoServer.Artifacts, $"{number}-{name}.png") });
        await Page.SetViewportSizeAsync(360, 740);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(DemoServer.Artifacts, $"{number}-{name}-360.png") });
        var tooWide = await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
        await Page.SetViewportSizeAsync(before?.Width ?? 1366, before?.Height ?? 768);
        Assert.True(tooWide <= 0, $"{name} is {tooWide} px too wide at 360 px.");
    }

    /// <summary>Chinese words where the page itself speaks, not the data: menu, headings below the first, which may be a name, buttons, labels.</summary>
    public Task<string[]> ChineseChrome() => Page.EvaluateAsync<string[]>("""
        () => [...document.querySelectorAll('header, nav, footer, h2, h3, button, a.primary, a.secondary, th, td[data-label], legend, label, summary, dt, .lead, .help, .empty, .muted, .tag')]
            .filter(e => !e.closest('.demo, [lang=zh-CN], .who-name'))
            .map(e => { const own = e.cloneNode(true); own.querySelectorAll('select, [lang=zh-CN], .who-name, strong, code, .muted, .row > a').forEach(x => x.remove());
                return (e.tagName === 'TD' ? e.dataset.label : own.textContent).trim(); })
            .filter(text => /[\u4e00-\u9fff]/.test(text))
        """);

    /// <summary>Does what is told; where it gets stuck, says what stood on the page.</summary>
    public async Task Walk(Func<Task> way)
    {
        try
        {
            await way();
        }
        catch (Exception stuck) when (stuck is TimeoutException or PlaywrightException)
        {
            Assert.Fail($"Stuck at {Page.Url}: {stuck.Message}\n{string.Join('\n', Faults)}\n{await Page.Locator("body").InnerTextAsync()}");
        }
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private bool IsOurs(string url) => url.StartsWith(_address, StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal);

    private void Note(bool isFault, string text)
    {
        if (!isFault)
            return;
        lock (_faults)
            _faults.Add(text);
    }
}
