using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace WorkflowJobs.Server.Printing;

/// <summary>
/// A child process that typesets: a line of JSON in, a line out. Its environment is empty but for the path, its memory is bounded by the
/// operating system where that can (ulimit), its root is an empty folder of its own, and proxies that lead nowhere keep it off the network.
/// </summary>
internal sealed class PrinterProcess
{
    // Nobody listens on the discard port: whatever a template tries to load fails at once.
    private const string Nowhere = "http://127.0.0.1:9";

    private readonly Process process;
    private readonly DirectoryInfo root;

    private PrinterProcess(Process process, DirectoryInfo root) => (this.process, this.root) = (process, root);

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <exception cref="System.ComponentModel.Win32Exception">The program is not there.</exception>
    public static PrinterProcess Start(PrinterSettings settings)
    {
        var root = Directory.CreateTempSubdirectory("workflowjobs-printer-");
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = root.FullName,
        };
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        foreach (var name in (string[])["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"])
            start.Environment[name] = Nowhere;
        if (OperatingSystem.IsWindows())
        {
            start.FileName = settings.Node;
        }
        else
        {
            start.FileName = "/bin/sh";
            // A system that knows no such limit prints without it. An hour of processor time ends what outlived its server.
            foreach (var argument in (string[])["-c", "ulimit -v \"$1\" 2>/dev/null; ulimit -t 3600 2>/dev/null; shift; exec \"$@\"", "sh", settings.MemoryKiB.ToString(CultureInfo.InvariantCulture), settings.Node])
                start.ArgumentList.Add(argument);
        }

        foreach (var argument in Arguments(settings, root))
            start.ArgumentList.Add(argument);
        try
        {
            var process = Process.Start(start)!;
            // What it says there might repeat what was printed: it is read, so that it cannot block, and forgotten.
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            return new PrinterProcess(process, root);
        }
        catch
        {
            root.Delete();
            throw;
        }
    }

    /// <summary>The answer to a line; null when the process ended instead.</summary>
    public async Task<string?> Ask(string line, CancellationToken cancel)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(line.AsMemory(), cancel);
            await process.StandardInput.FlushAsync(cancel);
        }
        catch (IOException)
        {
            return null;
        }

        return await process.StandardOutput.ReadLineAsync(cancel);
    }

    /// <summary>Gives it some time to end by itself, then kills it; answers its exit code.</summary>
    public async Task<int> End(TimeSpan grace)
    {
        using var patience = new CancellationTokenSource(grace);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        var code = process.ExitCode;
        process.Dispose();
        root.Delete(recursive: true);
        return code;
    }

    private static IEnumerable<string> Arguments(PrinterSettings settings, DirectoryInfo root)
    {
        yield return "--max-old-space-size=256";
        yield return Path.Combine(settings.Files, "printer.mjs");
        yield return root.FullName;
        // The first folder that has a family wins.
        if (settings.Fonts is { } own)
            yield return Path.GetFullPath(own);
        yield return Path.Combine(settings.Files, "fonts");
    }
}
