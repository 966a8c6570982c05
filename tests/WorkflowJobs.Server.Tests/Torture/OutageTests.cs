using WorkflowJobs.Torture;
using WorkflowJobs.Torture.Outage;

namespace WorkflowJobs.Server.Tests.Torture;

/// <summary>A short run of <c>outage</c> of <c>tests/WorkflowJobs.Torture</c>.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task PostgreSql_SessionsEndedUnderLoad_CleanRefusalsAndNothingDoubled()
    {
        Assert.SkipWhen(Site.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        var report = await new OutageLoop(Random.Shared.Next(), restart: null).Run(rounds: 10);
        Assert.True(report.Problems.Count == 0 && report.Unavailable > 0, report.ToString());
    }
}
