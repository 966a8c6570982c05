using System.Globalization;
using System.Runtime.InteropServices;
using WorkflowJobs.Benchmarks;

// ./bench [completions] [timers] [sizes] [inbox] [--database sqlite|postgresql] [--out FILE]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var wanted = args.TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToHashSet();
string? Option(string name) => Array.IndexOf(args, "--" + name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
string[] databases = Option("database") is { } one ? [one] : PostgreSqlServer.Address is null ? ["sqlite"] : ["sqlite", "postgresql"];
var report = new Report();
Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.FrameworkDescription}");

bool Wants(string group) => wanted.Count == 0 || wanted.Contains(group);
await Raw.Measure(report);
foreach (var database in databases)
{
    if (Wants("completions"))
        await Completions.Measure(report, database);
    if (Wants("timers"))
        await Timers.Measure(report, database);
}

if (Wants("sizes"))
    await Sizes.Measure(report);
if (Wants("inbox"))
    await Inbox.Measure(report);

if (Option("out") is { } file)
    await File.WriteAllTextAsync(file, report.Markdown());
