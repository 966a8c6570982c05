using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using WorkflowJobs.Server.Http;

namespace WorkflowJobs.Server.Tests.Http;

public sealed class UnreachableTests
{
    [Fact]
    public void Failure_OfADatabaseThatIsAway_IsNoBug()
    {
        Assert.True(Problems.IsUnreachable(new InvalidOperationException("retries", new Npgsql.NpgsqlException("gone", new SocketException(111)))));
        Assert.True(Problems.IsUnreachable(new Microsoft.EntityFrameworkCore.DbUpdateException("save", new SqliteException("locked", 5))));
        Assert.True(Problems.IsUnreachable(new SqliteException("full", 13)));
        Assert.False(Problems.IsUnreachable(new SqliteException("constraint", 19)));
        Assert.False(Problems.IsUnreachable(new InvalidOperationException("a bug")));
    }
}
