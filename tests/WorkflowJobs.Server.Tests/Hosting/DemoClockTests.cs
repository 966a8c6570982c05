using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Server.Demo;

namespace WorkflowJobs.Server.Tests.Hosting;

public sealed class DemoClockTests
{
    [Fact]
    public async Task Clock_FreshDemo_StandsAtTheNoticesFirstMorning()
    {
        await using var server = await TestServer.Start();

        Assert.StartsWith("2024-06-03T09:0", Api.Text(await server.Anonymous.Get("/api/demo/clock"), "now"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_AdvancedAndSet_TellsShanghaiTime()
    {
        await using var server = await TestServer.Start();

        Assert.StartsWith("2024-06-08T09:0", Api.Text(await server.Anonymous.Advance("P5D"), "now"), StringComparison.Ordinal);
        Assert.StartsWith("2024-06-14T17:29:0", Api.Text(await server.Anonymous.SetClock("2024-06-14T17:29"), "now"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_BackBehindSomethingRecorded_IsRefused()
    {
        await using var server = await TestServer.Start();
        await server.Anonymous.SetClock("2024-06-05T10:00");
        await (await server.As("shebao-sa")).Post("/api/users", new { operationId = Api.NewId(), userName = "zhao.liu", displayName = "赵六", password = "first-password-1" });

        var answer = await server.Anonymous.Refused("/api/demo/clock", new { now = "2024-06-04T10:00:00+08:00" }, "CLOCK_BACKWARDS");

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.StartsWith("2024-06-05T10:0", Api.Text(await server.Anonymous.Get("/api/demo/clock"), "now"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_BackWhereNothingWasRecordedSince_IsSet()
    {
        await using var server = await TestServer.Start();
        await server.Anonymous.SetClock("2024-06-04T12:00");

        Assert.StartsWith("2024-06-04T11:0", Api.Text(await server.Anonymous.SetClock("2024-06-04T11:00"), "now"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"advance":"5 days"}""")]
    [InlineData("""{"advance":""}""")]
    public async Task Clock_NoTime_IsRefused(string body)
    {
        await using var server = await TestServer.Start();

        await server.Anonymous.Refused("/api/demo/clock", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), "CLOCK_TEXT");
    }

    [Fact]
    public async Task Clock_AfterARestart_GoesOnWhereItStood()
    {
        await using var server = await TestServer.Start();
        await server.Anonymous.SetClock("2024-06-20T10:00");

        await server.Restart();

        Assert.StartsWith("2024-06-20T10:0", Api.Text(await server.Anonymous.Get("/api/demo/clock"), "now"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jump_WhoseBrowserLeft_GoesToItsEnd()
    {
        await using var server = await TestServer.Start();
        var demo = server.Services.GetRequiredService<DemoService>();
        var target = new DateTimeOffset(2024, 6, 20, 9, 0, 0, TimeSpan.FromHours(8));
        using var browser = new CancellationTokenSource();

        var jump = demo.MoveTo(target, browser.Token);
        await browser.CancelAsync();

        Assert.Null((await jump).Refusal);
        Assert.True(demo.Now >= target);
    }
}
