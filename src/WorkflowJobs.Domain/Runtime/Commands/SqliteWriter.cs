using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Data.Rows;

namespace WorkflowJobs.Domain.Runtime.Commands;

/// <summary>
/// One writer owns one connection and drains waiting commands into one transaction, each in a savepoint of its own. A failing command
/// rolls back to its savepoint and answers alone; the others answer after COMMIT. If COMMIT itself fails, all are retried one by one.
/// </summary>
public sealed class SqliteWriter : IWriter, IAsyncDisposable
{
    private const int QueueLength = 10_000;
    private const int LargestBatch = 64;
    private readonly Channel<Command> queue = Channel.CreateBounded<Command>(new BoundedChannelOptions(QueueLength) { SingleReader = true });
    private readonly DatabaseSettings settings;
    private readonly TimeProvider clock;
    private readonly Task loop;
    private bool broken;

    public SqliteWriter(DatabaseSettings settings, TimeProvider clock)
    {
        this.settings = settings;
        this.clock = clock;
        loop = Task.Run(Loop);
    }

    public Task<T> Write<T>(Func<Work, CancellationToken, Task<T>> command, CancellationToken cancel = default) => Write(null, command, cancel);

    public async Task<T> Write<T>(DateTimeOffset? now, Func<Work, CancellationToken, Task<T>> command, CancellationToken cancel = default)
    {
        using var place = Telemetry.Waiting();
        var waiting = new Command<T>(now, command, cancel);
        await queue.Writer.WriteAsync(waiting, cancel);
        return await waiting.Answer;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    /// <summary>A connection that cannot be had, or that broke, takes no command with it but those that were waiting: the next one tries anew.</summary>
    private async Task Loop()
    {
        while (await queue.Reader.WaitToReadAsync())
            try
            {
                await Serve();
            }
            catch (Exception failure)
            {
                while (queue.Reader.TryRead(out var command))
                    command.Fail(failure);
            }
    }

    private async Task Serve()
    {
        broken = false;
        await using var connection = await settings.OpenWriterConnection(CancellationToken.None);
        using var rows = new SqliteRows(connection);
        await using var db = settings.CreateContext(connection);
        db.PlainRows = rows;
        // EF's own savepoint around SaveChanges would only repeat ours.
        db.Database.AutoSavepointsEnabled = false;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        var batch = new List<Command>();
        while (!broken && await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < LargestBatch && queue.Reader.TryRead(out var command))
                batch.Add(command);
            if (!await TryRun(connection, db, batch) && batch.Count > 1)
                foreach (var command in batch)
                    await TryRun(connection, db, [command]);
        }
    }

    /// <summary>False when the COMMIT failed and the members are to be tried singly; a single one then answers with the failure.</summary>
    private async Task<bool> TryRun(SqliteConnection connection, AppDb db, List<Command> batch)
    {
        try
        {
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
            await db.Database.UseTransactionAsync(transaction);
            if (batch is [var only])
            {
                // Alone it needs no savepoint: what is taken back is the transaction.
                if (await RunOn(db, only))
                    await transaction.CommitAsync();
                else
                {
                    broken |= DatabaseFailure.IsUnreachable(only.Failure);
                    await transaction.RollbackAsync();
                }
            }
            else
            {
                foreach (var command in batch)
                    await RunInSavepoint(db, transaction, command);
                await transaction.CommitAsync();
            }
        }
        catch (Exception failure)
        {
            broken |= DatabaseFailure.IsUnreachable(failure);
            if (batch.Count == 1)
                batch[0].Fail(failure);
            return batch.Count == 1;
        }
        finally
        {
            await db.Database.UseTransactionAsync(null);
        }

        foreach (var command in batch)
            command.Release();
        return true;
    }

    /// <summary>The one context is as good as new for each command: what an earlier one tracked is forgotten.</summary>
    private Task<bool> RunOn(AppDb db, Command command)
    {
        db.ChangeTracker.Clear();
        return command.Run(new Work(db, command.Now ?? clock.Instant()));
    }

    private async Task RunInSavepoint(AppDb db, SqliteTransaction transaction, Command command)
    {
        await transaction.SaveAsync("command");
        if (!await RunOn(db, command))
            await transaction.RollbackAsync("command");
        await transaction.ReleaseAsync("command");
    }

    private abstract class Command(DateTimeOffset? now)
    {
        public DateTimeOffset? Now { get; } = now;

        /// <summary>What it threw when it ran last; null when it did not.</summary>
        public Exception? Failure { get; protected set; }

        /// <summary>True when what it did is to be kept.</summary>
        public abstract Task<bool> Run(Work work);

        public abstract void Release();

        public abstract void Fail(Exception failure);
    }

    private sealed class Command<T>(DateTimeOffset? now, Func<Work, CancellationToken, Task<T>> body, CancellationToken cancel) : Command(now)
    {
        private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Action release = static () => { };

        public Task<T> Answer => answer.Task;

        public override async Task<bool> Run(Work work)
        {
            try
            {
                cancel.ThrowIfCancellationRequested();
                var value = await body(work, cancel);
                if (!work.Refused)
                    await work.Db.SaveChangesAsync(cancel);
                var actions = work.Refused ? [] : work.CommitActions;
                release = () =>
                {
                    // Durable already: an action that throws is told to the caller, and takes nobody else's answer.
                    try
                    {
                        foreach (var action in actions)
                            action();
                        answer.TrySetResult(value);
                    }
                    catch (Exception failure)
                    {
                        answer.TrySetException(failure);
                    }
                };
                return !work.Refused;
            }
            catch (Exception failure)
            {
                Failure = failure;
                release = () => Fail(failure);
                return false;
            }
        }

        public override void Release() => release();

        public override void Fail(Exception failure) => _ = failure is OperationCanceledException ? answer.TrySetCanceled() : answer.TrySetException(failure);
    }
}
