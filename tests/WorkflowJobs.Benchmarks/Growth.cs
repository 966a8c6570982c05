using System.Diagnostics;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Benchmarks;

/// <summary>Whether a completion, and the first run of a version, take as long with many versions and instances as with few (in process).</summary>
internal static class Growth
{
    private const int Versions = 200;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);

    public static async Task OverVersions(Report report, string database)
    {
        await using var stage = await Stage.Open(database);
        await Some(stage);
        await Completions(report, stage, $"{database}: 1 version");
        var firsts = new List<double>();
        for (var version = 2; version <= Versions; version++)
        {
            await stage.Publish(Flows.Row(Stage.Flow, 8));
            var watch = Stopwatch.StartNew();
            await stage.Start();
            firsts.Add(watch.Elapsed.TotalMilliseconds);
        }

        report.Add($"{database}: first run of a new version: p50 of {firsts.Count}", new Latencies(firsts).At(0.5), "ms");
        report.Add($"{database}: first run of a new version: the longest", firsts.Max(), "ms", target: "< 50");
        await Some(stage);
        await Completions(report, stage, $"{database}: {Versions} versions");
    }

    public static async Task OverInstances(Report report, string database, IReadOnlyList<int> sizes)
    {
        await using var stage = await Stage.Open(database);
        var one = await stage.Start();
        var there = 1;
        foreach (var size in sizes)
        {
            await Copies.OfInstance(stage.Database, one, there, size);
            there = size;
            await Completions(report, stage, $"{database}: {size:#,0} instances");
        }
    }

    private static async Task Some(Stage stage)
    {
        for (var number = 0; number < 300; number++)
            await stage.Start();
    }

    private static async Task Completions(Report report, Stage stage, string what)
    {
        var tasks = new OpenTasks(stage.Get<IReader>(), Stage.Flow);
        await Load.Closed(1, TimeSpan.FromSeconds(2), async _ => await stage.Complete(await tasks.Next()));
        var times = (await Load.Closed(1, Measured, async _ => await stage.Complete(await tasks.Next()))).Times;
        report.Add($"{what}: a completion, 1 caller: p50", times.At(0.5), "ms", target: "flat");
        report.Add($"{what}: the same: p99", times.At(0.99), "ms");
    }
}
