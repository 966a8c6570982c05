using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Execution;
using WorkflowJobs.Server.Tests.Scenarios;

namespace WorkflowJobs.Server.Tests.Http;

/// <summary>Who shapes the processes neither decides in them nor sees the people in them, and each act of theirs is an entry of the journal.</summary>
public sealed class SeparationTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private TestServer Server => fixture.Server;

    [Fact]
    public async Task WorkflowAdministrator_BeforeACase_NeitherDecidesNorSeesThePerson()
    {
        var town = new Town(Server, "shiqiao");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        var task = Api.Text(await (await town.Village("hudong")).FindTask("受理初审", person.Receipt), "id");
        var administrator = await Server.As("shebao-wa");

        Assert.Empty(await administrator.Tasks());
        (string Path, object Body)[] acts =
        [
            ($"/api/user-tasks/{task}/claim", new { operationId = Api.NewId() }),
            ($"/api/user-tasks/{task}/release", new { operationId = Api.NewId() }),
            ($"/api/user-tasks/{task}/complete", new { operationId = Api.NewId(), outcome = "Accept", data = new { } }),
            ($"/api/user-tasks/{task}/return", new { operationId = Api.NewId(), targetActivityId = "application-form", reason = "x" }),
            ($"/api/user-tasks/{task}/recall", new { operationId = Api.NewId(), reason = "x" }),
            ($"/api/user-tasks/{task}/transfer", new { operationId = Api.NewId(), toUserId = "demo-shebao-wa", reason = "x" }),
            ($"/api/user-tasks/{task}/urge", new { operationId = Api.NewId() }),
            ($"/api/applications/{person.Id}/reveal", new { field = "idNumber", reason = "VERIFY_IDENTITY" }),
            ($"/api/applications/{person.Id}/invitation", new { operationId = Api.NewId() }),
            ($"/api/applications/{person.Id}/withdraw", new { operationId = Api.NewId(), reason = "x" }),
        ];
        foreach (var (path, body) in acts)
        {
            var refused = await administrator.Send(HttpMethod.Post, path, body);
            Assert.True(refused.Code is "NOT_FOUND" or "FORBIDDEN", $"{path}: {(int)refused.Status} {refused.Body?.ToJsonString()}");
        }

        foreach (var path in new[] { "", "/events", "/history", "/colleagues", "/attachments", "/picture" })
            Assert.Equal(HttpStatusCode.NotFound, (await administrator.Send(HttpMethod.Get, $"/api/user-tasks/{task}{path}")).Status);
        foreach (var path in new[] { "", "/receipt", "/picture" })
            Assert.Equal(HttpStatusCode.NotFound, (await administrator.Send(HttpMethod.Get, $"/api/applications/{person.Id}{path}")).Status);
        foreach (var text in new[] { person.Name, person.Receipt, Town.NumberOf("P08") })
            Assert.Empty((await administrator.Post("/api/applications/search", new { text }))["items"]!.AsArray());
        Assert.Empty((await administrator.Post("/api/people/search", new { text = person.Name }))["items"]!.AsArray());
        Assert.DoesNotContain(person.Name, (await administrator.Get("/api/publicity")).ToJsonString(), StringComparison.Ordinal);
        Assert.Empty((await administrator.Get("/api/meetings"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.Send(HttpMethod.Get, "/api/journal/reveals")).Status);
        Assert.Equal("SUBMITTED", (await town.Case(person)).Status);
    }

    [Fact]
    public async Task WorkflowAdministrator_WhateverTheyDo_IsAnEntryOfTheJournal()
    {
        var administrator = await Server.As("shebao-wa");

        var json = JsonNode.Parse(Encoding.UTF8.GetString(await administrator.Bytes("/api/definitions/versions/annual-demand-v1/export")))!;
        json["name"] = "年度需求公告（改名）";
        await administrator.Post("/api/definitions/import", new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json"));
        await administrator.Post("/api/definitions/versions/annual-demand-v2/publish", new { operationId = Api.NewId() });
        var instance = Api.Text((await administrator.Get("/api/definitions/versions/annual-demand-v2/moves"))["items"]!.AsArray()[0], "instanceId");
        await administrator.Post($"/api/instances/{instance}/move", new { operationId = Api.NewId(), toVersionId = "annual-demand-v2", reason = "改名" });
        await administrator.Post($"/api/instances/{instance}/undo-move", new { operationId = Api.NewId(), reason = "改名" });
        await administrator.Post("/api/definitions/annual-demand/retract", new { operationId = Api.NewId() });
        var draft = await administrator.Post("/api/definitions/annual-demand/revert/1", new { });
        Assert.Equal(HttpStatusCode.NoContent, (await administrator.Send(HttpMethod.Delete, "/elsa/api/workflow-definition-versions/" + Api.Text(draft, "versionId"))).Status);
        await Server.Services.GetRequiredService<IWriter>().Write((work, _) =>
        {
            work.Db.Messages.Add(new MessageRow { Id = "given-up", Key = "round:none/reviews", Kind = BookmarkKinds.Wait, CauseId = "test", CreatedAt = work.Now, Attempts = MessagePump.MostAttempts, LastError = "broken" });
            return Task.FromResult(0);
        });
        await administrator.Post("/api/instances/failures/Message/given-up/retry", new { operationId = Api.NewId() });
        await administrator.Post($"/api/instances/{instance}/cancel", new { operationId = Api.NewId(), reason = "撤销" });

        Assert.Equal(
            [
                "definitions Saved", "definitions Published", "definitions Retracted", "definitions Saved", "definitions Deleted", "failures Retried",
                "instance Administration move", "instance Administration undo-move", "instance Administration cancel",
            ],
            await Acts());
        Assert.True((await administrator.Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    /// <summary>What stands under the administrator's name, in the order of each stream: stream, kind, verb.</summary>
    private Task<List<string>> Acts() => Server.Services.GetRequiredService<IReader>().Read(async (work, token) =>
        (await work.Db.JournalEntries.AsNoTracking().Where(entry => entry.ActorId == "demo-shebao-wa" && entry.Kind != "Transition").OrderBy(entry => entry.Stream).ThenBy(entry => entry.Sequence).ToListAsync(token))
            .Select(entry => $"{entry.Stream.Split(':')[0]} {entry.Kind} {JsonNode.Parse(entry.Body)!["verb"]}".TrimEnd()).ToList(), TestContext.Current.CancellationToken);
}
