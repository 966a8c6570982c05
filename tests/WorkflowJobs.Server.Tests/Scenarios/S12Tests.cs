using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S12: three places for five eligible people, ranked in every mode.</summary>
public sealed class S12Tests
{
    [Theory]
    [InlineData("PRIORITY_FIRST", false, "P21 P08 P10", "P01 P12")]
    [InlineData("PRIORITY_FIRST", true, "P08 P10 P21", "P01 P12")]
    [InlineData("SCORE_FIRST", true, "P01 P08 P10", "P21 P12")]
    public async Task ThreePlacesForFive_SelectedAndWaitlistedByMode(string mode, bool scored, string selected, string waitlisted)
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.Allocate("Rural", 1, 3);
        (string Key, string Claim, long Income, int Score)[] people =
            [("P08", "R-POV", 720_000, 82), ("P21", "R-LOW", 690_000, 78), ("P10", "R-DIS", 1_140_000, 80), ("P01", "R-AGE", 1_400_000, 88), ("P12", "R-SPF", 900_000, 75)];
        var applied = new Dictionary<string, Application>();
        foreach (var (key, claim, income, _) in people)
        {
            applied[key] = await town.Apply("hudong", Town.Form(key, claim, form => Facts(form, key, income)));
            await town.Accept("hudong", applied[key]);
        }

        await town.At("2024-06-20T10:00");
        await town.Recommend("hudong", "2024-06-20", [.. applied.Values]);
        await town.Pass([.. applied.Values]);
        await town.Rank(mode, [.. people.Select(person => (applied[person.Key], scored ? person.Score : (int?)null))]);

        var handler = await town.Handler;
        var round = (await handler.Get("/api/rounds"))["items"]!.AsArray().Single(row => Api.Text(row, "kind") == "Rural")!;
        var ranking = await handler.Get($"/api/rounds/{Api.Text(round, "id")}/ranking");
        Assert.Equal(mode, Api.Text(ranking, "mode"));
        Assert.Equal(selected, Keys(ranking, "Selected", applied));
        Assert.Equal(waitlisted, Keys(ranking, "Waitlisted", applied));
        await Printed(server, handler, ranking, scored ? people : [.. people.Select(person => person with { Score = 0 })], applied, mode == "SCORE_FIRST" ? "得分优先" : scored ? "困难程度优先（计得分）" : "困难程度优先（不计得分）");
        foreach (var key in waitlisted.Split(' '))
            Assert.Equal("WAITLIST", (await town.Case(applied[key])).Status);
        await town.Post("2024-06-24");
        var list = Assert.Single((await server.Anonymous.Get("/api/public/publicity"))["items"]!.AsArray())!;
        Assert.Equal(selected.Split(' ').Select(Town.NumberOf).Select(number => number[^4..]), list["people"]!.AsArray().Select(person => Api.Text(person, "id")[^4..]));
    }

    /// <summary>The list on paper: the mode, and of everybody the rank, the tier, the score where scores count, the income and the votes.</summary>
    private static async Task Printed(
        TestServer server, Api handler, JsonNode ranking, (string Key, string Claim, long Income, int Score)[] people, Dictionary<string, Application> applied, string mode)
    {
        var words = await Paper.Words(server, handler, "round", Api.Text(ranking, "roundId"), "ranking");
        Assert.Contains("排序方式：" + mode, words, StringComparison.Ordinal);
        foreach (var (key, claim, income, score) in people)
        {
            var rank = Api.Text(ranking["people"]!.AsArray().Single(row => Api.Text(row, "applicationId") == applied[key].Id), "rank");
            var tier = claim switch { "R-AGE" => 2, "R-SPF" => 3, _ => 1 };
            var yuan = (income / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
            Assert.Matches($"{rank}{Town.NameOf(key)}湖东村[^0-9]+{tier}{(score == 0 ? "" : score)}{yuan}7/7", words);
        }
    }

    private static void Facts(JsonObject form, string key, long income)
    {
        form["incomePerCapita"] = income;
        if (key == "P12")
        {
            form["maritalStatus"] = "Divorced";
            form["children"] = new JsonArray(new JsonObject { ["birth"] = "2012-03-01" });
        }
    }

    private static string Keys(JsonNode ranking, string selection, Dictionary<string, Application> applied) => string.Join(' ', ranking["people"]!.AsArray()
        .Where(row => Api.Text(row, "selection") == selection)
        .Select(row => applied.Single(pair => pair.Value.Id == Api.Text(row, "applicationId")).Key));
}
