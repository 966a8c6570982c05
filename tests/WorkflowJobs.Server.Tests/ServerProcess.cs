using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WorkflowJobs.Server.Tests;

/// <summary>The server as a process of its own, so that it can be killed: nothing is flushed, stopped or said goodbye to.</summary>
public sealed class ServerProcess(TestData data, params string[] more) : ITestHost, IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(120);
    private Process? process;
    private readonly StringBuilder output = new();
    private HttpClient http = new();

    /// <summary>What it wrote to its console.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return output.ToString();
        }
    }

    public Api Anonymous => new(http, null);

    public Task<Api> As(string userName) => Api.SignIn(http, userName);

    public async Task Start()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "WorkflowJobs.Server.dll"), "--urls", address.ToString(), "--demo", "true" }.Concat(data.Options).Concat(more))
            start.ArgumentList.Add(argument);
        process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        process.OutputDataReceived += (_, line) =>
        {
            lock (output)
                output.AppendLine(line.Data);
        };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        http.Dispose();
        http = new HttpClient { BaseAddress = address };
        using var limit = new CancellationTokenSource(StartsWithin);
        while (!await Answers(limit.Token))
            await Task.Delay(50, limit.Token);
    }

    /// <summary>SIGKILL.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (process is not null)
            await Kill();
        await data.DisposeAsync();
    }

    private async Task<bool> Answers(CancellationToken cancel)
    {
        if (process!.HasExited)
            throw new InvalidOperationException("The server ended before it answered.");
        try
        {
            return (await http.GetAsync("/health", cancel)).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
