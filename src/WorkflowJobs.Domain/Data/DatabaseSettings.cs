using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Data;

/// <summary>The one place that knows how databases are reached: files, addresses, pragmas.</summary>
public sealed class DatabaseSettings
{
    /// <summary>How many statements a PostgreSQL connection keeps prepared; some fifty come again and again.</summary>
    private const int PreparedStatements = 200;

    private readonly string connectionString;
    private readonly Func<AppDb> create;
    private readonly References references = new();

    private DatabaseSettings(bool isSqlite, string connectionString)
    {
        (IsSqlite, this.connectionString) = (isSqlite, connectionString);
        // Pooled: making a context anew for every query costs more than the query.
        if (isSqlite)
        {
            var options = new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connectionString).AddInterceptors(SqlitePragmas.Instance)
                .ReplaceService<IMigrationsSqlGenerator, SqliteClusteredTables>();
            Further.Value?.Invoke(options);
            create = new PooledDbContextFactory<SqliteDb>(options.Options).CreateDbContext;
        }
        else
        {
            var options = new DbContextOptionsBuilder<PostgreSqlDb>().UseNpgsql(connectionString);
            Further.Value?.Invoke(options);
            create = new PooledDbContextFactory<PostgreSqlDb>(options.Options).CreateDbContext;
        }
    }

    public bool IsSqlite { get; }

    /// <summary>What a test adds to the program in its own flow, e.g. the migrations of a later version.</summary>
    internal static AsyncLocal<Action<DbContextOptionsBuilder>?> Further { get; } = new();

    /// <summary>How the writer's connection is made, so that a test can let it end at any statement.</summary>
    internal Func<string, SqliteConnection> NewWriterConnection { get; set; } = static text => new SqliteConnection(text);

    /// <summary>A SQLite file; created with its folder when missing.</summary>
    public static DatabaseSettings Sqlite(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return new DatabaseSettings(true, new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 }.ToString());
    }

    /// <summary>A SQLite file that is opened, looked at and closed: nothing of it stays open in a pool.</summary>
    internal static DatabaseSettings SqliteFile(string file) =>
        new(true, new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30, Pooling = false }.ToString());

    /// <summary>A PostgreSQL server by its Npgsql connection string.</summary>
    public static DatabaseSettings PostgreSql(string connectionString) =>
        new(false, new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = PreparedStatements }.ToString());

    /// <summary>A context that opens connections of its own.</summary>
    public AppDb CreateContext()
    {
        var db = create();
        db.References = references;
        db.PlainRows = null;
        return db;
    }

    /// <summary>A context over a connection that somebody else owns (the SQLite writer).</summary>
    public AppDb CreateContext(DbConnection connection) =>
        new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection).Options) { References = references };

    /// <summary>The writer's own connection, with durable commits asserted.</summary>
    public async Task<SqliteConnection> OpenWriterConnection(CancellationToken cancel)
    {
        // Not of the pool: one that broke in the middle of a transaction must not come to a reader.
        var connection = NewWriterConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        await SqlitePragmas.Apply(connection, cancel);
        await SqlitePragmas.AssertDurable(connection, cancel);
        return connection;
    }

    /// <summary>A connection of its own, closed for good when disposed.</summary>
    internal async Task<SqliteConnection> OpenUnpooled(CancellationToken cancel)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        await SqlitePragmas.Apply(connection, cancel);
        return connection;
    }

    /// <summary>A connection of its own that hears what others notify on a channel, while it waits.</summary>
    internal async Task<NpgsqlConnection> OpenListener(string channel, Action<string> hear, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 30 }.ToString());
        try
        {
            connection.Notification += (_, heard) => hear(heard.Payload);
            await connection.OpenAsync(cancel);
            await using var listen = connection.CreateCommand();
            listen.CommandText = "LISTEN \"" + channel + "\"";
            await listen.ExecuteNonQueryAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The way of writing on this database, outside a server. Dispose it if it can be.</summary>
    public IWriter CreateWriter(TimeProvider clock) => IsSqlite ? new SqliteWriter(this, clock) : new PostgreSqlWriter(this, clock);

    /// <summary>A transaction for reading: everything it reads is of one moment, and it never waits for the writer.</summary>
    public async Task<IAsyncDisposable> BeginSnapshot(AppDb db, CancellationToken cancel)
    {
        if (!IsSqlite)
            return await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        await db.Database.OpenConnectionAsync(cancel);
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(transaction, cancel);
        return transaction;
    }

    /// <summary>Brings the database to this program's schema.</summary>
    /// <exception cref="InvalidOperationException">It was made by a newer program.</exception>
    public async Task Prepare(CancellationToken cancel)
    {
        await using var db = CreateContext();
        var state = await SchemaState.Of(db, cancel);
        if (state.IsNewer)
            throw new InvalidOperationException(SchemaState.NewerMessage);
        if (!state.IsCurrent)
            await db.Database.MigrateAsync(cancel);
    }
}
