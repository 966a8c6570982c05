using Microsoft.EntityFrameworkCore;
using Npgsql;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Data.Rows;

namespace WorkflowJobs.Domain.Runtime.Commands;

/// <summary>
/// Each command has a transaction of its own; what lost a race with another one is run again from the start, at last with no other one
/// of this process beside it.
/// </summary>
public sealed class PostgreSqlWriter(DatabaseSettings settings, TimeProvider clock) : IWriter, IDisposable
{
    private const int Attempts = 14;
    private const int AttemptsBesideOthers = 7;

    /// <summary>Measured: eight transactions at once commit more a second than thirty-two, which mostly undo each other.</summary>
    private const int AtOnce = 8;

    private readonly WriterPlaces places = new(AtOnce);

    public Task<T> Write<T>(Func<Work, CancellationToken, Task<T>> command, CancellationToken cancel = default) => Write(null, command, cancel);

    public async Task<T> Write<T>(DateTimeOffset? now, Func<Work, CancellationToken, Task<T>> command, CancellationToken cancel = default)
    {
        using var place = Telemetry.Waiting();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var held = attempt <= AttemptsBesideOthers ? await places.One(cancel) : await places.All(cancel);
                return await Once(now, command, cancel);
            }
            catch (Exception failure) when (attempt < Attempts && IsLostRace(failure))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, Math.Min(500, 4 << attempt))), cancel);
            }
        }
    }

    public void Dispose() => places.Dispose();

    private async Task<T> Once<T>(DateTimeOffset? now, Func<Work, CancellationToken, Task<T>> command, CancellationToken cancel)
    {
        await using var db = settings.CreateContext();
        db.PlainRows = new PostgreSqlRows();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        db.Database.AutoSavepointsEnabled = false;
        // Serializable: who opens a wait must not miss a state reached at the same time, and neither row is changed by both.
        await using var transaction = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, cancel);
        var work = new Work(db, now ?? clock.Instant());
        var value = await command(work, cancel);
        if (work.Refused)
            return value;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        foreach (var action in work.CommitActions)
            action();
        return value;
    }

    /// <summary>Somebody else changed the row first, in any of the shapes in which that shows.</summary>
    private static bool IsLostRace(Exception? failure)
    {
        // The provider wraps what it thinks transient, so the cause may lie deep.
        for (; failure is not null; failure = failure.InnerException)
            if (failure is DbUpdateConcurrencyException or PostgresException
                {
                    SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation,
                })
                return true;
        return false;
    }
}
