using WorkflowJobs.Server.Tests;

namespace WorkflowJobs.Browser.Tests;

/// <summary>The server of a walk, spoken to over REST for what the walk needs to find there.</summary>
internal sealed class RestHost(DemoServer server) : ITestHost, IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(server.Address), Timeout = TimeSpan.FromMinutes(5) };

    public Api Anonymous => new(http, null);

    public Task<Api> As(string userName) => Api.SignIn(http, userName);

    public void Dispose() => http.Dispose();
}
