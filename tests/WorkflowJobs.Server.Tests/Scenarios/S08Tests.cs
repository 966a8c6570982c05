using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S08: applied twice, tried elsewhere, withdrawn, applied again a minute before closing and a minute after.</summary>
public sealed class S08Tests
{
    [Fact]
    public async Task SecondSupersedes_OtherTownIsDuplicate_WithdrawnMayApplyUntilTheClock()
    {
        await using var server = await TestServer.Start();
        var (town, street) = (new Town(server, "shiqiao"), new Town(server, "xuzhuang"));
        await town.At("2024-06-05T10:00");
        var first = await town.Apply("liugou", Form());
        await town.At("2024-06-11T10:00");
        var second = await town.Apply("liugou", Form());
        Assert.NotEqual(first.Receipt, second.Receipt);
        var old = await town.Case(first);
        Assert.Equal(["SUBMITTED 06-05", "SUPERSEDED 06-11"], old.Dated);
        Assert.Equal("SUBMITTED", (await town.Case(second)).Status);
        var found = (await (await town.Village("liugou")).Post("/api/applications/search", new { text = Town.NumberOf("P12") }))["items"]!.AsArray();
        Assert.Equal([second.Id, first.Id], found.Select(row => Api.Text(row, "id")));

        await street.ApplyRefused("qingbo", Form(), "DUPLICATE_ACTIVE", "Urban");

        await town.At("2024-06-14T17:00");
        var officer = await town.Village("liugou");
        await officer.Post($"/api/applications/{second.Id}/withdraw", new { operationId = Api.NewId(), reason = "改报" });
        Assert.Equal(["SUBMITTED 06-11", "WITHDRAWN 06-14"], (await town.Case(second)).Dated);
        await officer.Refused($"/api/applications/{second.Id}/withdraw", new { operationId = Api.NewId() }, "APPLICATION_OVER");

        await town.At("2024-06-14T17:29");
        var third = await town.Apply("liugou", Form());
        Assert.Equal("SUBMITTED", (await town.Case(third)).Status);
        await town.At("2024-06-14T17:31");
        var late = await town.ApplyRefused("liugou", Form(), "WINDOW_CLOSED");
        Assert.Contains("已截止", Api.Text(late.Body, "messageZh"), StringComparison.Ordinal);
        Assert.Equal("SUBMITTED", (await town.Case(third)).Status);
    }

    private static JsonObject Form() => Town.Form("P12", "R-SPF", form =>
    {
        form["maritalStatus"] = "Divorced";
        form["children"] = new JsonArray(new JsonObject { ["birth"] = "2012-03-01" });
    });
}
