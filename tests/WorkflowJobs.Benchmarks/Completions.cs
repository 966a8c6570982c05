using System.Collections.Concurrent;
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
        var tasks = new OpenTasks(stage);
        foreach (var (callers, target) in new (int, string?)[] { (1, database == "sqlite" ? "≥ 1,200" : null), (8, null), (32, database == "sqlite" ? "≥ 3,000" : "≥ 2,000") })
        {
            await Load.Closed(callers, WarmUp, async _ => await stage.Complete(await tasks.Next()));
            var (rate, times) = await Load.Closed(callers, Measured, async _ => await stage.Complete(await tasks.Next()));
            report.Add($"{database}: completions, {callers} caller{(callers == 1 ? "" : "s")}", rate, "1/s", raw, target);
            report.Add($"{database}: p99 of a completion, {callers} caller{(callers == 1 ? "" : "s")}", times.At(0.99), "ms");
        }
    }

    /// <summary>Open tasks to complete, looked up many at a time so that looking is not what is measured.</summary>
    private sealed class OpenTasks(Stage stage)
    {
        private readonly ConcurrentQueue<string> ready = [];
        private readonly HashSet<string> given = new(StringComparer.Ordinal);
        private readonly SemaphoreSlim gate = new(1);

        public async Task<string> Next()
        {
            while (true)
            {
                if (ready.TryDequeue(out var id))
                    return id;
                await gate.WaitAsync();
                if (ready.IsEmpty)
                    foreach (var found in await stage.Get<IReader>().Read((work, cancel) => work.Db.Bookmarks.Select(row => row.Id).ToListAsync(cancel)))
                        // Not again what somebody is completing at this moment.
                        if (given.Add(found))
                            ready.Enqueue(found);
                gate.Release();
            }
        }
    }
}
