using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using WorkflowJobs.Server.Tests;

namespace WorkflowJobs.Benchmarks.Year;

/// <summary>The server in demo mode, as a process of its own on a free loopback port and on empty data; deleted with it.</summary>
internal sealed class YearServer : ITestHost, IAsyncDisposable
{
    private readonly string data = Path.Combine(Path.GetTempPath(), "workflowjobs-year-" + Guid.NewGuid().ToString("N"));
    private readonly ConcurrentDictionary<string, Task<Api>> signedIn = new();
    private readonly HttpClient http;
    private readonly Process process;
    private readonly ConcurrentQueue<string> log = new();

    private YearServer()
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(30) };
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "WorkflowJobs.Server.dll"), "--urls", address, "--demo", "true", "--data", data })
            start.ArgumentList.Add(argument);
        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.OutputDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Api Anonymous => new(http, null);

    /// <summary>Its last lines, for a walk that broke.</summary>
    public string Log => string.Join('\n', log.TakeLast(40));

    public static async Task<YearServer> Start()
    {
        var server = new YearServer();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            try
            {
                if ((await server.http.GetAsync(new Uri("/health", UriKind.Relative), limit.Token)).StatusCode == HttpStatusCode.OK)
                    return server;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            if (server.process.HasExited || limit.IsCancellationRequested)
                throw new InvalidOperationException("The server did not start:\n" + server.Log);
            await Task.Delay(200, CancellationToken.None);
        }
    }

    public Task<Api> As(string userName) => signedIn.GetOrAdd(userName, name => Api.SignIn(http, name));

    /// <summary>Sets the clock and signs everybody in anew: tokens are short, and the year is long.</summary>
    public async Task At(string local)
    {
        await Anonymous.SetClock(local);
        signedIn.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        if (Directory.Exists(data))
            Directory.Delete(data, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
