using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace WorkflowJobs.Domain.Data.Rows;

/// <summary>Plain rows of one transaction on PostgreSQL: what is read or written together goes in one round trip, and the driver prepares what comes again.</summary>
internal sealed class PostgreSqlRows : PlainRows
{
    private static readonly NpgsqlCommand Maker = new();
    private readonly HashSet<string> missing = new(StringComparer.Ordinal);
    private List<RowStatement>? pending;

    public override async Task Prefetch(AppDb db, IReadOnlyList<RowKey> keys, CancellationToken cancel)
    {
        var shapes = keys.Select(key => ShapeOf(db, key.Row)!).ToList();
        await using var batch = Batch(db, [.. keys.Select((key, at) => Selecting(shapes[at], key.Key))]);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        for (var at = 0; at < keys.Count; at++)
        {
            if (!await reader.ReadAsync(cancel))
                missing.Add(Name(keys[at]));
            else if (!db.ChangeTracker.Entries().Any(entry => entry.Entity.GetType() == keys[at].Row && shapes[at].HasKey(entry, keys[at].Key)))
                db.Attach(shapes[at].Read(reader));
            await reader.NextResultAsync(cancel);
        }
    }

    protected override bool IsKnownToBeMissing(RowKey key) => missing.Contains(Name(key));

    protected override Task ExecuteSoon(AppDb db, IReadOnlyList<RowStatement> statements, CancellationToken cancel)
    {
        (pending ??= []).AddRange(statements);
        return Task.CompletedTask;
    }

    protected override List<RowStatement>? TakePending() => Interlocked.Exchange(ref pending, null);

    private static string Name(RowKey key) => key.Row.Name + " " + string.Join(' ', key.Key);

    protected override async Task<object?> Query(AppDb db, RowStatement statement, RowShape shape, CancellationToken cancel)
    {
        await using var batch = Batch(db, [statement]);
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? shape.Read(reader) : null;
    }

    protected override async Task Execute(AppDb db, IReadOnlyList<RowStatement> statements, CancellationToken cancel)
    {
        if (statements.Count == 0)
            return;
        try
        {
            await using var batch = Batch(db, statements);
            await batch.ExecuteNonQueryAsync(cancel);
            for (var at = 0; at < statements.Count; at++)
                Check(statements[at], (int)batch.BatchCommands[at].Rows);
        }
        catch (PostgresException failure)
        {
            // As EF says it, so that callers know one exception for one thing.
            throw new DbUpdateException(failure.Message, failure);
        }
    }

    private static NpgsqlBatch Batch(AppDb db, IReadOnlyList<RowStatement> statements)
    {
        var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            for (var at = 0; at < statement.Columns.Count; at++)
            {
                var parameter = statement.Columns[at].Parameter(Maker, "");
                parameter.Value = statement.Values[at];
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        return batch;
    }
}
