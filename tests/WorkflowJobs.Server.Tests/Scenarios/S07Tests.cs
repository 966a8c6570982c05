using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S07: two supplements, one handed in after the window closed, one never.</summary>
public sealed class S07Tests
{
    [Fact]
    public async Task Supplement_InTimeIsAccepted_SilenceLapsesAtMidnightAfterTwoReminders()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-11T10:00");
        var p10 = await town.Apply("yuwan", Town.Form("P10", "R-DIS", form => form["claims"] = new JsonArray(Town.Claim("R-DIS", "2024-05-31"))));
        var p23 = await town.Apply("liugou", Town.Form("P23", "R-AGE"));
        await town.At("2024-06-12T10:00");
        await Ask(await town.Village("yuwan"), p10, "有效的残疾人证", "证件过期");
        await Ask(await town.Village("liugou"), p23, "户口簿", "缺户口簿");
        Assert.Equal("2024-06-19", (await town.Case(p23)).Json["notices"]!.AsArray().Where(row => Api.Text(row, "kind") == "SupplementRequest").Select(row => Api.Text(row, "dueOn")).Single());

        await town.At("2024-06-18T10:00");
        var yuwan = await town.Village("yuwan");
        // It is the task of the applicant, who has an account; the officer finds it in the case of the person who came to the counter all the same.
        Assert.False(await yuwan.HasTask("补正材料"));
        var task = (await yuwan.Get("/api/applications/" + p10.Id))["tasks"]!.AsArray().Single(row => Api.Text(row, "activityId") == "supplement" && Api.Text(row, "completedAt").Length == 0)!;
        var another = await yuwan.CompleteRefused(task, "FORM_DATA", "Submit", new { claims = new[] { new { code = "R-AGE" } } });
        Assert.Equal("SUPPLEMENT_NEW_CATEGORY", Api.Text(another.Body!["errors"]![0], "code"));
        await yuwan.Complete(task, "Submit", new JsonObject { ["claims"] = new JsonArray(Town.Claim("R-DIS", "2034-05-31")) });
        await town.Accept("yuwan", p10);
        Assert.Equal(["SUBMITTED 06-11", "SUPPLEMENT 06-12", "SUBMITTED 06-18", "ACCEPTED 06-18"], (await town.Case(p10)).Dated);

        await town.At("2024-06-19T23:59");
        Assert.Equal("SUPPLEMENT", (await town.Case(p23)).Status);
        await town.At("2024-06-20T00:00");
        var lapsed = await town.Case(p23);
        Assert.Equal(["SUBMITTED 06-11", "SUPPLEMENT 06-12", "LAPSED 06-20"], lapsed.Dated);
        Assert.Equal("Receipt SupplementRequest Reminder Reminder Lapsed", lapsed.Notices);
        Assert.Equal(["2024-06-18 09:00", "2024-06-19 09:00"], lapsed.NoticesAt("Reminder"));
        Assert.Equal(["2024-06-20 00:00"], lapsed.NoticesAt("Lapsed"));
    }

    private static async Task Ask(Api officer, Application application, string what, string reason) => await officer.Complete(
        "受理初审", application.Receipt, "Supplement", new JsonObject { ["supplementItems"] = new JsonArray(new JsonObject { ["what"] = what }) }, reason);
}
