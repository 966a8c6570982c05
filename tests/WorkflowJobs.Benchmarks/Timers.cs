using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Timers;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Benchmarks;

/// <summary>Timers: how fast many that are due in one instant are fired, each with its effect, and how late one is when nothing else happens.</summary>
internal static class Timers
{
    private const int Due = 10_000;

    public static async Task Measure(Report report, string database)
    {
        await using var stage = await Stage.Open(database);
        await stage.Publish(Flows.Delay("bench-delay"));
        await Parallel.ForEachAsync(Enumerable.Range(0, Due), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, _) => await stage.Start("bench-delay"));
        await Task.Delay(TimeSpan.FromSeconds(1));
        await Raw.Refresh(database);
        var watch = Stopwatch.StartNew();
        var fired = await stage.Get<TimerPump>().FireDue(CancellationToken.None);
        report.Add($"{database}: timers fired, {fired:#,0} due at once", fired / watch.Elapsed.TotalSeconds, "1/s", Raw.Commits(database), "≥ 2,000");
    }

    /// <summary>From the instant at which a delay of a second was over to the instant of its effect, in a server that does nothing else.</summary>
    public static async Task Lateness(Report report, string database)
    {
        await using var served = await Served.Prepare(database);
        for (var number = 0; number < 8; number++)
            await served.Start(Served.Delayed);
        await served.Launch();
        var tasks = new OpenTasks(served.Site.Get<IReader>(), Served.Delayed);
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!over.IsCancellationRequested)
        {
            await served.Complete(await tasks.Next());
            await Task.Delay(Random.Shared.Next(20, 150));
        }

        await Task.Delay(TimeSpan.FromSeconds(2));
        var rows = await served.Site.Get<IReader>().Read((work, cancel) => work.Db.UserTasks.Select(row => new { row.InstanceId, row.CreatedAt, row.CompletedAt }).ToListAsync(cancel));
        var late = new List<double>();
        foreach (var own in rows.GroupBy(row => row.InstanceId).Select(group => group.OrderBy(row => row.CreatedAt).ToList()))
            for (var at = 1; at < own.Count; at++)
                late.Add((own[at].CreatedAt - own[at - 1].CompletedAt!.Value).TotalMilliseconds - 1_000);
        var times = new Latencies(late);
        report.Add($"{database}: lateness of {late.Count:#,0} timers, idle: p50", times.At(0.5), "ms");
        report.Add($"{database}: lateness of {late.Count:#,0} timers, idle: p99", times.At(0.99), "ms", target: "< 250");
    }

    /// <summary>Many due in one instant when a server starts: how fast they are fired, and how fast the inbox is meanwhile and afterwards.</summary>
    public static async Task Burst(Report report, string database, int due)
    {
        await using var served = await Served.Prepare(database);
        for (var number = 0; number < 200; number++)
            await served.Start();
        await Copies.OfInstance(served.Database, await served.Start("bench-delay"), 1, due);
        await served.Launch();
        var meanwhile = new List<double>();
        var reader = served.Site.Get<IReader>();
        Task<int> Left() => reader.Read((work, cancel) => work.Db.Timers.CountAsync(row => row.DueAt < work.Now, cancel));
        var watch = Stopwatch.StartNew();
        var before = await Left();
        var left = before;
        while (left > 0)
        {
            var (_, times) = await Load.Closed(1, TimeSpan.FromSeconds(1), _ => served.Ask("/api/user-tasks"));
            meanwhile.AddRange(times.All);
            left = await Left();
        }

        report.Add($"{database}: {due:#,0} timers due when a server starts, fired while the inbox is asked", before / watch.Elapsed.TotalSeconds, "1/s", target: "≥ 2,000");
        report.Add($"{database}: inbox page over HTTP meanwhile: p99", new Latencies(meanwhile).At(0.99), "ms", target: "as without");
        var after = (await Load.Closed(1, TimeSpan.FromSeconds(5), _ => served.Ask("/api/user-tasks"))).Times;
        report.Add($"{database}: inbox page over HTTP afterwards: p99", after.At(0.99), "ms");
        var ended = await reader.Read((work, cancel) => work.Db.Instances.CountAsync(row => row.DefinitionId == "bench-delay" && row.Status == WorkflowStatus.Finished, cancel));
        report.Add($"{database}: instances ended by their timers", ended, $"of {due:#,0}");
    }
}
