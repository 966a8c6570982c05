using System.Text.Json.Nodes;
using WorkflowJobs.Server.Tests.Documents;

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
        // Nothing counts before somebody else who took part certifies it: neither the recorder, whatever office he gets, nor who was not there.
        Assert.Equal("REVIEW", (await town.Case(p23)).Status);
        var minutes = await handler.FindTask("核签评议记录", "渔湾村");
        await CertifiedByNobodyElse(server, yuwan, minutes);
        Assert.Equal("3/3/0", Api.Text(Assert.Single((await handler.Claim(minutes))["form"]!["sources"]!["review-minutes"]!.AsArray()), "counts"));
        await handler.Complete(minutes, "Certify");
        var no = await town.Case(p23);
        Assert.Equal("NOT_RECOMMENDED", no.Status);
        Assert.Contains("能力不适合该岗位", string.Join('\n', no.Json["notices"]!.AsArray().Select(row => Api.Text(row, "textZh"))), StringComparison.Ordinal);
        Assert.Equal("REVIEW", (await town.Case(p11)).Status);

        await town.At("2024-06-21T10:00");
        var roster = Town.Roster(6, "替补甲");
        roster[0]!["present"] = false;
        await handler.Complete("镇街补议", "", "Record", await Town.Record(handler, "2024-06-21", roster, Town.Votes(p11, 4, 2)));
        var second = await (await town.Leader).FindTask("核签补议记录", "渔湾村");
        // The brother could not certify his vote either, were he the town's leader.
        await RecusedMayNotCertify(server, second);
        await (await town.Leader).Complete(second, "Certify");

        Assert.Equal("TOWN_REVIEW", (await town.Case(p11)).Status);
        var meeting = (await handler.Get("/api/meetings"))["items"]!.AsArray().Single(row => Api.Text(row, "villageId") == "shiqiao-yuwan")!;
        var items = meeting["sittings"]!.AsArray().SelectMany(sitting => sitting!["items"]!.AsArray().Select(item =>
            $"{Api.Text(sitting["session"], "number")} {(Api.Text(item, "applicationId") == p11.Id ? "P11" : "P23")} {Api.Text(item, "outcome")} {Api.Text(item, "yes")}/{Api.Text(item, "no")} {Api.Text(item, "recused")}".TrimEnd())).Order();
        Assert.Equal(["1 P11 InvalidNoQuorum 0/0 曾庆国", "1 P23 NotRecommended 3/3", "2 P11 Recommended 4/2"], items);
        Assert.DoesNotContain("vote\"", meeting.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        // The minutes show both meetings, each with who certified it.
        await Papers.Print(server);
        Papers.Says(await Papers.Text(handler, "meeting", Api.Text(meeting, "id"), "review-record"),
            "第1次会议", "2024年6月20日", "核签人张伟民", "核签日期2024年6月20日", "不推荐", "能力不适合该岗位", "人数不足，另行评议", "第2次会议", "2024年6月21日", "核签人王建国", "核签日期2024年6月21日", "替补甲");
        // The vote is secret: of a member nothing is kept but that they were there.
        Assert.All(meeting["sittings"]!.AsArray().SelectMany(sitting => sitting!["members"]!.AsArray()), member =>
            Assert.Equal(["id", "sessionId", "name", "isResidentRepresentative", "present", "isSubstitute"], member!.AsObject().Select(field => field.Key)));
    }

    private static async Task CertifiedByNobodyElse(TestServer server, Api recorder, JsonNode minutes)
    {
        var administrator = await server.As("shebao-sa");
        await administrator.Post($"/api/users/{Api.Text(await recorder.Get("/api/auth/me"), "userId")}/roles", new { operationId = Api.NewId(), role = "TH", unitId = "shiqiao" });
        await recorder.CompleteRefused(minutes, "MINUTES_SELF", "Certify");
        var absent = await Officer(server, "shiqiao-th-2", "石桥镇另一经办", "TH", "shiqiao");
        Assert.Contains("REVIEW_NOT_PRESENT", (await absent.CompleteRefused(minutes, "FORM_DATA", "Certify", new JsonObject())).Body!.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task RecusedMayNotCertify(TestServer server, JsonNode minutes)
    {
        var brother = await Officer(server, "zeng-tl", "曾庆国", "TL", "shiqiao");
        await brother.CompleteRefused(minutes, "MINUTES_RECUSED", "Certify");
    }

    private static async Task<Api> Officer(TestServer server, string userName, string displayName, string role, string unitId)
    {
        var administrator = await server.As("shebao-sa");
        await administrator.Post("/api/users", new { operationId = Api.NewId(), userName, displayName, password = "first-password-1", roles = new[] { new { role, unitId } } });
        return server.With(Api.Text(await server.Anonymous.Post("/api/auth/login", new { userName, password = "first-password-1" }), "accessToken"));
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
