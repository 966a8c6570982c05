using System.Globalization;
using System.Runtime.InteropServices;
using WorkflowJobs.Benchmarks;

// ./bench [GROUP …] [--database sqlite|postgresql] [--out FILE] and the sizes below; the groups are listed in README.md
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["year", ..])
    return await WorkflowJobs.Benchmarks.Year.YearCommand.Run();
var wanted = args.TakeWhile(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToHashSet();
string? Option(string name) => Array.IndexOf(args, "--" + name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
int Number(string name, int usual) => Option(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
int[] Numbers(string name, params int[] usual) => Option(name) is { } text ? [.. text.Split(',').Select(one => int.Parse(one, CultureInfo.InvariantCulture))] : usual;
string[] databases = Option("database") is { } one ? [one] : PostgreSqlServer.Address is null ? ["sqlite"] : ["sqlite", "postgresql"];
var report = new Report();
Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, {RuntimeInformation.FrameworkDescription}");

await Raw.Measure(report);
foreach (var database in databases)
    foreach (var (group, measure) in new (string, Func<Task>)[]
    {
        ("completions", () => Completions.Measure(report, database)),
        ("timers", () => Timers.Measure(report, database)),
        ("http", () => OverHttp.Completions(report, database)),
        ("inbox", () => Inbox.Measure(report, database, Numbers("open", 10_000, 100_000, 1_000_000), Number("closed", 0))),
        ("reads", () => OverHttp.Reads(report, database, Number("reads", 10_000))),
        ("lateness", () => Timers.Lateness(report, database)),
        ("burst", () => Timers.Burst(report, database, Number("due", 100_000))),
        ("cold", () => OverHttp.ColdStart(report, database, Number("instances", 100_000))),
        ("versions", () => Growth.OverVersions(report, database)),
        ("instances", () => Growth.OverInstances(report, database, Numbers("grow", 1_000, 10_000, 100_000, 1_000_000))),
        ("churn", () => OverHttp.Churn(report, database, TimeSpan.FromSeconds(Number("seconds", 180)))),
        ("sizes", () => database == "sqlite" ? Sizes.Measure(report) : Task.CompletedTask),
    })
        if (wanted.Count == 0 || wanted.Contains(group))
            await measure();

if (Option("out") is { } file)
    await File.WriteAllTextAsync(file, report.Markdown());
return 0;
