using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using WorkflowJobs.Browser.Tests;

[assembly: AssemblyFixture(typeof(DemoServer))]

namespace WorkflowJobs.Browser.Tests;

/// <summary>The server as <c>./run</c> starts it: a process of its own, in demo mode, on a free loopback port, on empty data. And one browser for all visitors.</summary>
public sealed class DemoServer : IAsyncLifetime
{
    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(120);

    private readonly string _data = Path.Combine(Path.GetTempPath(), "workflowjobs-browser-" + Guid.NewGuid().ToString("N"));
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address { get; private set; } = "";

    public string DatabaseFile => Path.Combine(_data, "workflowjobs.db");

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser is not started.");

    /// <summary>Screenshots go here; git does not look.</summary>
    public static string Artifacts { get; } = Directory.CreateDirectory(Path.Combine(Root(), "artifacts")).FullName;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });
        Address = $"http://127.0.0.1:{FreePort()}";
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var server = Path.Combine(Root(), "src", "WorkflowJobs.Server", "bin", output.Parent!.Name, output.Name, "WorkflowJobs.Server.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { server, "--urls", Address, "--demo", "true", "--data", _data })
            start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var log = new List<string>();
        _process.OutputDataReceived += (_, line) => { lock (log) log.Add(line.Data ?? ""); };
        _process.ErrorDataReceived += (_, line) => { lock (log) log.Add(line.Data ?? ""); };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var http = new HttpClient();
        using var limit = new CancellationTokenSource(StartsWithin);
        while (true)
        {
            try
            {
                if ((await http.GetAsync(new Uri(Address + "/health"), limit.Token)).StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            if (_process.HasExited || limit.IsCancellationRequested)
                throw new InvalidOperationException("The server did not start:\n" + string.Join('\n', log));
            await Task.Delay(200, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "WorkflowJobs.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The repository was not found above the tests.");
    }
}
