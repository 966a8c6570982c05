using System.Globalization;
using Microsoft.Data.Sqlite;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Benchmarks;

/// <summary>The first page and the counts of one officer's inbox, in process, as the number of open tasks grows (SQLite).</summary>
internal static class Inbox
{
    public static async Task Measure(Report report)
    {
        await using var stage = await Stage.Open("sqlite");
        await stage.Start();
        var there = 1;
        foreach (var open in new[] { 10_000, 100_000, 1_000_000 })
        {
            await Fill(stage, there, open);
            there = open;
            var queries = stage.Get<TaskQueries>();
            report.Add($"inbox page of 50, {open:#,0} open tasks: p99", await P99(() => queries.List(new TaskFilter(), stage.Handler, CancellationToken.None)), "ms", target: "< 10 (over HTTP)");
            report.Add($"inbox counts, {open:#,0} open tasks: p99", await P99(() => queries.Counts(TaskListScope.Inbox, stage.Handler, CancellationToken.None)), "ms", target: "< 10 (over HTTP)");
        }
    }

    private static async Task<double> P99<T>(Func<Task<T>> call)
    {
        await call();
        var times = (await Load.Closed(1, TimeSpan.FromSeconds(4), _ => call())).Times;
        return times.At(0.99);
    }

    /// <summary>Copies of the one open task, spread over six towns of which the handler has one, and over due dates.</summary>
    private static async Task Fill(Stage stage, int from, int to)
    {
        await using var connection = new SqliteConnection($"Data Source={stage.File};Pooling=False");
        await connection.OpenAsync();
        var columns = new List<string>();
        await using (var info = connection.CreateCommand())
        {
            info.CommandText = "SELECT name FROM pragma_table_info('UserTasks')";
            await using var reader = await info.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                columns.Add(reader.GetString(0));
        }

        var values = columns.Select(column => column switch
        {
            "Id" => "'copy' || n",
            "UnitId" => "CASE n % 6 WHEN 0 THEN UnitId ELSE 'town' || (n % 6) END",
            "DueAt" => "1700000000000 + (n * 7919 % 2592000) * 1000",
            _ => column,
        });
        await using var fill = connection.CreateCommand();
        fill.CommandTimeout = 600;
        fill.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            WITH RECURSIVE numbers(n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {to})
            INSERT INTO UserTasks ({string.Join(", ", columns)})
            SELECT {string.Join(", ", values)} FROM numbers, (SELECT * FROM UserTasks WHERE Id NOT LIKE 'copy%' LIMIT 1)
            """);
        await fill.ExecuteNonQueryAsync();
    }
}
