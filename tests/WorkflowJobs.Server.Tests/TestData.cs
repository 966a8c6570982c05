using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using WorkflowJobs.Torture;

namespace WorkflowJobs.Server.Tests;

/// <summary>
/// What a test's server keeps: a folder of its own, and on PostgreSQL a database of its own beside it. The demo's first start is done once for
/// all tests and copied, so that each has a fresh state in no time. On PostgreSQL with <c>TEST_DATABASE=postgresql</c>; else on SQLite.
/// </summary>
public sealed class TestData : IAsyncDisposable
{
    private static readonly Lazy<Task<TestData>> Prepared = new(Prepare);
    private readonly string? database;

    private TestData(string folder, string? database) => (Folder, this.database) = (folder, database);

    /// <summary>Whether this run is on PostgreSQL, at the server that <c>WORKFLOWJOBS_PG</c> names.</summary>
    public static bool IsPostgreSql { get; } = Environment.GetEnvironmentVariable("TEST_DATABASE") switch
    {
        null or "" or Site.Sqlite => false,
        Site.PostgreSql when Site.PostgreSqlServer is not null => true,
        Site.PostgreSql => throw new InvalidOperationException("WORKFLOWJOBS_PG names no server."),
        var other => throw new InvalidOperationException($"TEST_DATABASE is {other}, not {Site.Sqlite} or {Site.PostgreSql}."),
    };

    public string Folder { get; }

    /// <summary>The port by which PostgreSQL is reached, where it is not the server's own.</summary>
    public int? Port { get; init; }

    /// <summary>The words that tell a server or a command where its data are.</summary>
    public string[] Options => database is null ? ["--data", Folder] : ["--data", Folder, "--postgres", Connection];

    private string Connection
    {
        get
        {
            var text = new NpgsqlConnectionStringBuilder(ConnectionTo(database!));
            if (Port is { } port)
                (text.Port, text.SslMode, text.GssEncryptionMode) = (port, SslMode.Disable, GssEncryptionMode.Disable);
            return text.ToString();
        }
    }

    /// <summary>For a test that looks into the SQLite file itself, or replaces it.</summary>
    public static void SqliteOnly() => Assert.SkipWhen(IsPostgreSql, "About the SQLite file.");

    /// <summary>A demo that was started once and stopped.</summary>
    public static async Task<TestData> Fresh() => await (await Prepared.Value).Copy();

    /// <summary>The same again, for a server of its own; nobody may be connected to this meanwhile.</summary>
    public async Task<TestData> Copy(int? port = null)
    {
        var copy = await Create(database, port);
        Copy(Folder, copy.Folder);
        return copy;
    }

    /// <summary>No data yet.</summary>
    public static Task<TestData> Empty() => Create("template0");

    /// <summary>A statement past the server, by another connection; answers how many rows it changed.</summary>
    public async Task<int> Execute(string sql)
    {
        await using var connection = await Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>The one number that a query answers.</summary>
    public async Task<long> Number(string sql)
    {
        await using var connection = await Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Where one of the texts stands as it is: columns of every table, and on SQLite the bytes of its files, freed pages and log among them.</summary>
    public async Task<IReadOnlyList<string>> Holding(params string[] texts)
    {
        byte[][] forms = [.. texts.SelectMany(text => new[] { text, JsonEncodedText.Encode(text).ToString() }).Distinct().Select(Encoding.UTF8.GetBytes)];
        var found = new List<string>();
        await using var connection = await Open();
        foreach (var table in await Column(connection, database is null ? "SELECT name FROM sqlite_master WHERE type = 'table'" : "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                for (var i = 0; i < reader.FieldCount; i++)
                    if (Bytes(reader.GetValue(i)) is { } bytes && forms.Any(form => bytes.AsSpan().IndexOf(form) >= 0))
                        found.Add($"{table}.{reader.GetName(i)}");
        }

        foreach (var file in database is null ? Directory.GetFiles(Folder, "workflowjobs.db*") : [])
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            if (forms.Any(form => copy.ToArray().AsSpan().IndexOf(form) >= 0))
                found.Add(Path.GetFileName(file));
        }

        return [.. found.Distinct()];

        static byte[]? Bytes(object value) => value switch { string text => Encoding.UTF8.GetBytes(text), byte[] bytes => bytes, _ => null };
    }

    private static async Task<List<string>> Column(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private async Task<DbConnection> Open()
    {
        DbConnection connection = database is null
            ? new SqliteConnection($"Data Source={Path.Combine(Folder, "workflowjobs.db")};Pooling=False") : new NpgsqlConnection(Connection + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (database is not null)
            await Site.Execute(Site.PostgreSqlServer!, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
        Directory.Delete(Folder, recursive: true);
    }

    internal static string NewFolder() => Directory.CreateTempSubdirectory("workflowjobs-test-").FullName;

    private static async Task<TestData> Create(string? template, int? port = null)
    {
        if (!IsPostgreSql)
            return new TestData(NewFolder(), null);
        var name = "server_" + Guid.NewGuid().ToString("N");
        // As an installation's is by default, where letters are not in the order of their codes.
        var locale = template == "template0" ? " LOCALE_PROVIDER icu ICU_LOCALE 'en-US'" : "";
        await Site.Execute(Site.PostgreSqlServer!, $"CREATE DATABASE {name} TEMPLATE {template}{locale}");
        return new TestData(NewFolder(), name) { Port = port };
    }

    private static async Task<TestData> Prepare()
    {
        var data = await Empty();
        await using (var server = await TestServer.Over(data))
            await server.Leave();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => data.Delete();
        return data;
    }

    /// <summary>When the process ends, nobody can be waited for.</summary>
    private void Delete()
    {
        Directory.Delete(Folder, recursive: true);
        if (database is null)
            return;
        using var connection = new NpgsqlConnection(Site.PostgreSqlServer);
        connection.Open();
        using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {database} WITH (FORCE)", connection);
        command.ExecuteNonQuery();
    }

    private static string ConnectionTo(string name) =>
        new NpgsqlConnectionStringBuilder(Site.PostgreSqlServer) { Database = name, MaxPoolSize = 30, IncludeErrorDetail = true }.ToString();

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
