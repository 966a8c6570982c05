using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WorkflowJobs.Server.Tests;

/// <summary>A gateway for text messages on a loopback port: keeps what it was sent and answers what it is told to.</summary>
public sealed class SmsGateway : IAsyncDisposable
{
    private readonly WebApplication app;

    private SmsGateway(WebApplication app) => this.app = app;

    public ConcurrentQueue<(string Authorization, JsonNode Body)> Received { get; } = new();

    /// <summary>What it answers from now on. The body repeats the number, as gateways do.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.Accepted;

    public string Url => app.Urls.First() + "/messages";

    public static async Task<SmsGateway> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var gateway = new SmsGateway(builder.Build());
        gateway.app.Urls.Add("http://127.0.0.1:0");
        gateway.app.MapPost("/messages", gateway.Take);
        await gateway.app.StartAsync();
        return gateway;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        Received.Enqueue((context.Request.Headers.Authorization.ToString(), body));
        context.Response.StatusCode = (int)Answer;
        await context.Response.WriteAsync("refused: " + body["to"]);
    }
}
