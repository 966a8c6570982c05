using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Benchmarks;

/// <summary>Completions over HTTP: as many as can be, the time of each at 200 a second, and whether one reads what one wrote.</summary>
internal static class OverHttp
{
    /// <summary>Until the server has compiled what runs often for the last time.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(8);

    public static async Task Completions(Report report, string database)
    {
        await using var served = await Served.Prepare(database);
        await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, _) => await served.Start());
        await served.Launch();
        var tasks = new OpenTasks(served.Site.Get<IReader>(), Served.Ring);
        await Load.Closed(8, WarmUp, async _ => await served.Complete(await tasks.Next()));
        foreach (var (clients, target) in new (int, string?)[] { (1, null), (8, null), (32, "≥ 1,000") })
        {
            await Raw.Refresh(database);
            await Load.Closed(clients, TimeSpan.FromSeconds(2), async _ => await served.Complete(await tasks.Next()));
            var spent = served.Node.ProcessorTime;
            var (rate, times) = await Load.Closed(clients, Measured, async _ => await served.Complete(await tasks.Next()));
            spent = served.Node.ProcessorTime - spent;
            report.Add($"{database}: completions over HTTP, {clients} client{(clients == 1 ? "" : "s")}", rate, "1/s", Raw.Commits(database), target);
            report.Add($"{database}: p99 of these", times.At(0.99), "ms");
            report.Add($"{database}: the server's processor time of one", times.Processor(spent), "ms");
        }

        await Load.Open(200, TimeSpan.FromSeconds(3), async () => await served.Complete(await tasks.Next()));
        var paced = await Load.Open(200, TimeSpan.FromSeconds(15), async () => await served.Complete(await tasks.Next()));
        report.Add($"{database}: a completion at 200/s over HTTP: p50", paced.At(0.5), "ms");
        report.Add($"{database}: a completion at 200/s over HTTP: p99", paced.At(0.99), "ms", target: "< 15");
    }

    /// <summary>Eight officers who complete, and list at once: what was completed must be gone, and what it opened be there.</summary>
    public static async Task Reads(Report report, string database, int times)
    {
        await using var served = await Served.Prepare(database);
        foreach (var _ in served.Site.Officers)
            await served.Start();
        await served.Launch();
        var left = times;
        var stale = 0;
        var first = (await served.Get("/api/user-tasks?pageSize=200"))["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()).ToList();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(served.Site.Officers.Select(async (officer, at) =>
        {
            var task = first[at];
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await served.Complete(task, officer);
                var instance = task[..task.LastIndexOf('-')];
                var open = (await served.Get("/api/user-tasks?pageSize=200", officer))["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())
                    .Where(id => id.StartsWith(instance + "-", StringComparison.Ordinal)).ToList();
                while (open.Count != 1 || open[0] == task)
                {
                    Interlocked.Increment(ref stale);
                    open = await served.Site.Get<IReader>().Read((work, cancel) => work.Db.UserTasks.Where(row => row.InstanceId == instance && row.InboxKey != null).Select(row => row.Id).ToListAsync(cancel));
                }

                task = open[0];
            }
        }));
        report.Add($"{database}: {times:#,0} times complete, then list: stale", stale, "", target: "0");
        report.Add($"{database}: rounds of both, 8 clients", times / watch.Elapsed.TotalSeconds, "1/s");
    }

    /// <summary>How long from the start of the process, killed before, until a command is answered, with many instances open.</summary>
    public static async Task ColdStart(Report report, string database, int open)
    {
        await using var served = await Served.Prepare(database);
        await Copies.OfInstance(served.Database, await served.Start(), 1, open);
        await served.Launch();
        var tasks = new OpenTasks(served.Site.Get<IReader>(), Served.Ring);
        await served.Complete(await tasks.Next());
        var (times, spent) = (new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            await served.Node.Kill();
            var task = await tasks.Next();
            var watch = Stopwatch.StartNew();
            served.Node.Launch();
            while (!await served.TryComplete(task))
                await Task.Delay(5);
            times.Add(watch.Elapsed.TotalMilliseconds);
            spent.Add(served.Node.ProcessorTime.TotalMilliseconds);
        }

        report.Add($"{database}: processor time from the start to the first answered command: median of 5", new Latencies(spent).At(0.5), "ms");
        report.Add($"{database}: killed and started to the first answered command, {open:#,0} instances open: median of 5", new Latencies(times).At(0.5), "ms", target: "< 1,500");
    }

    /// <summary>The server's memory while it is kept busy.</summary>
    public static async Task Churn(Report report, string database, TimeSpan time)
    {
        await using var served = await Served.Prepare(database);
        await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, _) => await served.Start());
        await served.Launch();
        var tasks = new OpenTasks(served.Site.Get<IReader>(), Served.Ring);
        await Load.Closed(16, TimeSpan.FromSeconds(10), async _ => await served.Complete(await tasks.Next()));
        var samples = new List<double>();
        using var ended = new CancellationTokenSource();
        var sampling = Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                samples.Add(served.Node.ResidentBytes / 1048576.0);
                await Task.Delay(1_000);
            }
        });
        var half = 0;
        var (rate, _) = await Load.Closed(16, time, async caller =>
        {
            await served.Complete(await tasks.Next());
            if (caller % 4 == 0 && Interlocked.Increment(ref half) % 2 == 0)
                await served.Ask("/api/user-tasks");
        });
        await ended.CancelAsync();
        await sampling;
        var third = samples.Count / 3;
        report.Add($"{database}: churn of {rate * time.TotalSeconds:#,0} completions: resident memory, first third", samples.Take(third).Average(), "MiB");
        report.Add($"{database}: the same, last third", samples.TakeLast(third).Average(), "MiB", target: "flat");
        report.Add($"{database}: the same, at the most", samples.Max(), "MiB");
    }
}
