using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Benchmarks;

/// <summary>Bytes that a finished instance of eight tasks leaves behind, journal, operations and task history included (SQLite, vacuumed).</summary>
internal static class Sizes
{
    private const int Instances = 300;

    public static async Task Measure(Report report)
    {
        await using var stage = await Stage.Open("sqlite");
        var before = await Bytes(stage);
        for (var round = 0; round < Instances; round++)
        {
            var instance = await stage.Start();
            while (await stage.Get<IReader>().Read((work, cancel) => work.Db.Bookmarks.Where(row => row.InstanceId == instance).Select(row => row.Id).FirstOrDefaultAsync(cancel)) is { } task)
                await stage.Complete(task);
        }

        report.Add("bytes per finished instance of 8 tasks", (double)(await Bytes(stage) - before) / Instances, "B", target: "< 8,192");
        foreach (var (table, bytes) in await Tables(stage))
            report.Add($"  of these in {table}", (double)bytes / Instances, "B");
    }

    private static async Task<long> Bytes(Stage stage)
    {
        await using var connection = await Vacuumed(stage);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)";
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The largest tables with their indexes; needs SQLite's dbstat, and answers nothing without it.</summary>
    private static async Task<List<(string Table, long Bytes)>> Tables(Stage stage)
    {
        var sizes = new List<(string, long)>();
        await using var connection = await Vacuumed(stage);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT m.tbl_name, SUM(s.pgsize) FROM dbstat s JOIN sqlite_master m ON m.name = s.name GROUP BY m.tbl_name ORDER BY 2 DESC LIMIT 6";
        try
        {
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                sizes.Add((reader.GetString(0), reader.GetInt64(1)));
        }
        catch (SqliteException)
        {
            // Built without dbstat.
        }

        return sizes;
    }

    private static async Task<SqliteConnection> Vacuumed(Stage stage)
    {
        var copy = stage.File + ".vacuumed";
        File.Delete(copy);
        await using (var source = new SqliteConnection($"Data Source={stage.File};Pooling=False"))
        {
            await source.OpenAsync();
            await using var vacuum = source.CreateCommand();
            vacuum.CommandText = "VACUUM INTO $copy";
            vacuum.Parameters.AddWithValue("$copy", copy);
            await vacuum.ExecuteNonQueryAsync();
        }

        var connection = new SqliteConnection($"Data Source={copy};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }
}
