using Microsoft.Data.Sqlite;

namespace WorkflowJobs.Domain.Data.Backups;

/// <summary>A copy of the file as one reader sees it, made while the writer goes on; freed pages, and what was erased from them, stay behind.</summary>
internal static class SqliteSnapshot
{
    public static async Task Write(DatabaseSettings settings, string file, CancellationToken cancel)
    {
        await using var connection = await settings.OpenUnpooled(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $file";
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("$file", file);
        await command.ExecuteNonQueryAsync(cancel);
        // A copy begins without a write-ahead log; opened once for writing it has one, and can be opened for reading.
        await using var copy = await DatabaseSettings.SqliteFile(file).OpenUnpooled(cancel);
    }

    /// <summary>What SQLite itself finds wrong; "ok" when nothing.</summary>
    public static async Task<string> Integrity(SqliteConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        command.CommandTimeout = 0;
        return (await command.ExecuteScalarAsync(cancel))?.ToString() ?? "";
    }
}
