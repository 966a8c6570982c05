using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Server.Tests.Http;

public sealed class UnreachableTests
{
    [Fact]
    public void Failure_OfADatabaseThatIsAway_IsNoBug()
    {
        Assert.True(DatabaseFailure.IsUnreachable(new InvalidOperationException("retries", new Npgsql.NpgsqlException("gone", new SocketException(111)))));
        Assert.True(DatabaseFailure.IsUnreachable(new Microsoft.EntityFrameworkCore.DbUpdateException("save", new SqliteException("locked", 5))));
        Assert.True(DatabaseFailure.IsUnreachable(new SqliteException("full", 13)));
        Assert.False(DatabaseFailure.IsUnreachable(new SqliteException("constraint", 19)));
        Assert.False(DatabaseFailure.IsUnreachable(new InvalidOperationException("a bug")));
    }
}
