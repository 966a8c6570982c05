using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S11: a recusal breaks the quorum for one person only; exactly two thirds are enough.</summary>
public sealed class S11Tests
{
    [Fact]
    public async Task Recusal_BreaksTheQuorumForOnePerson_TownVotesAgainAndTwoThirdsPass()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var p11 = await town.Apply("yuwan", Town.Form("P11", "R-AGE", form => form["relatives"] = new JsonArray(new JsonObject { ["name"] = "曾庆国", ["relation"] = "兄弟" })));
        var p23 = await town.Apply("yuwan", Town.Form("P23", "R-AGE"));
        var yuwan = await town.Village("yuwan");
        await town.Accept("yuwan", p23);
        // The brother may not handle the case: he neither accepts it nor sees its form.
        var own = await yuwan.FindTask("受理初审", p11.Receipt);
        await yuwan.CompleteRefused(own, "RELATIVE_CONFLICT", "Accept", new JsonObject());
        var handler = await town.Handler;
        Assert.Equal("RELATIVE_CONFLICT", Api.Text(await yuwan.Get("/api/user-tasks/" + Api.Text(own, "id")), "barredBy"));
        await AcceptedInstead(server, own, p11);

        await town.At("2024-06-20T10:00");
        var refused = await yuwan.CompleteRefused(await yuwan.FindTask("记录民主评议"), "FORM_DATA", "Record",
            await Town.Record(yuwan, "2024-06-20", Town.Roster(6), Town.Votes(p11, 4, 1, recused: "曾庆国"), Town.Votes(p23, 3, 3, "能力不适合该岗位")));
        Assert.Contains(refused.Body!["errors"]!.AsArray(), error => Api.Text(error, "code") == "REVIEW_CONFLICT");
        await yuwan.Complete("记录民主评议", "", "Record", await Town.Record(yuwan, "2024-06-20", Town.Roster(6), Town.Votes(p23, 3, 3, "能力不适合该岗位")));
        var no = await town.Case(p23);
        Assert.Equal("NOT_RECOMMENDED", no.Status);
        Assert.Contains("能力不适合该岗位", string.Join('\n', no.Json["notices"]!.AsArray().Select(row => Api.Text(row, "textZh"))), StringComparison.Ordinal);
        Assert.Equal("REVIEW", (await town.Case(p11)).Status);

        await town.At("2024-06-21T10:00");
        var roster = Town.Roster(6, "替补甲");
        roster[0]!["present"] = false;
        await handler.Complete("镇街补议", "", "Record", await Town.Record(handler, "2024-06-21", roster, Town.Votes(p11, 4, 2)));

        Assert.Equal("TOWN_REVIEW", (await town.Case(p11)).Status);
        var meeting = (await handler.Get("/api/meetings"))["items"]!.AsArray().Single(row => Api.Text(row, "villageId") == "shiqiao-yuwan")!;
        var items = meeting["sittings"]!.AsArray().SelectMany(sitting => sitting!["items"]!.AsArray().Select(item =>
            $"{Api.Text(sitting["session"], "number")} {(Api.Text(item, "applicationId") == p11.Id ? "P11" : "P23")} {Api.Text(item, "outcome")} {Api.Text(item, "yes")}/{Api.Text(item, "no")} {Api.Text(item, "recused")}".TrimEnd())).Order();
        Assert.Equal(["1 P11 InvalidNoQuorum 0/0 曾庆国", "1 P23 NotRecommended 3/3", "2 P11 Recommended 4/2"], items);
        Assert.DoesNotContain("vote\"", meeting.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        // The vote is secret: of a member nothing is kept but that they were there.
        Assert.All(meeting["sittings"]!.AsArray().SelectMany(sitting => sitting!["members"]!.AsArray()), member =>
            Assert.Equal(["id", "sessionId", "name", "isResidentRepresentative", "present", "isSubstitute"], member!.AsObject().Select(field => field.Key)));
    }

    /// <summary>The village has one officer in the demo: the administrator gives it a second, who takes the task that the brother may not.</summary>
    private static async Task AcceptedInstead(TestServer server, JsonNode task, Application application)
    {
        var administrator = await server.As("shebao-sa");
        await administrator.Post("/api/users", new { operationId = Api.NewId(), userName = "yuwan-vo-2", displayName = "渔湾村代办员", password = "first-password-1" });
        var id = Api.Text(Assert.Single((await administrator.Get("/api/users?text=yuwan-vo-2"))["items"]!.AsArray()), "id");
        await administrator.Post($"/api/users/{id}/roles", new { operationId = Api.NewId(), role = "VO", unitId = "shiqiao-yuwan" });
        var signedIn = await server.Anonymous.Post("/api/auth/login", new { userName = "yuwan-vo-2", password = "first-password-1" });
        var second = server.With(Api.Text(signedIn, "accessToken"));
        await second.Complete("受理初审", application.Receipt, "Accept", Town.Received(await second.Claim(task)));
    }
}
