using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Benchmarks;

/// <summary>The page and the counts of an officer's inbox over HTTP, as the number of open and of closed tasks grows.</summary>
internal static class Inbox
{
    /// <summary>Calls until a new server has compiled for the last time what they need.</summary>
    private const int WarmUp = 500;

    public static async Task Measure(Report report, string database, IReadOnlyList<int> sizes, int closed)
    {
        await using var served = await Served.Prepare(database);
        var instance = await served.Start();
        var task = await served.Site.Get<IReader>().Read((work, cancel) => work.Db.UserTasks.Where(row => row.InstanceId == instance).Select(row => row.Id).SingleAsync(cancel));
        var there = 1;
        foreach (var open in sizes)
        {
            await Copies.OfTask(served.Database, task, true, there, open);
            there = open;
            await Ask(report, served, $"{database}: {open:#,0} open tasks");
        }

        if (closed == 0)
            return;
        // In portions: one transaction of all would write a log as long as the database.
        for (var from = 1; from < closed; from += 500_000)
            await Copies.OfTask(served.Database, task, false, from, Math.Min(closed, from + 500_000));
        await Ask(report, served, $"{database}: {there:#,0} open and {closed:#,0} closed tasks");
    }

    private static async Task Ask(Report report, Served served, string what)
    {
        await served.Launch();
        var cursor = (await served.Get("/api/user-tasks"))["nextCursor"]!.GetValue<string>();
        foreach (var (name, path) in new[] { ("inbox page", "/api/user-tasks"), ("inbox, second page", "/api/user-tasks?cursor=" + cursor), ("inbox counts", "/api/user-tasks/counts") })
        {
            for (var call = 0; call < WarmUp; call++)
                await served.Ask(path);
            var spent = served.Node.ProcessorTime;
            var times = (await Load.Closed(1, TimeSpan.FromSeconds(5), _ => served.Ask(path))).Times;
            spent = served.Node.ProcessorTime - spent;
            report.Add($"{what}, {name} over HTTP: p50", times.At(0.5), "ms");
            report.Add($"{what}, {name} over HTTP: p99", times.At(0.99), "ms", target: "< 10");
            report.Add($"{what}, {name} over HTTP: the server's processor time", times.Processor(spent), "ms");
        }

        await served.Node.Kill();
    }
}
