using System.Data;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>
/// SQLite whose writer's connection ends at a statement, BEGIN, SAVEPOINT and COMMIT among them. From then on nothing goes through it but
/// the rollback that the end of a process would be; the next is made by the writer itself.
/// </summary>
internal sealed class StoppingSqlite : IStoppable
{
    private readonly Stop stop = new();

    private StoppingSqlite(RuntimeFixture runtime) => Runtime = runtime;

    public RuntimeFixture Runtime { get; }

    public static async Task<StoppingSqlite> Open(Action<IServiceCollection>? add)
    {
        var stopping = new StoppingSqlite(await RuntimeFixture.Sqlite(add));
        stopping.Runtime.Database.Settings.NewWriterConnection = text => new Connection(text, stopping.stop);
        await stopping.Runtime.Restart();
        return stopping;
    }

    /// <summary>The whole process is killed once so many statements were executed.</summary>
    public void EndProcessAfter(int statement) => (stop.Left, stop.Moment, stop.Kills) = (statement, Moment.After, true);

    public void StopAt(int statement, Moment moment) => (stop.Left, stop.Moment, stop.Stopped) = (statement, moment, false);

    public Task<bool> Mend()
    {
        var stopped = stop.Stopped;
        (stop.Left, stop.Stopped) = (0, false);
        return Task.FromResult(stopped);
    }

    public ValueTask DisposeAsync() => Runtime.DisposeAsync();

    private sealed class Stop
    {
        /// <summary>Statements until the end; 0 for none.</summary>
        public int Left { get; set; }

        public Moment Moment { get; set; }

        public bool Stopped { get; set; }

        public bool Kills { get; set; }
    }

    private sealed class Connection(string text, Stop stop) : SqliteConnection(text)
    {
        public bool IsGone { get; set; }

        public override SqliteCommand CreateCommand() => new Command(this, stop) { Connection = this, Transaction = Transaction, CommandTimeout = DefaultTimeout };
    }

    private sealed class Command(Connection connection, Stop stop) : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            // That of a savepoint is a statement like any other; that of a transaction happens by itself when a connection ends.
            if (CommandText.StartsWith("ROLLBACK;", StringComparison.Ordinal))
            {
                // After a COMMIT whose answer was lost there is nothing to roll back.
                if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) != 0)
                    CommandText = "SELECT 1";
                return base.ExecuteReader(behavior);
            }

            if (connection.IsGone)
                throw Gone();
            if (stop.Left > 0 && --stop.Left == 0)
            {
                stop.Stopped = connection.IsGone = true;
                if (stop.Moment == Moment.After)
                    base.ExecuteReader(behavior).Dispose();
                if (stop.Kills)
                    Process.GetCurrentProcess().Kill();

                throw Gone();
            }

            return base.ExecuteReader(behavior);
        }

        private static SqliteException Gone() => new("The connection ended.", 10);
    }
}
