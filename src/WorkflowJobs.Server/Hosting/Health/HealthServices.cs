using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace WorkflowJobs.Server.Hosting.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it can serve, with what stands in the way by name; a proxy sends nobody
/// to a server that is not ready.
/// </summary>
internal static class HealthServices
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<StartedCheck>("started", timeout: Longest)
        .AddCheck<DatabaseCheck>("database", timeout: Longest)
        .AddCheck<WriterCheck>("writer", timeout: Longest)
        .AddCheck<PumpsCheck>("pumps", timeout: Longest)
        .AddCheck<MasterKeyCheck>("masterKey", timeout: Longest)
        .AddCheck<DiskCheck>("disk", timeout: Longest);

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous();
    }

    /// <summary>Names and states only: who asks may be a stranger.</summary>
    private static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new JsonObject
    {
        ["status"] = report.Status.ToString(),
        ["checks"] = new JsonObject(report.Entries.Select(entry => new KeyValuePair<string, JsonNode?>(entry.Key, entry.Value.Status.ToString()))),
    });
}
