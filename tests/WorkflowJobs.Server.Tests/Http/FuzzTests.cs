using WorkflowJobs.Torture.Fuzz;

namespace WorkflowJobs.Server.Tests.Http;

/// <summary>A short run of <c>dotnet run --project tests/WorkflowJobs.Torture -- fuzz</c>.</summary>
public sealed class FuzzTests
{
    [Fact]
    public async Task Server_AskedAnythingAtAll_NeverAnswers5xx()
    {
        await using var server = await TestServer.Start();
        var report = await new Fuzzer(server.Address, Path.Combine(AppContext.BaseDirectory, "workflows"), seed: 20240603).Run(requests: 300, imports: 300);
        Assert.True(report.Failures.Count == 0, report.ToString());
        Assert.True(report.Operations.Count > 50, report.ToString());
        Assert.True(report.Statuses.ContainsKey(200) && report.Statuses.ContainsKey(422), report.ToString());
    }
}
