using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace WorkflowJobs.Domain.Data.Rows;

/// <summary>Plain rows over the writer's one connection, each statement prepared once for its life.</summary>
internal sealed class SqliteRows(SqliteConnection connection) : PlainRows, IDisposable
{
    private readonly Dictionary<string, SqliteCommand> prepared = new(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        prepared.Clear();
    }

    protected override Task<object?> Query(AppDb db, RowStatement statement, RowShape shape, CancellationToken cancel)
    {
        using var reader = Command(db, statement).ExecuteReader();
        return Task.FromResult(reader.Read() ? shape.Read(reader) : null);
    }

    protected override Task Execute(AppDb db, IReadOnlyList<RowStatement> statements, CancellationToken cancel)
    {
        try
        {
            foreach (var statement in statements)
                Check(statement, Command(db, statement).ExecuteNonQuery());
            return Task.CompletedTask;
        }
        catch (SqliteException failure)
        {
            // As EF says it, so that callers know one exception for one thing.
            throw new DbUpdateException(failure.Message, failure);
        }
    }

    private SqliteCommand Command(AppDb db, RowStatement statement)
    {
        if (!prepared.TryGetValue(statement.Sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            for (var at = 0; at < statement.Columns.Count; at++)
                command.Parameters.Add(statement.Columns[at].Parameter(command, RowShape.Mark(at)));
            prepared.Add(statement.Sql, command);
        }

        command.Transaction = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        for (var at = 0; at < statement.Values.Length; at++)
            command.Parameters[at].Value = statement.Values[at];
        return command;
    }
}
