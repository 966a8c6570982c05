using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S03: 45 on the closing day, and a day short of it.</summary>
public sealed class S03Tests
{
    [Fact]
    public async Task FortyFiveYearEdge_IsDecidedByTheClosingDay()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-14T10:00");
        var p01 = await town.Apply("hudong", Town.Form("P01", "R-AGE"));
        var p02 = await town.Apply("hudong", Town.Form("P02", "R-AGE"));

        var (good, bad) = (await town.Case(p01), await town.Case(p02));
        Assert.Equal("Eligible", Api.Text(good.Json["eligibility"], "outcome"));
        Assert.Contains("截至2024-06-14为45周岁", string.Join('\n', Texts(good.Json["eligibility"]!)), StringComparison.Ordinal);
        Assert.Contains("NO_CATEGORY", bad.Json["eligibility"]!.ToJsonString(), StringComparison.Ordinal);
        var sentences = string.Join('\n', Texts(bad.Json["eligibility"]!));
        Assert.Contains("截至2024-06-14为44周岁，须年满45周岁(1979-06-14及以前出生)", sentences, StringComparison.Ordinal);

        await town.Accept("hudong", p01);
        var officer = await town.Village("hudong");
        var checklist = await town.Checklist("hudong", p02);
        var refused = await officer.CompleteRefused(await officer.FindTask("受理初审", p02.Receipt), "FORM_DATA", "Accept", checklist);
        Assert.Equal("NO_CATEGORY", Api.Text(refused.Body!["errors"]![0], "code"));
        await officer.Complete("受理初审", p02.Receipt, "NotAccept", reason: "年龄不符");

        Assert.Equal("SUBMITTED ACCEPTED", (await town.Case(p01)).Statuses);
        bad = await town.Case(p02);
        Assert.Equal("SUBMITTED REJECTED", bad.Statuses);
        Assert.Equal("Receipt NotAccepted", bad.Notices);
    }

    private static IEnumerable<string> Texts(JsonNode node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field.Value is null ? [] : Texts(field.Value)),
        JsonArray items => items.SelectMany(item => item is null ? [] : Texts(item)),
        _ => [node.ToString()],
    };
}
