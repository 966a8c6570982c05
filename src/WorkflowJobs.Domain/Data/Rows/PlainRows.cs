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

/// <summary>A row by its key.</summary>
public readonly record struct RowKey(Type Row, IReadOnlyList<object> Key)
{
    public static RowKey Of<T>(params object[] key)
        where T : class => new(typeof(T), key);
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
        if (IsKnownToBeMissing(new RowKey(typeof(T), key)))
            return null;
        var row = (T?)await Query(db, Selecting(shape, key), shape, cancel);
        if (row is not null)
            db.Attach(row);
        return row;
    }

    /// <summary>Loads rows that will be asked for. Where a statement costs no round trip there is nothing to gain.</summary>
    public virtual Task Prefetch(AppDb db, IReadOnlyList<RowKey> keys, CancellationToken cancel) => Task.CompletedTask;

    /// <summary>Deletes the rows whose column has the value, with the next write at the latest; those that are tracked are not looked at.</summary>
    public Task Delete<T>(AppDb db, string property, IEnumerable<string> values, CancellationToken cancel)
        where T : class
    {
        var shape = ShapeOf(db, typeof(T))!;
        var column = shape.Columns.First(one => one.Property.Name == property);
        var sql = shape.DeleteWhere(column);
        return ExecuteSoon(db, [.. values.Select(value => new RowStatement(sql, [column], [value]))], cancel);
    }

    /// <summary>Writes what is tracked as changed and is of a plain kind; the rest is left to EF. Answers how many rows.</summary>
    /// <exception cref="DbUpdateConcurrencyException">A row is not as it was read.</exception>
    public async Task<int> Write(AppDb db, CancellationToken cancel)
    {
        var statements = TakePending();
        foreach (var entry in db.ChangeTracker.Entries())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && ShapeOf(db, entry.Entity.GetType()) is { } shape)
                (statements ??= []).Add(Statement(shape, entry));
        if (statements is null)
            return 0;
        await Execute(db, statements, cancel);
        foreach (var statement in statements)
            if (statement.Entry is { } entry)
                Accept(entry);
        return statements.Count;
    }

    /// <summary>Statements that were to wait for the next write.</summary>
    protected virtual List<RowStatement>? TakePending() => null;

    /// <summary>At once, or before what is written next.</summary>
    protected virtual Task ExecuteSoon(AppDb db, IReadOnlyList<RowStatement> statements, CancellationToken cancel) => Execute(db, statements, cancel);

    /// <summary>It was looked for in this transaction.</summary>
    protected virtual bool IsKnownToBeMissing(RowKey key) => false;

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

    protected static RowStatement Selecting(RowShape shape, IReadOnlyList<object> key)
    {
        var values = new object[key.Count];
        for (var at = 0; at < values.Length; at++)
            values[at] = shape.Key[at].Stored(key[at]);
        return new RowStatement(shape.Select, shape.Key, values);
    }

    protected static RowShape? ShapeOf(AppDb db, Type row) => Shapes.GetOrAdd((db.GetType(), row), static (key, model) =>
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
