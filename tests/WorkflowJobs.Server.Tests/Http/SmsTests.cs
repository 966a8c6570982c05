using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Outbox;
using WorkflowJobs.Server.Hosting;
using WorkflowJobs.Server.Tests.Scenarios;

namespace WorkflowJobs.Server.Tests.Http;

/// <summary>Notices go out as text messages through a real HTTP gateway; nothing of the person stays behind on the way.</summary>
public sealed class SmsTests
{
    private const string Phone = "13900000000";

    [Fact]
    public async Task Notice_WithGateway_IsSentOnceWithTheKeyAndSaysWhen()
    {
        await using var gateway = await SmsGateway.Start();
        await using var server = await StartWith(gateway);
        var town = new Town(server, "shiqiao");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await Drain(server);
        await Drain(server);

        var (authorization, message) = Assert.Single(gateway.Received);
        var receipt = (await Notices(town, person)).Single();
        Assert.Equal("Bearer sms-test-key", authorization);
        Assert.Equal((Phone, "sms:" + Api.Text(receipt, "id"), Api.Text(receipt, "textZh")), (Api.Text(message, "to"), Api.Text(message, "idempotencyKey"), Api.Text(message, "text")));
        Assert.Contains(person.Receipt, Api.Text(message, "text"), StringComparison.Ordinal);
        Assert.Equal(("Sms", true, ""), (Api.Text(receipt, "channel"), Api.Text(receipt, "smsSentAt").Length > 0, Api.Text(receipt, "smsFailedAt")));
    }

    [Fact]
    public async Task Notice_GatewayDown_IsTriedAgainWithTheSameKey()
    {
        await using var gateway = await SmsGateway.Start();
        await using var server = await StartWith(gateway);
        gateway.Answer = HttpStatusCode.ServiceUnavailable;
        var town = new Town(server, "shiqiao");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await Drain(server);
        var failed = (await Notices(town, person)).Single();
        Assert.Equal((true, ""), (Api.Text(failed, "smsFailedAt").Length > 0, Api.Text(failed, "smsSentAt")));

        gateway.Answer = HttpStatusCode.Accepted;
        await server.Anonymous.Advance("PT1H");
        await Drain(server);

        Assert.Equal(2, gateway.Received.Count);
        Assert.Single(gateway.Received.Select(one => Api.Text(one.Body, "idempotencyKey")).Distinct());
        var sent = (await Notices(town, person)).Single();
        Assert.Equal((true, ""), (Api.Text(sent, "smsSentAt").Length > 0, Api.Text(sent, "smsFailedAt")));
    }

    [Fact]
    public async Task Notice_NumberRefused_IsGivenUpAndListedUntilTheAdministratorTriesAgain()
    {
        await using var gateway = await SmsGateway.Start();
        await using var server = await StartWith(gateway);
        gateway.Answer = HttpStatusCode.UnprocessableEntity;
        var town = new Town(server, "shiqiao");
        await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await Drain(server);
        await server.Anonymous.Advance("P1D");
        await Drain(server);

        Assert.Single(gateway.Received);
        var administrator = await server.As("shebao-wa");
        var failure = Assert.Single((await administrator.Get("/api/instances/failures"))["items"]!.AsArray())!;
        Assert.Equal(("Outbox", "sms", "true", "OutboxRefusedException: HTTP_422"), (Api.Text(failure, "kind"), Api.Text(failure, "what"), Api.Text(failure, "givenUp"), Api.Text(failure, "lastError")));

        gateway.Answer = HttpStatusCode.OK;
        await administrator.Post($"/api/instances/failures/Outbox/{Api.Text(failure, "id")}/retry", new { operationId = Api.NewId() });
        await Drain(server);
        Assert.Equal(2, gateway.Received.Count);
        Assert.Empty((await administrator.Get("/api/instances/failures"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Outbox_AndLogs_HoldNothingOfThePerson()
    {
        await using var gateway = await SmsGateway.Start();
        await using var server = await StartWith(gateway, "--Logging:LogLevel:Default", "Debug", "--Logging:LogLevel:Microsoft.AspNetCore", "Debug", "--Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug", "--Logging:Console:LogLevel:Default", "None");
        var log = new Listener();
        server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        gateway.Answer = HttpStatusCode.UnprocessableEntity;
        var town = new Town(server, "shiqiao");
        await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await Drain(server);

        Assert.Single(gateway.Received);
        var rows = await server.Services.GetRequiredService<IReader>().Read((work, token) => work.Db.Outbox.ToListAsync(token), TestContext.Current.CancellationToken);
        Assert.Single(rows, row => row.Kind == PersonNotices.SmsKind);
        Assert.NotEmpty(log.Lines);
        Assert.All(rows.Select(row => JsonSerializer.Serialize(row)).Concat(log.Lines), line =>
        {
            Assert.DoesNotContain(Phone, line, StringComparison.Ordinal);
            Assert.DoesNotContain("颜秀云", line, StringComparison.Ordinal);
            Assert.DoesNotContain("sms-test-key", line, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Notice_WithoutGateway_StaysInTheSystem()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV"));

        Assert.Equal("InSystem", Api.Text((await Notices(town, person)).Single(), "channel"));
        Assert.Equal(0, await server.Services.GetRequiredService<IReader>().Read((work, token) => work.Db.Outbox.CountAsync(row => row.Kind == PersonNotices.SmsKind, token), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("http://sms.example/", "key")]
    [InlineData("nonsense", "key")]
    [InlineData("https://sms.example/", " ")]
    public async Task Server_GatewayOfHalves_RefusesToStart(string url, string key)
    {
        var folder = TestData.NewFolder();
        await Assert.ThrowsAsync<InvalidOperationException>(() => ServerHost.Build(["--data", folder, "--demo", "true", "--Sms:Url", url, "--Sms:Key", key]));
        Directory.Delete(folder, recursive: true);
    }

    private static Task<TestServer> StartWith(SmsGateway gateway, params string[] options) =>
        TestServer.Start(["--Sms:Url", gateway.Url, "--Sms:Key", "sms-test-key", .. options]);

    /// <summary>What was due is sent or has failed when it returns.</summary>
    private static Task Drain(TestServer server) => server.Services.GetRequiredService<OutboxPump>().Drain(TestContext.Current.CancellationToken);

    private static async Task<IEnumerable<JsonNode>> Notices(Town town, Application person) => (await town.Case(person)).Json["notices"]!.AsArray().Select(row => row!);

    private sealed class Listener : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
