using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace WorkflowJobs.Benchmarks;

/// <summary>What the machine gives without us: the disk's fsync, and durable commits of as many rows as one completion writes.</summary>
internal static class Raw
{
    private const int Rows = 6;
    private static readonly string Payload = new('x', 200);

    /// <summary>Six-row durable commits a second, one caller: what the shares in the report are of.</summary>
    private static double sqliteCommits;
    private static double postgreSqlCommits;

    public static double Commits(string database) => database == "sqlite" ? sqliteCommits : postgreSqlCommits;

    /// <summary>Measures the database's limit again: on a shared machine the one of some minutes ago is no measure.</summary>
    public static async Task Refresh(string database)
    {
        if (database == "sqlite")
            sqliteCommits = await Sqlite(1);
        else
            postgreSqlCommits = await PostgreSql(1);
    }

    public static async Task Measure(Report report)
    {
        report.Add("fsync of 4 KiB, appended", 1 / Fsyncs(TimeSpan.FromSeconds(2)) * 1000, "ms");
        sqliteCommits = await Sqlite(1);
        report.Add("raw SQLite, 6 rows to a commit", sqliteCommits, "commits/s");
        report.Add("raw SQLite, 16 × 6 rows to a commit", await Sqlite(16) * 16, "× 6 rows/s");
        if (PostgreSqlServer.Address is null)
            return;
        postgreSqlCommits = await PostgreSql(1);
        report.Add("raw PostgreSQL, 6 rows to a commit, 1 connection", postgreSqlCommits, "commits/s");
        report.Add("raw PostgreSQL, 6 rows to a commit, 32 connections", await PostgreSql(32), "commits/s");
    }

    private static double Fsyncs(TimeSpan time)
    {
        var path = Path.Combine(Path.GetTempPath(), "workflowjobs-fsync-" + Guid.NewGuid().ToString("N"));
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        var block = new byte[4096];
        var count = 0;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < time; count++)
        {
            file.Write(block);
            file.Flush(flushToDisk: true);
        }

        return count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> Sqlite(int perCommit)
    {
        var folder = Directory.CreateTempSubdirectory("workflowjobs-raw-").FullName;
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "raw.db")};Pooling=False");
        await connection.OpenAsync();
        await Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE row (id TEXT PRIMARY KEY, a TEXT, b INTEGER, c TEXT); CREATE INDEX row_b ON row (b)");
        await using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO row VALUES ($id, $a, $b, $c)";
        var (id, a, b, c) = (insert.Parameters.Add("$id", SqliteType.Text), insert.Parameters.Add("$a", SqliteType.Text), insert.Parameters.Add("$b", SqliteType.Integer), insert.Parameters.Add("$c", SqliteType.Text));
        var (commits, watch) = (0, Stopwatch.StartNew());
        for (; watch.Elapsed < TimeSpan.FromSeconds(3); commits++)
        {
            await using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            for (var row = 0; row < Rows * perCommit; row++)
            {
                (id.Value, a.Value, b.Value, c.Value) = (Guid.NewGuid().ToString("N"), "instance", commits, Payload);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        var rate = commits / watch.Elapsed.TotalSeconds;
        await connection.CloseAsync();
        Directory.Delete(folder, recursive: true);
        return rate;
    }

    private static async Task<double> PostgreSql(int connections)
    {
        var (address, name) = await PostgreSqlServer.NewDatabase();
        await using var source = NpgsqlDataSource.Create(address);
        await using (var create = source.CreateCommand("CREATE TABLE row (id TEXT PRIMARY KEY, a TEXT, b INTEGER, c TEXT); CREATE INDEX row_b ON row (b)"))
            await create.ExecuteNonQueryAsync();
        var commits = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async _ =>
        {
            await using var connection = await source.OpenConnectionAsync();
            while (watch.Elapsed < TimeSpan.FromSeconds(3))
            {
                await using var transaction = await connection.BeginTransactionAsync();
                await using var batch = new NpgsqlBatch(connection, transaction);
                for (var row = 0; row < Rows; row++)
                    batch.BatchCommands.Add(new NpgsqlBatchCommand("INSERT INTO row VALUES ($1, $2, $3, $4)")
                    {
                        Parameters = { new() { Value = Guid.NewGuid().ToString("N") }, new() { Value = "instance" }, new() { Value = row }, new() { Value = Payload } },
                    });
                await batch.ExecuteNonQueryAsync();
                await transaction.CommitAsync();
                Interlocked.Increment(ref commits);
            }
        }));
        var rate = commits / watch.Elapsed.TotalSeconds;
        await PostgreSqlServer.Drop(name);
        return rate;
    }

    private static async Task Execute(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
