using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Runtime.Timers;

namespace WorkflowJobs.Domain.Data.Rows;

/// <summary>One statement: its text, and each parameter's column and stored value.</summary>
internal readonly record struct RowStatement(string Sql, IReadOnlyList<RowColumn> Columns, object[] Values)
{
    /// <summary>Rows that it must change; null when any number will do.</summary>
    public int? Expected { get; init; }

    public EntityEntry? Entry { get; init; }
}

/// <summary>
/// The narrow path beside EF for the rows that every transition reads and writes: prepared, parameterised SQL made of EF's own model,
/// behind EF's change tracker. What a command tracks is seen by both ways alike; only how it reaches the database differs.
/// </summary>
internal abstract class PlainRows
{
    /// <summary>Rows without foreign keys and unique indexes, so that the order of their writes does not matter.</summary>
    private static readonly Type[] Kinds =
    [
        typeof(WorkflowInstance), typeof(BookmarkRow), typeof(TimerRow), typeof(MessageRow), typeof(UserTask), typeof(UserTaskEvent),
        typeof(FormSubmission), typeof(JournalEntry), typeof(JournalHead), typeof(OperationRow), typeof(Decision), typeof(StatusChange),
        typeof(Setting),
    ];

    private static readonly ConcurrentDictionary<(Type Context, Type Row), RowShape?> Shapes = new();

    /// <summary>The row of a key, tracked like one that EF loaded; null when there is none.</summary>
    public async Task<T?> Find<T>(AppDb db, object[] key, CancellationToken cancel)
        where T : class
    {
        var shape = ShapeOf(db, typeof(T))!;
        foreach (var entry in db.ChangeTracker.Entries<T>())
            if (shape.HasKey(entry, key))
                return entry.State == EntityState.Deleted ? null : entry.Entity;
        var values = new object[key.Length];
        for (var at = 0; at < key.Length; at++)
            values[at] = shape.Key[at].Stored(key[at]);
        var row = (T?)await Query(db, new RowStatement(shape.Select, shape.Key, values), shape, cancel);
        if (row is not null)
            db.Attach(row);
        return row;
    }

    /// <summary>Deletes the rows whose column has the value; those that are tracked are not looked at.</summary>
    public Task Delete<T>(AppDb db, string property, IEnumerable<string> values, CancellationToken cancel)
        where T : class
    {
        var shape = ShapeOf(db, typeof(T))!;
        var column = shape.Columns.First(one => one.Property.Name == property);
        var sql = shape.DeleteWhere(column);
        return Execute(db, [.. values.Select(value => new RowStatement(sql, [column], [value]))], cancel);
    }

    /// <summary>Writes what is tracked as changed and is of a plain kind; the rest is left to EF. Answers how many rows.</summary>
    /// <exception cref="DbUpdateConcurrencyException">A row is not as it was read.</exception>
    public async Task<int> Write(AppDb db, CancellationToken cancel)
    {
        List<RowStatement>? statements = null;
        foreach (var entry in db.ChangeTracker.Entries())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && ShapeOf(db, entry.Entity.GetType()) is { } shape)
                (statements ??= []).Add(Statement(shape, entry));
        if (statements is null)
            return 0;
        await Execute(db, statements, cancel);
        foreach (var statement in statements)
            Accept(statement.Entry!);
        return statements.Count;
    }

    protected abstract Task<object?> Query(AppDb db, RowStatement statement, RowShape shape, CancellationToken cancel);

    protected abstract Task Execute(AppDb db, IReadOnlyList<RowStatement> statements, CancellationToken cancel);

    protected static void Check(RowStatement statement, int changed)
    {
        if (statement.Expected is { } expected && expected != changed)
            throw new DbUpdateConcurrencyException($"A row of {statement.Entry?.Metadata.DisplayName()} is not as it was read.");
    }

    private static void Accept(EntityEntry entry)
    {
        // A modified entry that is set back to unchanged takes its original values again: they become the written ones first.
        if (entry.State == EntityState.Modified)
            entry.OriginalValues.SetValues(entry.CurrentValues);
        entry.State = entry.State == EntityState.Deleted ? EntityState.Detached : EntityState.Unchanged;
    }

    private static RowShape? ShapeOf(AppDb db, Type row) => Shapes.GetOrAdd((db.GetType(), row), static (key, model) =>
        Kinds.Contains(key.Row) ? new RowShape(model.FindEntityType(key.Row)!) : null, db.Model);

    private static RowStatement Statement(RowShape shape, EntityEntry entry)
    {
        switch (entry.State)
        {
            case EntityState.Added:
                return new RowStatement(shape.Insert, shape.Columns, Current(shape.Columns, entry)) { Expected = 1, Entry = entry };
            case EntityState.Deleted:
                return new RowStatement(shape.Delete, [.. shape.Key, .. shape.Tokens], [.. Original(shape, entry)]) { Expected = 1, Entry = entry };
            default:
                var changed = shape.Columns.Where(column => entry.Property(column.Property).IsModified).ToList();
                return new RowStatement(shape.Update(changed), [.. changed, .. shape.Key, .. shape.Tokens], [.. Current(changed, entry), .. Original(shape, entry)])
                {
                    Expected = 1,
                    Entry = entry,
                };
        }
    }

    private static object[] Current(IReadOnlyList<RowColumn> columns, EntityEntry entry)
    {
        var values = new object[columns.Count];
        for (var at = 0; at < values.Length; at++)
            values[at] = columns[at].Stored(columns[at].Of(entry.Entity));
        return values;
    }

    private static IEnumerable<object> Original(RowShape shape, EntityEntry entry) =>
        shape.Key.Concat(shape.Tokens).Select(column => column.Stored(entry.Property(column.Property).OriginalValue));
}
