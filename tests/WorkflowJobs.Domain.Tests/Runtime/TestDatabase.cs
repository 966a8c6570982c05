using Npgsql;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>A real database of one test's own: a SQLite file, or a database of the PostgreSQL server that WORKFLOWJOBS_PG names.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("workflowjobs-").FullName;
    private readonly string? name;

    private TestDatabase(DatabaseSettings? settings, string? name)
    {
        this.name = name;
        Settings = settings ?? DatabaseSettings.Sqlite(Path.Combine(folder, "test.db"));
    }

    public static string? PostgreSqlServer { get; } = Environment.GetEnvironmentVariable("WORKFLOWJOBS_PG") is { Length: > 0 } server ? server : null;

    public DatabaseSettings Settings { get; }

    /// <summary>A folder that goes with the database.</summary>
    public string Folder => folder;

    public static async Task<TestDatabase> Sqlite() => await Prepared(new TestDatabase(null, null));

    public static async Task<TestDatabase> PostgreSql()
    {
        var server = PostgreSqlServer ?? throw new InvalidOperationException("WORKFLOWJOBS_PG names no server.");
        var name = "test_" + Guid.NewGuid().ToString("N");
        await Execute(server, $"CREATE DATABASE {name}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20, IncludeErrorDetail = true }.ToString();
        return await Prepared(new TestDatabase(DatabaseSettings.PostgreSql(connection), name));
    }

    public async ValueTask DisposeAsync()
    {
        if (name is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await Execute(PostgreSqlServer!, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
        else
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<TestDatabase> Prepared(TestDatabase database)
    {
        await database.Settings.Prepare(CancellationToken.None);
        return database;
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
