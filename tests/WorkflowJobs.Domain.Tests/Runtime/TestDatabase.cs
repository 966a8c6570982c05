using Npgsql;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>A real database of one test's own: a SQLite file, or a database of the PostgreSQL server that WORKFLOWJOBS_PG names.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string folder;
    private readonly string? name;

    private TestDatabase(DatabaseSettings? settings, string? name, string? found = null)
    {
        folder = found ?? Directory.CreateTempSubdirectory("workflowjobs-").FullName;
        this.name = name;
        Settings = settings ?? DatabaseSettings.Sqlite(Path.Combine(folder, "test.db"));
    }

    public static string? PostgreSqlServer { get; } = Environment.GetEnvironmentVariable("WORKFLOWJOBS_PG") is { Length: > 0 } server ? server : null;

    public DatabaseSettings Settings { get; }

    /// <summary>A folder that goes with the database.</summary>
    public string Folder => folder;

    private static readonly Lazy<Task<byte[]>> SqliteTemplate = new(async () =>
    {
        var folder = Directory.CreateTempSubdirectory("workflowjobs-").FullName;
        var file = Path.Combine(folder, "template.db");
        await DatabaseSettings.Sqlite(file).Prepare(CancellationToken.None);
        // The last connection to close writes the log back into the file.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(file);
        Directory.Delete(folder, recursive: true);
        return bytes;
    });

    private static readonly Lazy<Task<string>> PostgreSqlTemplate = new(async () =>
    {
        var name = await Create(null);
        await DatabaseSettings.PostgreSql(ConnectionTo(name)).Prepare(CancellationToken.None);
        NpgsqlConnection.ClearAllPools();
        return name;
    });

    /// <summary>A copy of a database that was prepared once.</summary>
    public static async Task<TestDatabase> Sqlite()
    {
        var template = await SqliteTemplate.Value;
        var database = new TestDatabase(null, null);
        await File.WriteAllBytesAsync(Path.Combine(database.folder, "test.db"), template);
        return database;
    }

    /// <summary>For tests of rules that hold on both: SQLite, or with TEST_DATABASE=postgresql the other.</summary>
    public static Task<TestDatabase> Usual() => Environment.GetEnvironmentVariable("TEST_DATABASE") == "postgresql" ? PostgreSql() : Sqlite();

    public static async Task<TestDatabase> PostgreSql()
    {
        var name = await Create(await PostgreSqlTemplate.Value);
        return new TestDatabase(DatabaseSettings.PostgreSql(ConnectionTo(name)), name);
    }

    /// <summary>The same, reached by way of another port.</summary>
    public static async Task<TestDatabase> PostgreSqlThrough(int port)
    {
        var name = await Create(await PostgreSqlTemplate.Value);
        var through = new NpgsqlConnectionStringBuilder(ConnectionTo(name)) { Host = "127.0.0.1", Port = port, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable };
        return new TestDatabase(DatabaseSettings.PostgreSql(through.ToString()), name);
    }

    /// <summary>The SQLite database that somebody else left in its folder.</summary>
    public static TestDatabase Found(string folder) => new(null, null, folder);

    /// <summary>A database in which nothing is yet; on SQLite not even the file.</summary>
    public static async Task<TestDatabase> Empty(bool postgres)
    {
        if (!postgres)
            return new TestDatabase(null, null);
        var name = await Create(null);
        return new TestDatabase(DatabaseSettings.PostgreSql(ConnectionTo(name)), name);
    }

    public async ValueTask DisposeAsync()
    {
        if (name is not null)
        {
            await Execute(PostgreSqlServer!, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> Create(string? template)
    {
        var server = PostgreSqlServer ?? throw new InvalidOperationException("WORKFLOWJOBS_PG names no server.");
        var name = "test_" + Guid.NewGuid().ToString("N");
        await Execute(server, template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template}");
        return name;
    }

    private static string ConnectionTo(string name) =>
        new NpgsqlConnectionStringBuilder(PostgreSqlServer) { Database = name, MaxPoolSize = 20, IncludeErrorDetail = true }.ToString();

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
