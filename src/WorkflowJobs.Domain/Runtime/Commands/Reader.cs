using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Runtime.Commands;

/// <summary>Queries, beside the writer: each sees one state of the database and can store nothing.</summary>
public interface IReader
{
    Task<T> Read<T>(Func<Work, CancellationToken, Task<T>> query, CancellationToken cancel = default);
}

public sealed class Reader(DatabaseSettings settings, TimeProvider clock) : IReader
{
    public async Task<T> Read<T>(Func<Work, CancellationToken, Task<T>> query, CancellationToken cancel = default)
    {
        await using var db = settings.CreateContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var snapshot = await settings.BeginSnapshot(db, cancel);
        return await query(new Work(db, clock.Instant()), cancel);
    }
}
