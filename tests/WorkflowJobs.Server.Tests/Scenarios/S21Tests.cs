using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S21: training failed twice; the place is freed and the next on the waitlist is called.</summary>
public sealed class S21Tests
{
    [Fact]
    public async Task TrainingFailedTwice_OfferLapsesAndTheWaitlistIsCalledForItsOwnApproval()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.Allocate("Rural", 1, 1);
        var p25 = await town.Apply("liugou", Town.Form("P25", "R-POV"));
        var p12 = await town.Apply("liugou", Town.Form("P12", "R-SPF", form =>
        {
            form["maritalStatus"] = "Divorced";
            form["children"] = new JsonArray(new JsonObject { ["birth"] = "2012-03-01" });
        }));
        await town.Accept("liugou", p25);
        await town.Accept("liugou", p12);
        await town.At("2024-06-20T10:00");
        await town.Recommend("liugou", "2024-06-20", p25, p12);
        await town.Pass(p25, p12);
        await town.Rank("PRIORITY_FIRST", (p25, null), (p12, null));
        Assert.Equal("WAITLIST", (await town.Case(p12)).Status);
        await town.Post("2024-06-24");
        await town.TakeDown("2024-07-02");
        await town.Compare(p25);
        await town.At("2024-07-05T10:00");
        await town.Approve(p25);
        Assert.Equal(1, await town.Taken());

        // Ten working days from the approval: 07-19. A class after it is refused.
        var handler = await town.Handler;
        var late = await handler.CompleteRefused(await handler.FindTask("安排培训"), "FORM_DATA", "Schedule", new { heldOn = "2024-07-22", hours = 8, place = "镇文化站", lecturer = "周老师" });
        Assert.Equal("TRAINING_AFTER_LIMIT", Api.Text(late.Body!["errors"]![0], "code"));
        // On the limit itself only what else is wrong is refused.
        var onTheLimit = await handler.CompleteRefused(await handler.FindTask("安排培训"), "FORM_DATA", "Schedule", new { heldOn = "2024-07-19", hours = 4, place = "镇文化站", lecturer = "周老师" });
        Assert.Equal(["TRAINING_HOURS"], onTheLimit.Body!["errors"]!.AsArray().Select(error => Api.Text(error, "code")));
        await town.Schedule("2024-07-10");
        await town.At("2024-07-10T18:00");
        await town.Roll((p25, 52));
        Assert.Equal("TRAINING", (await town.Case(p25)).Status);
        // So is the retake's.
        late = await handler.CompleteRefused(await handler.FindTask("安排培训"), "FORM_DATA", "Schedule", new { heldOn = "2024-07-22", hours = 8, place = "镇文化站", lecturer = "周老师" });
        Assert.Equal("TRAINING_AFTER_LIMIT", Api.Text(late.Body!["errors"]![0], "code"));
        await town.Schedule("2024-07-17");
        await town.At("2024-07-17T18:00");
        await town.Roll((p25, 58));

        var failed = await town.Case(p25);
        Assert.Equal("OFFER_LAPSED", failed.Status);
        Assert.Equal("OFFER_LAPSED 07-17", failed.Dated.Last());
        Assert.EndsWith("OfferLapsed", failed.Notices, StringComparison.Ordinal);
        Assert.Equal(0, await town.Taken());
        var called = await town.Case(p12);
        Assert.Equal(["2024-07-17 18:00"], called.NoticesAt("Promoted"));
        await town.Post("2024-07-18");
        Assert.Equal("PUBLICITY", (await town.Case(p12)).Status);
        await town.TakeDown("2024-07-26");
        await town.Compare(p12);
        await town.Approve(p12);
        Assert.Equal("TRAINING", (await town.Case(p12)).Status);
        Assert.Equal(1, await town.Taken());
    }
}
