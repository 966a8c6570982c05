using Microsoft.EntityFrameworkCore;

namespace WorkflowJobs.Domain.Data;

/// <summary>Who has an installation for themselves: on SQLite the one server, or a command that must not run beside it.</summary>
public sealed class Occupancy : IDisposable
{
    private readonly FileStream? file;

    private Occupancy(FileStream? file) => this.file = file;

    /// <summary>Null when a server, or such a command, is at work. The end of the process releases it, however it ends.</summary>
    public static async Task<Occupancy?> Take(DatabaseSettings settings, string dataFolder, CancellationToken cancel)
    {
        if (!settings.IsSqlite)
            return await OthersAreConnected(settings, cancel) ? null : new Occupancy(null);
        return TakeFolder(dataFolder);
    }

    /// <summary>The folder of a SQLite installation.</summary>
    public static Occupancy? TakeFolder(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        try
        {
            return new Occupancy(new FileStream(Path.Combine(dataFolder, "workflowjobs.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => file?.Dispose();

    private static async Task<bool> OthersAreConnected(DatabaseSettings settings, CancellationToken cancel)
    {
        await using var db = settings.CreateContext();
        return await db.Database.SqlQuery<int>(
            $"""
            SELECT count(*)::int AS "Value" FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = current_setting('application_name')
            """).SingleAsync(cancel) > 0;
    }
}
