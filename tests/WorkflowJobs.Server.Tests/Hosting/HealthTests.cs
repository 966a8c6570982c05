using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Server.Hosting;

namespace WorkflowJobs.Server.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_OfASoundServer_IsHealthyInEveryCheck()
    {
        await using var server = await TestServer.Start();
        var (status, body) = await Ask(server, "/health/ready");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["started", "database", "writer", "pumps", "masterKey", "disk"], body["checks"]!.AsObject().Select(check => check.Key));
        Assert.All(body["checks"]!.AsObject().Where(check => check.Key != "disk"), check => Assert.Equal("Healthy", check.Value!.GetValue<string>()));
    }

    [Fact]
    public async Task Ready_WhenTheKeyFileIsGone_IsNot_WhileLiveIs()
    {
        await using var server = await TestServer.Start();
        File.Delete(Path.Combine(server.Folder, "demo-master.key"));
        await AssertUnready(server, "masterKey");
        Assert.Equal(HttpStatusCode.OK, (await Ask(server, "/health/live")).Status);
    }

    [Fact]
    public async Task Ready_WhenTheDatabaseIsOfANewerProgram_IsNot()
    {
        await using var server = await TestServer.Start();
        await server.Data.Execute("""INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_Later', '99.0')""");
        await AssertUnready(server, "database");
    }

    [Fact]
    public async Task Ready_WhenThePumpsHaveEnded_IsNot()
    {
        await using var server = await TestServer.Start();
        await server.Services.GetRequiredService<PumpService>().StopAsync(CancellationToken.None);
        await AssertUnready(server, "pumps");
    }

    [Fact]
    public async Task Ready_WhileAnotherHoldsTheDatabase_WriterIsNot()
    {
        TestData.SqliteOnly();
        await using var server = await TestServer.Start();
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Folder, "workflowjobs.db")};Pooling=False");
        await connection.OpenAsync();
        await using (var transaction = connection.BeginTransaction(deferred: false))
            await AssertUnready(server, "writer");
        Assert.Equal(HttpStatusCode.OK, (await Ask(server, "/health/ready")).Status);
    }

    /// <summary>Asked in the pipeline itself, since a server that has not started listens to nobody.</summary>
    [Fact]
    public async Task Ready_BeforeTheServerHasStarted_IsNot()
    {
        await using var data = await TestData.Fresh();
        await using (var app = await ServerHost.Build(["--urls", "http://127.0.0.1:0", .. data.Options, "--demo", "true", "--Logging:LogLevel:Default", "None"]))
        {
            var checks = app.Services.GetRequiredService<Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckService>();
            var report = await checks.CheckHealthAsync(check => check.Name == "started");
            Assert.Equal(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy, report.Status);
            await app.StartAsync();
            report = await checks.CheckHealthAsync(check => check.Name == "started");
            Assert.Equal(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, report.Status);
            await app.StopAsync();
        }
    }

    private static async Task AssertUnready(TestServer server, string check)
    {
        var (status, body) = await Ask(server, "/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("Unhealthy", body["checks"]![check]!.GetValue<string>());
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> Ask(TestServer server, string path)
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var response = await http.GetAsync(path);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }
}
