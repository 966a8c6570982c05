namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>DOMAIN §8, stage 17: what was paid to somebody who never worked is asked back as soon as it is found, without anybody having to think of it.</summary>
public sealed class FraudClawbackTests
{
    [Fact]
    public async Task SubstantiatedTipOff_BeginsTheClawbackOfWhatWasPaid_AndTheRemoval()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        await town.At("2024-07-16T09:00");
        var placement = await pay.Place("P30", "yuwan", "2024-07-16", "2025-07-15");
        await pay.Account(placement, Town.NameOf("P30"), "62170000000000030", Town.NumberOf("P30"));
        await town.At("2024-08-06T09:00");
        await pay.PayMonth(2024, 7, "2024-08-07");

        await town.At("2024-08-12T10:00");
        await server.Anonymous.Post("/api/public/tip-offs", new { operationId = Api.NewId(), townId = "shiqiao", aboutOfficer = false, about = "渔湾村秦商", content = "从来没上过班" });
        var discipline = await server.As("shiqiao-td");
        await discipline.Complete("核查举报", "", "Substantiated", new
        {
            finding = "从未到岗，考勤由村干部代签",
            placement,
            result = "NeverWorked",
            findings = new[] { new { unit = "shiqiao-yuwan", kind = "Attendance", problem = "考勤代签" } },
            reply = "情况属实，已处理。",
            evidence = new[] { await discipline.Upload("核查") },
        }, "查实");

        var (handler, leader) = (await town.DistrictHandler, await town.DistrictLeader);
        var clawback = Assert.Single((await handler.Get("/api/clawbacks"))["items"]!.AsArray())!;
        Assert.Equal(placement, Api.Text(clawback, "placementId"));
        await handler.Complete("拟定追缴", "秦商", "Submit", new { from = "2024-07-16", until = "2024-08-12", facts = "从未到岗，考勤由他人代签。" });
        var decided = await leader.Claim(await leader.FindTask("决定追缴", "秦商"));
        Assert.Equal("430.11", Api.Text(Assert.Single(decided["form"]!["sources"]!["clawback-figures"]!.AsArray()), "amount"));
        await leader.Complete("决定追缴", "秦商", "Approve", new { });
        var noticed = await handler.Get("/api/clawbacks/" + Api.Text(clawback, "id"));
        Assert.Equal(("Notified", "172.04/86.02/172.05"), (Api.Text(noticed, "status"), PayDesk.Split(noticed["split"])));

        Assert.Contains((await (await town.Handler).Tasks()), task => Api.Text(task, "subjectType") == "exit");
    }
}
