
namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>The money of S28: a ghost worker's pay is asked back, repaid in part, overdue, and goes to discipline.</summary>
[Trait("Database", "PostgreSQL")]
public sealed class S28MoneyTests
{
    /// <summary>Cancelled before its notice it is given up, and bars no other on the same grounds.</summary>
    [Fact]
    public async Task Clawback_CancelledByAnAdministrator_MayBeBegunAgain()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-07-16T09:00");
        var placement = await new PayDesk(server, town, "shiqiao").Place("P30", "yuwan", "2024-07-16", "2025-07-15");
        var handler = await town.DistrictHandler;
        var first = await Begin();
        Assert.Equal(first, await Begin());
        var instance = Api.Text(await handler.FindTask("拟定追缴", "秦商"), "instanceId");
        await (await server.As("shebao-wa")).Post($"/api/instances/{instance}/cancel", new { operationId = Api.NewId(), reason = "误启动" });
        Assert.Equal("Dropped", Api.Text(await handler.Get("/api/clawbacks/" + first), "status"));
        Assert.NotEqual(first, await Begin());

        async Task<string> Begin() => (await handler.Post("/api/clawbacks",
            new { operationId = Api.NewId(), placementId = placement, from = "2024-07-16", until = "2024-07-31", grounds = "GHOST_WORKER", facts = "从未到岗。" })).GetValue<string>();
    }

    [Fact]
    public async Task GhostWorkersPay_IsAskedBackBySource_AndWhatStaysOverdueGoesToDiscipline()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        await town.At("2024-07-16T09:00");
        var placement = await pay.Place("P30", "yuwan", "2024-07-16", "2025-07-15");
        await pay.Account(placement, "秦商", "62170000000000030", Town.NumberOf("P30"));
        await GhostWorker.PaidUntilFebruary(town, pay);
        await town.At("2025-03-11T09:00");
        await pay.End(placement, "2025-03-10");
        await pay.OpenMonth(2025, 3);
        await pay.PayMonth(2025, 3, "2025-03-12");
        await town.At("2025-03-14T09:00");
        var handler = await town.DistrictHandler;
        var body = new { operationId = Api.NewId(), placementId = placement, from = "2024-07-16", until = "2025-03-10", grounds = "GHOST_WORKER", facts = "从未到岗，考勤由他人代签。" };
        await (await town.Handler).Refused("/api/clawbacks", body, "FORBIDDEN");
        var id = (await handler.Post("/api/clawbacks", body)).GetValue<string>();
        var finance = await pay.Finance;
        await GhostWorker.AskedBack(town, id);
        await town.At("2025-03-28T10:00");
        await finance.CompleteRefused(await finance.FindTask("登记缴款", "秦商"), "FORM_DATA", "Record", new { paidOn = "2025-03-28", amount = 653_227 });
        await GhostWorker.RepaidInPart(town, pay, id);
        await GhostWorker.OverdueAndTransferred(town, id);
        var papers = (await handler.Get($"/api/documents?subjectType=clawback&subjectId={id}"))["items"]!.AsArray();
        Assert.Equal(["clawback-notice"], papers.Select(row => Api.Text(row, "template")));
        Assert.Contains((await (await pay.Discipline).Tasks()), task => Api.Text(task, "subjectType") == "clue");

        // What comes in after the transfer is still taken; the payments of the months stay as they were.
        await finance.Complete("登记缴款", "秦商", "Record", new { paidOn = "2025-04-15", amount = 353_226 });
        var clawback = await handler.Get("/api/clawbacks/" + id);
        Assert.Equal(("Repaid", "0.00/0.00/0.00"), (Api.Text(clawback, "status"), PayDesk.Split(clawback["balanceSplit"])));
        var ledger = await handler.Get($"/api/subsidies/placements/{placement}/ledger");
        Assert.Equal(9, ledger["vouchers"]!.AsArray().Count(row => Api.Text(row, "kind") == "Payment"));
        var balances = ledger["balances"]!.AsArray().ToDictionary(row => Api.Text(row, "account"), row => row!["fen"]!.GetValue<long>());
        Assert.Equal((0, 0, 0, -261_290), (balances["BANK"], balances["PAYABLE_PERSON"], balances["CLAWBACK_RECEIVABLE"], balances["RETURN_PROVINCE"]));
        Assert.False(await finance.HasTask("登记缴款", "秦商"));
    }
}
