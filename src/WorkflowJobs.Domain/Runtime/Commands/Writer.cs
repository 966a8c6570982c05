using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Domain.Runtime.Commands;

/// <summary>
/// The seam through which everything is written. On SQLite one writer owns one connection, drains waiting commands, runs each in a
/// savepoint and answers after COMMIT; on PostgreSQL each command has a transaction of its own and is retried on conflicts.
/// A command that throws, or returns a refusal through <see cref="Work.Refuse"/>, leaves nothing behind.
/// </summary>
public interface IWriter
{
    Task<T> Write<T>(Func<Work, CancellationToken, Task<T>> command, CancellationToken cancel = default);

    /// <summary>The same at a given instant: a timer that fires late has its effect at its own due instant.</summary>
    Task<T> Write<T>(DateTimeOffset? now, Func<Work, CancellationToken, Task<T>> command, CancellationToken cancel = default);
}

/// <summary>One command's unit of work inside the writer's transaction.</summary>
public sealed class Work(AppDb db, DateTimeOffset now)
{
    private readonly List<Action> afterCommit = [];
    private static long written;
    private readonly ulong node = (ulong)Random.Shared.NextInt64(1 << 25);

    public AppDb Db { get; } = db;

    /// <summary>The domain's clock (the demo clock in demo mode), read once per command.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Names this command and everything that follows from it through messages, so that its fan-out can be drained.</summary>
    public string CauseId { get; internal set; } = Guid.NewGuid().ToString("N");

    /// <summary>True when the command ended in a refusal: its savepoint is rolled back though nothing was thrown.</summary>
    public bool Refused { get; private set; }

    /// <summary>Marks the command as refused, so that nothing of it is stored, and returns the value to answer with.</summary>
    public T Refuse<T>(T answer)
    {
        Refused = true;
        return answer;
    }

    /// <summary>Something to do once the transaction is durable: wake pumps and live inboxes. Never a write.</summary>
    public void AfterCommit(Action action) => afterCommit.Add(action);

    /// <summary>True when it sent a message, so that there is a fan-out to drain.</summary>
    public bool HasSent { get; internal set; }

    /// <summary>Nothing reads what the transition that follows writes, but for those inside it: its rows wait for the end of the command, and go in one round trip.</summary>
    internal bool EndsWithTransition { get; set; }

    internal IReadOnlyList<Action> CommitActions => afterCommit;

    /// <summary>Instances in the middle of a transition of this work: none is entered twice.</summary>
    internal HashSet<string> Entered { get; } = new(StringComparer.Ordinal);

    /// <summary>An id that sorts by instant, and within one by the order of writing in this process.</summary>
    internal string NextSortableId() => Ids.Sortable(Now, ((ulong)Interlocked.Increment(ref written) << 25) | node);
}

/// <summary>Reading the clock as the database stores it.</summary>
public static class Instants
{
    /// <summary>Now, to the millisecond.</summary>
    public static DateTimeOffset Instant(this TimeProvider clock) =>
        DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
