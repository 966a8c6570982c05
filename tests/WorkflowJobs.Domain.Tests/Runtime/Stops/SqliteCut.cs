using System.Data;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace WorkflowJobs.Domain.Tests.Runtime.Stops;

/// <summary>Counts the statements of the writer's connections on SQLite, and where one of them ends.</summary>
internal sealed class SqliteCut : ICut
{
    /// <summary>Statements until the end; 0 for none.</summary>
    public int Left { get; set; }

    public Moment Moment { get; set; }

    public bool Stopped { get; set; }

    /// <summary>The whole process is killed.</summary>
    public bool Kills { get; set; }

    public void StopAt(int statement, Moment moment) => (Left, Moment, Stopped) = (statement, moment, false);

    public bool Mend()
    {
        var stopped = Stopped;
        (Left, Stopped) = (0, false);
        return stopped;
    }
}

/// <summary>
/// A writer's connection that ends at a statement, BEGIN, SAVEPOINT and COMMIT among them. From then on nothing goes through it but
/// the rollback that the end of a process would be; the next is made by the writer itself.
/// </summary>
internal sealed class StoppingConnection(string text, SqliteCut stop) : SqliteConnection(text)
{
    public bool IsGone { get; set; }

    public override SqliteCommand CreateCommand() => new StoppingCommand(this, stop) { Connection = this, Transaction = Transaction, CommandTimeout = DefaultTimeout };
}

file sealed class StoppingCommand(StoppingConnection connection, SqliteCut stop) : SqliteCommand
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
