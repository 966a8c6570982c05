using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Outbox;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>An agreement signed through a provider of electronic signatures (DOMAIN §9.5); without one it is signed on paper, and nothing else is taken for it.</summary>
public sealed class SigningTests
{
    private const string Key = "signing-test-key-0123456789";

    [Fact]
    public async Task Agreement_SentToTheProvider_IsTakenWithTheFileThatCameBackAndWithNoOther()
    {
        await using var provider = await SmsGateway.Start();
        await using var server = await TestServer.Start("--Signing:Url", provider.Url, "--Signing:Key", Key);
        var town = new Town(server, "shiqiao");
        var person = await ToSigning(server, town);
        var handler = await town.Handler;
        await (await server.As("xuzhuang-th")).Refused($"/api/applications/{person.Id}/signing", new { operationId = Api.NewId() }, "NOT_FOUND");
        var operationId = Api.NewId();
        var requested = await handler.Post($"/api/applications/{person.Id}/signing", new { operationId });
        Assert.Equal(requested.ToJsonString(), (await handler.Post($"/api/applications/{person.Id}/signing", new { operationId })).ToJsonString());
        await handler.Refused($"/api/applications/{person.Id}/signing", new { operationId = Api.NewId() }, "SIGNING_REQUESTED");
        await Drain(server);

        var (authorization, sent) = Assert.Single(provider.Received);
        Assert.Equal(("Bearer " + Key, Api.Text(requested, "requestId")), (authorization, Api.Text(sent, "requestId")));
        var pdf = Convert.FromBase64String(Api.Text(sent, "pdf"));
        Assert.Equal(Api.Text(sent, "sha256"), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(pdf)));

        // Not signed yet: a scan of somebody's does not stand for it.
        var task = await handler.FindTask("签订协议", person.Receipt);
        var refused = await handler.CompleteRefused(task, "FORM_DATA", "Signed", await Form(handler, await handler.Upload("扫描")));
        Assert.Contains("SIGNING_NOT_COMPLETE", refused.Body!.ToJsonString(), StringComparison.Ordinal);
        var answer = new { requestId = Api.Text(requested, "requestId"), signed = true, pdf };
        await server.Anonymous.Refused("/api/public/signing/answers", answer, "NOT_FOUND");
        await server.With("another-key-0123456789").Refused("/api/public/signing/answers", answer, "NOT_FOUND");
        Assert.Equal("Signed", Api.Text(await server.With(Key).Post("/api/public/signing/answers", answer), "state"));
        Assert.Equal("Signed", Api.Text(await server.With(Key).Post("/api/public/signing/answers", answer), "state"));
        await server.With(Key).Refused("/api/public/signing/answers", answer with { signed = false }, "SIGNING_ANSWERED");

        var opened = await handler.Claim(task);
        var scan = opened["form"]!["data"]!["scan"]!.AsArray().Single()!.ToString();
        Assert.Equal("ElectronicAdapter", Api.Text(opened["form"]!["data"], "signatureMode"));
        Assert.Equal(pdf, await handler.Bytes($"/api/attachments/{scan}"));
        await handler.Complete(task, "Signed", await Form(handler, scan));
        Assert.Equal("SIGNING", (await town.Case(person)).Status);
    }

    [Fact]
    public async Task Agreement_WithoutAProvider_IsSignedOnPaper()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await ToSigning(server, town);
        var handler = await town.Handler;
        Assert.False((await handler.Get($"/api/applications/{person.Id}/signing"))["isConfigured"]!.GetValue<bool>());
        await handler.Refused($"/api/applications/{person.Id}/signing", new { operationId = Api.NewId() }, "NO_SIGNING_ADAPTER");
        await server.With(Key).Refused("/api/public/signing/answers", new { requestId = "x", signed = false }, "NOT_FOUND");
        var refused = await handler.CompleteRefused(await handler.FindTask("签订协议", person.Receipt), "FORM_DATA", "Signed", await Form(handler, await handler.Upload("协议")));
        Assert.Contains("SIGNING_NOT_COMPLETE", refused.Body!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agreement_TakenBackFromTheProvider_IsSignedOnPaperAndItsAnswerCountsNoMore()
    {
        await using var provider = await SmsGateway.Start();
        await using var server = await TestServer.Start("--Signing:Url", provider.Url, "--Signing:Key", Key);
        var town = new Town(server, "shiqiao");
        var person = await ToSigning(server, town);
        var handler = await town.Handler;
        var path = $"/api/applications/{person.Id}/signing";
        Assert.Equal(("True True False", ""), Shown(await handler.Get(path)));
        await handler.Refused(path + "/withdrawal", new { operationId = Api.NewId() }, "NOT_REQUESTED");
        var requested = await handler.Post(path, new { operationId = Api.NewId() });
        Assert.Equal(("True False True", "Requested"), Shown(await handler.Get(path)));
        // Others of the area see where it stands and do nothing; the next town and the person's neighbours see nothing.
        Assert.Equal(("True False False", "Requested"), Shown(await (await town.Leader).Get(path)));
        foreach (var other in new[] { "xuzhuang-th", "caizheng-fi", "p21" })
            Assert.Equal(404, (int)(await (await server.As(other)).Send(HttpMethod.Get, path)).Status);
        await (await server.As("xuzhuang-th")).Refused(path + "/withdrawal", new { operationId = Api.NewId() }, "NOT_FOUND");

        await handler.Post(path + "/withdrawal", new { operationId = Api.NewId() });

        Assert.Equal(("True True False", "Withdrawn"), Shown(await handler.Get(path)));
        await server.With(Key).Refused("/api/public/signing/answers", new { requestId = Api.Text(requested, "requestId"), signed = false }, "SIGNING_ANSWERED");
        var again = await handler.Post(path, new { operationId = Api.NewId() });
        Assert.NotEqual(Api.Text(requested, "requestId"), Api.Text(again, "requestId"));
        await server.With(Key).Post("/api/public/signing/answers", new { requestId = Api.Text(again, "requestId"), signed = false });
        Assert.Equal(("True True False", "Declined"), Shown(await handler.Get(path)));
        await handler.Complete("签订协议", person.Receipt, "Signed", await Town.Agreement(handler, "消防安全协管员", "2024-07-15", "2024-07-16", form =>
            (form["policyNumber"], form["policyFrom"]) = ("PICC-2024-0001", "2024-07-16")));
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());

        static (string May, string State) Shown(JsonNode view) => ($"{Flag(view, "isConfigured")} {Flag(view, "mayRequest")} {Flag(view, "mayWithdraw")}", Api.Text(view, "state"));
        static bool Flag(JsonNode view, string name) => view[name]!.GetValue<bool>();
    }

    private static async Task<Application> ToSigning(TestServer server, Town town)
    {
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await town.Accept("hudong", person);
        await town.BringToDistrict(person);
        await town.ApproveAndTrain(person);
        await Drain(server);
        await town.At("2024-07-15T10:00");
        return person;
    }

    private static Task<JsonObject> Form(Api handler, string scan) => Town.Agreement(handler, "消防安全协管员", "2024-07-15", "2024-07-16", form =>
    {
        form["signatureMode"] = "ElectronicAdapter";
        form["scan"] = new JsonArray(scan);
        form["policyNumber"] = "PICC-2024-0001";
        form["policyFrom"] = "2024-07-16";
    });

    private static Task Drain(TestServer server) => server.Services.GetRequiredService<OutboxPump>().Drain(TestContext.Current.CancellationToken);
}
