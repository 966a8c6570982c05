using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WorkflowJobs.Domain.Data;

/// <summary>WAL with <c>synchronous=FULL</c> on every connection: what was answered survives a power cut.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static readonly SqlitePragmas Instance = new();

    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000;";

    /// <summary>SQLite's own connections that have them: one that comes back from the pool keeps what it was told.</summary>
    private static readonly ConditionalWeakTable<object, object> Told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsNew(connection))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        IsNew(connection) ? Apply(connection, cancellationToken) : Task.CompletedTask;

    private static bool IsNew(DbConnection connection) => ((SqliteConnection)connection).Handle is not { } handle || Told.TryAdd(handle, handle);

    public static async Task Apply(DbConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <exception cref="InvalidOperationException">The file system does not give WAL with full synchronisation.</exception>
    public static async Task AssertDurable(DbConnection connection, CancellationToken cancel)
    {
        var mode = await Read(connection, "PRAGMA journal_mode", cancel);
        var synchronous = await Read(connection, "PRAGMA synchronous", cancel);
        if (mode != "wal" || synchronous != "2")
            throw new InvalidOperationException($"SQLite answers journal_mode={mode}, synchronous={synchronous}; wal and 2 (FULL) are needed.");
    }

    private static async Task<string?> Read(DbConnection connection, string pragma, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = pragma;
        return (await command.ExecuteScalarAsync(cancel))?.ToString();
    }
}
