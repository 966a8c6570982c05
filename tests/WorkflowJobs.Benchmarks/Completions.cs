using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Benchmarks;

/// <summary>Starts and completions in process: through the use case, the writer and the disk, without HTTP.</summary>
internal static class Completions
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Until the runtime has compiled what runs often for the last time, which on two cores is half of all work at first.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(6);

    public static async Task Measure(Report report, string database)
    {
        await using var stage = await Stage.Open(database);
        await Load.Closed(8, Settling / 4, _ => stage.Start());
        await Raw.Refresh(database);
        report.Add($"{database}: starts, 32 callers", (await Load.Closed(32, Measured, _ => stage.Start())).Rate, "1/s", Raw.Commits(database), "≥ 1,500");
        await stage.Publish(Flows.Ring(Served.Ring));
        await Parallel.ForEachAsync(Enumerable.Range(0, 1_000), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, _) => await stage.Start(Served.Ring));
        var tasks = new OpenTasks(stage.Get<IReader>(), Served.Ring);
        await Load.Closed(8, Settling, async _ => await stage.Complete(await tasks.Next()));
        foreach (var (callers, target) in new (int, string?)[] { (1, database == "sqlite" ? "≥ 1,200" : null), (8, null), (32, database == "sqlite" ? "≥ 3,000" : "≥ 2,000") })
        {
            await Raw.Refresh(database);
            await Load.Closed(callers, WarmUp, async _ => await stage.Complete(await tasks.Next()));
            var spent = Environment.CpuUsage.TotalTime;
            var (rate, times) = await Load.Closed(callers, Measured, async _ => await stage.Complete(await tasks.Next()));
            spent = Environment.CpuUsage.TotalTime - spent;
            report.Add($"{database}: completions, {callers} caller{(callers == 1 ? "" : "s")}", rate, "1/s", Raw.Commits(database), target);
            report.Add($"{database}: p99 of a completion, {callers} caller{(callers == 1 ? "" : "s")}", times.At(0.99), "ms");
            report.Add($"{database}: processor time of a completion, {callers} caller{(callers == 1 ? "" : "s")}", times.Processor(spent), "ms");
        }
    }
}
