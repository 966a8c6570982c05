namespace WorkflowJobs.Server.Tests;

/// <summary>A server as a scenario meets it, wherever it runs: over HTTP only.</summary>
public interface ITestHost
{
    /// <summary>A stranger's client: not signed in.</summary>
    Api Anonymous { get; }

    /// <summary>The account's client by its user name, e.g. <c>hudong-vo</c>; see GET /api/demo/accounts.</summary>
    Task<Api> As(string userName);
}
