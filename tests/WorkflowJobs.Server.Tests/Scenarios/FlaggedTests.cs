namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>A fact that changed after the closing date is decided with a reason; a case that an administrator ends holds nothing.</summary>
public sealed class FlaggedTests
{
    [Fact]
    public async Task FlaggedCase_IsApprovedWithAReasonOnly_AndACancelledOneIsRevokedAndGivesItsPlaceBack()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var p03 = await ToApproval(town);
        var leader = await town.DistrictLeader;
        var task = await leader.FindTask("区级审批", p03.Receipt);
        var refused = await leader.CompleteRefused(task, "FORM_DATA", "Approve", new { opinion = "同意" });
        Assert.Equal(("flagReason", "FLAG_REASON_REQUIRED"), (Api.Text(refused.Body!["errors"]![0], "field"), Api.Text(refused.Body!["errors"]![0], "code")));
        await leader.Complete(task, "Approve", new { opinion = "同意", flagReason = "截止日尚未超龄，符合公告条件" });

        var approved = await town.Case(p03);
        Assert.Equal("TRAINING", approved.Status);
        Assert.Equal("截止日尚未超龄，符合公告条件", Api.Text(approved.Json["decisions"]!.AsArray().Last(), "reason"));
        Assert.Equal(1, await town.Taken());

        var administrator = await server.As("shebao-wa");
        await administrator.Post($"/api/instances/{Api.Text(approved.Json, "instanceId")}/cancel", new { operationId = Api.NewId(), reason = "重复建档" });
        var revoked = await town.Case(p03);
        Assert.Equal(("REVOKED", "PROCESS_CANCELLED"), (revoked.Status, Api.Text(revoked.Json["progress"]!["history"]!.AsArray().Last(), "reasonCode")));
        Assert.EndsWith("Revoked", revoked.Notices, StringComparison.Ordinal);
        Assert.Equal(0, await town.Taken());
    }

    [Fact]
    public async Task CancelledApplication_LeavesItsPersonFreeToApplyAgain()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var first = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        var instance = Api.Text((await town.Case(first)).Json, "instanceId");
        await (await server.As("shebao-wa")).Post($"/api/instances/{instance}/cancel", new { operationId = Api.NewId(), reason = "误操作" });
        Assert.Equal("REVOKED", (await town.Case(first)).Status);
        var again = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        Assert.Equal("SUBMITTED", (await town.Case(again)).Status);
        Assert.Equal("REVOKED", (await town.Case(first)).Status);
    }

    /// <summary>65 on the closing day, past it when the district looks again.</summary>
    private static async Task<Application> ToApproval(Town town)
    {
        var person = await town.Apply("hudong", Town.Form("P03", "R-AGE"));
        await town.Accept("hudong", person);
        await town.BringToDistrict(person);
        return person;
    }
}
