using WorkflowJobs.Torture;
using WorkflowJobs.Torture.Nodes;
using WorkflowJobs.Torture.Outage;

namespace WorkflowJobs.Server.Tests.Torture;

/// <summary>Short runs of <c>outage</c> and <c>nodes</c> of <c>tests/WorkflowJobs.Torture</c>.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task PostgreSql_SessionsEndedUnderLoad_CleanRefusalsAndNothingDoubled()
    {
        Assert.SkipWhen(Site.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        var report = await new OutageLoop(Random.Shared.Next(), restart: null).Run(rounds: 10);
        Assert.True(report.Problems.Count == 0 && report.Unavailable > 0, report.ToString());
    }

    [Fact]
    public async Task Nodes_AnyOneKilledUnderLoad_NothingIsLostOrDoneTwice()
    {
        Assert.SkipWhen(Site.PostgreSqlServer is null, "WORKFLOWJOBS_PG names no server.");
        var report = await new NodesLoop(Random.Shared.Next()).Run(rounds: 2);
        Assert.True(report.Problems.Count == 0 && report.Probes > 0, report.ToString());
    }
}
