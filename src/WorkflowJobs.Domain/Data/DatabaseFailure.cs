using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace WorkflowJobs.Domain.Data;

/// <summary>Tells a database that is away from a bug.</summary>
public static class DatabaseFailure
{
    /// <summary>
    /// The database is away, full or held by another, at whatever depth the mapper wrapped that. Whoever met it may try again later; it says
    /// nothing about what was being done, so it counts as no attempt.
    /// </summary>
    public static bool IsUnreachable(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is NpgsqlException { IsTransient: true } or SocketException or SqliteException { SqliteErrorCode: 5 or 6 or 10 or 13 or 14 }
                or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow })
                return true;
        return false;
    }

    /// <summary>Something in a text that was given cannot be stored: U+0000, which PostgreSQL takes nowhere.</summary>
    public static bool IsUnstorable(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            if (failure is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter })
                return true;
        return false;
    }
}
