using System.Net;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Server.Tests.Http;

/// <summary>What the pumps gave up is seen and can be tried again; what strangers try too often is refused.</summary>
public sealed class FailureTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Message_GivenUp_IsListedAndTriedAgainByTheAdministratorOnly()
    {
        var services = fixture.Server.Services;
        await services.GetRequiredService<IWriter>().Write((work, _) =>
        {
            work.Db.Messages.Add(new MessageRow { Id = "poison", Key = "round:none/reviews", Kind = BookmarkKinds.Wait, CauseId = "test", CreatedAt = work.Now, Attempts = MessagePump.MostAttempts, LastError = "InvalidOperationException: broken" });
            return Task.FromResult(0);
        });
        var administrator = await fixture.Server.As("shebao-wa");

        var listed = Assert.Single((await administrator.Get("/api/instances/failures"))["items"]!.AsArray(), row => Api.Text(row, "id") == "poison");
        Assert.Equal(("Message", "true", "InvalidOperationException: broken"), (Api.Text(listed, "kind"), Api.Text(listed, "givenUp"), Api.Text(listed, "lastError")));
        await (await fixture.Server.As("jijian-au")).Refused("/api/instances/failures/Message/poison/retry", new { operationId = Api.NewId() }, "NOT_FOUND");
        await administrator.Post("/api/instances/failures/Message/poison/retry", new { operationId = Api.NewId() });
        await services.GetRequiredService<MessagePump>().Drain(TestContext.Current.CancellationToken);

        Assert.DoesNotContain((await administrator.Get("/api/instances/failures"))["items"]!.AsArray(), row => Api.Text(row, "id") == "poison");
    }

    [Fact]
    public async Task Progress_TriedTooOften_IsRefusedOnThePageToo()
    {
        for (var i = 0; i < 10; i++)
            await fixture.Server.Anonymous.Refused("/api/public/progress", new { receipt = "nonsense", idLastFour = "0000" }, "RECEIPT_FORMAT");

        await fixture.Server.Anonymous.Refused("/api/public/progress", new { receipt = "nonsense", idLastFour = "0000" }, "TOO_MANY_REQUESTS");
        using var form = new FormUrlEncodedContent([new("_handler", "progress"), new("Input.Receipt", "x"), new("Input.LastFour", "0000")]);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await fixture.Server.Anonymous.Send(HttpMethod.Post, "/progress", form)).Status);
        Assert.Equal(HttpStatusCode.OK, (await fixture.Server.Anonymous.Send(HttpMethod.Get, "/progress")).Status);
    }
}
