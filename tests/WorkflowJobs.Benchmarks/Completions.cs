using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Benchmarks;

/// <summary>Starts and completions in process: through the use case, the writer and the disk, without HTTP.</summary>
internal static class Completions
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(6);

    public static async Task Measure(Report report, string database)
    {
        await using var stage = await Stage.Open(database);
        var raw = database == "sqlite" ? Raw.SqliteCommits : Raw.PostgreSqlCommits;
        await Load.Closed(8, WarmUp, _ => stage.Start());
        report.Add($"{database}: starts, 32 callers", (await Load.Closed(32, Measured, _ => stage.Start())).Rate, "1/s", raw, "≥ 1,500");
        foreach (var (callers, target) in new (int, string?)[] { (1, database == "sqlite" ? "≥ 1,200" : null), (8, null), (32, database == "sqlite" ? "≥ 3,000" : "≥ 2,000") })
        {
            var walkers = Walkers(stage, callers);
            await Load.Closed(callers, WarmUp, caller => walkers[caller].Step());
            var (rate, times) = await Load.Closed(callers, Measured, caller => walkers[caller].Step());
            report.Add($"{database}: completions, {callers} caller{(callers == 1 ? "" : "s")}", rate, "1/s", raw, target);
            report.Add($"{database}: p99 of a completion, {callers} caller{(callers == 1 ? "" : "s")}", times.At(0.99), "ms");
        }
    }

    private static Walker[] Walkers(Stage stage, int callers) => [.. Enumerable.Range(0, callers).Select(_ => new Walker(stage))];

    /// <summary>One officer who completes the eight tasks of one instance after another. Starting an instance is not counted as a completion of its own.</summary>
    private sealed class Walker(Stage stage)
    {
        private readonly Queue<string> ready = [];
        private string? instance;

        public async Task Step()
        {
            if (ready.Count == 0)
            {
                instance = await stage.Start();
                ready.Enqueue(await OpenTask());
            }

            await stage.Complete(ready.Dequeue());
            if (await FindOpenTask() is { } next)
                ready.Enqueue(next);
        }

        private async Task<string> OpenTask() => await FindOpenTask() ?? throw new InvalidOperationException("The instance opened no task.");

        private Task<string?> FindOpenTask() => stage.Get<IReader>().Read((work, cancel) =>
            work.Db.Bookmarks.Where(row => row.InstanceId == instance).Select(row => row.Id).FirstOrDefaultAsync(cancel));
    }
}
