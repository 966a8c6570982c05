using System.Diagnostics;
using WorkflowJobs.Domain.Runtime.Timers;

namespace WorkflowJobs.Benchmarks;

/// <summary>Many timers due in one instant: how fast they are fired, each with its effect, in process.</summary>
internal static class Timers
{
    private const int Due = 10_000;

    public static async Task Measure(Report report, string database)
    {
        await using var stage = await Stage.Open(database);
        await stage.Publish(Flows.Delay("bench-delay"));
        await Parallel.ForEachAsync(Enumerable.Range(0, Due), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (_, _) => await stage.Start("bench-delay"));
        await Task.Delay(TimeSpan.FromSeconds(1));
        var watch = Stopwatch.StartNew();
        var fired = await stage.Get<TimerPump>().FireDue(CancellationToken.None);
        report.Add($"{database}: timers fired, {fired:#,0} due at once", fired / watch.Elapsed.TotalSeconds, "1/s", database == "sqlite" ? Raw.SqliteCommits : Raw.PostgreSqlCommits, "≥ 2,000");
    }
}
