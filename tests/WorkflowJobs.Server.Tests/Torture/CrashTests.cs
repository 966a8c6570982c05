using WorkflowJobs.Torture;
using WorkflowJobs.Torture.Crash;

namespace WorkflowJobs.Server.Tests.Torture;

/// <summary>Twenty rounds of <c>dotnet run --project tests/WorkflowJobs.Torture -- crash</c>.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(Site.Sqlite)]
    [InlineData(Site.PostgreSql)]
    public async Task Server_KilledAtAnyMoment_KeepsWhatItAnsweredOnceAndNothingByHalf(string database)
    {
        Assert.SkipWhen(database == Site.PostgreSql && Site.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        var report = await CrashLoop.InLanes(database, seed: Random.Shared.Next(), longestMilliseconds: 500, rounds: 20, lanes: 2);
        Assert.True(report.Problems.Count == 0, report.ToString());
        Assert.True(report is { Rounds: 20, Answered: > 20 }, report.ToString());
    }
}
