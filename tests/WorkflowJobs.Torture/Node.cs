using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WorkflowJobs.Torture;

/// <summary>A server as a process of its own, on a site's data: to be killed.</summary>
public sealed class Node(Site site) : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(120);
    private readonly List<string> output = [];
    private Process? process;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public bool IsRunning => process is { HasExited: false };

    /// <summary>Time that processors spent on the process; 0 when none runs.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            if (!IsRunning)
                return TimeSpan.Zero;
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Memory of the process that is resident; 0 when none runs.</summary>
    public long ResidentBytes
    {
        get
        {
            if (!IsRunning)
                return 0;
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>What the last process wrote: warnings and worse.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    /// <summary>Starts the process; it answers some time later.</summary>
    public void Launch()
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        string[] arguments = ["--urls", Address.ToString(), "--data", site.Folder, "--workflows", Path.Combine(site.Folder, "workflows"), "--Logging:LogLevel:Default", "Warning"];
        process = Start(site.Connection is { } connection ? [.. arguments, "--postgres", connection] : arguments);
        lock (output)
            output.Clear();
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Until it answers.</summary>
    public async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Address };
        using var limit = new CancellationTokenSource(StartsWithin);
        while (true)
        {
            if (!IsRunning)
                throw new InvalidOperationException("The server ended before it answered:\n" + Output);
            try
            {
                if ((await http.GetAsync("/health/live", limit.Token)).StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>SIGKILL: nothing is flushed, stopped or said goodbye to.</summary>
    public async Task Kill()
    {
        if (process is null)
            return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>The command <c>verify</c> in a process of its own: chains, heads, missing streams and signed anchors. Null when all is sound.</summary>
    public static async Task<string?> Verify(Site site)
    {
        string[] arguments = ["verify", "--data", site.Folder];
        using var verify = Start(site.Connection is { } connection ? [.. arguments, "--postgres", connection] : arguments);
        var text = verify.StandardOutput.ReadToEndAsync();
        var errors = verify.StandardError.ReadToEndAsync();
        await verify.WaitForExitAsync();
        return verify.ExitCode == 0 ? null : $"verify ends with {verify.ExitCode}: {await text}{await errors}";
    }

    public async ValueTask DisposeAsync() => await Kill();

    private static Process Start(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Path.Combine(Environment.GetEnvironmentVariable("WORKFLOWJOBS_SERVER") ?? AppContext.BaseDirectory, "WorkflowJobs.Server.dll")))
            start.ArgumentList.Add(argument);
        start.Environment["WORKFLOWJOBS_MASTER_KEY"] = Site.MasterKeyText;
        start.Environment["WORKFLOWJOBS_SIGNING_KEY"] = Site.SigningKeyText;
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (output)
            if (line.Data is { } text && output.Count < 200)
                output.Add(text);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
