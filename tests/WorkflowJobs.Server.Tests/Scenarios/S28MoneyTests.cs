using System.Globalization;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>The money of S28: a ghost worker's pay is asked back, repaid in part, overdue, and goes to discipline.</summary>
[Trait("Database", "PostgreSQL")]
public sealed class S28MoneyTests
{
    [Fact]
    public async Task GhostWorkersPay_IsAskedBackBySource_AndWhatStaysOverdueGoesToDiscipline()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        await town.At("2024-07-16T09:00");
        var placement = await pay.Place("P30", "yuwan", "2024-07-16", "2025-07-15");
        await pay.Account(placement, "秦商", "62170000000000030", Town.NumberOf("P30"));
        for (var month = new DateOnly(2024, 7, 1); month <= new DateOnly(2025, 2, 1); month = month.AddMonths(1))
        {
            await town.At(month.AddMonths(1).AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T09:00");
            await pay.PayMonth(month.Year, month.Month, month.AddMonths(1).AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        await town.At("2025-03-11T09:00");
        await pay.End(placement, "2025-03-10");
        await pay.OpenMonth(2025, 3);
        await pay.PayMonth(2025, 3, "2025-03-12");
        await town.At("2025-03-14T09:00");
        var handler = await town.DistrictHandler;
        var body = new { operationId = Api.NewId(), placementId = placement, from = "2024-07-16", until = "2025-03-10", grounds = "GHOST_WORKER", facts = "从未到岗，考勤由他人代签。" };
        await (await town.Handler).Refused("/api/clawbacks", body, "FORBIDDEN");
        var id = (await handler.Post("/api/clawbacks", body)).GetValue<string>();
        await handler.Complete("拟定追缴", "秦商", "Submit", new { from = "2024-07-16", until = "2025-03-10", facts = "从未到岗，考勤由他人代签。" });
        var decided = await (await town.DistrictLeader).Claim(await (await town.DistrictLeader).FindTask("决定追缴", "秦商"));
        Assert.Equal("6,532.26", Api.Text(Assert.Single(decided["form"]!["sources"]!["clawback-figures"]!.AsArray()), "amount"));
        await (await town.DistrictLeader).Complete("决定追缴", "秦商", "Approve", new JsonObject());

        var clawback = await handler.Get("/api/clawbacks/" + id);
        Assert.Equal(("6,532.26", "2,612.90/1,306.45/2,612.91"), (PayDesk.Yuan(clawback["amountFen"]!), PayDesk.Split(clawback["split"])));
        Assert.Equal(("2025-03-14", "2025-04-14", "Notified"), (Api.Text(clawback, "noticeOn"), Api.Text(clawback, "dueOn"), Api.Text(clawback, "status")));
        await town.At("2025-03-28T10:00");
        var finance = await pay.Finance;
        await finance.CompleteRefused(await finance.FindTask("登记缴款", "秦商"), "FORM_DATA", "Record", new { paidOn = "2025-03-28", amount = 653_227 });
        await finance.Complete("登记缴款", "秦商", "Record", new { paidOn = "2025-03-28", amount = 300_000 });
        clawback = await handler.Get("/api/clawbacks/" + id);
        Assert.Equal("1,200.00/600.00/1,200.00", PayDesk.Split(Assert.Single(clawback["repayments"]!.AsArray())!["split"]));
        Assert.Equal(("3,532.26", "1,412.90/706.45/1,412.91"), (PayDesk.Yuan(clawback["balanceFen"]!), PayDesk.Split(clawback["balanceSplit"])));

        await town.At("2025-04-14T23:00");
        Assert.False(await handler.HasTask("逾期追缴处理", "秦商"));
        await town.At("2025-04-15T00:10");
        Assert.Equal("Overdue", Api.Text(await handler.Get("/api/clawbacks/" + id), "status"));
        await handler.Complete("逾期追缴处理", "秦商", "Transfer", new { summary = "多次催缴未果。" }, "无法追回");
        Assert.Equal("Transferred", Api.Text(await handler.Get("/api/clawbacks/" + id), "status"));
        var papers = (await handler.Get($"/api/documents?subjectType=clawback&subjectId={id}"))["items"]!.AsArray();
        Assert.Equal(["clawback-notice"], papers.Select(row => Api.Text(row, "template")));
        Assert.Contains((await (await pay.Discipline).Tasks()), task => Api.Text(task, "subjectType") == "clue");

        // What comes in after the transfer is still taken; the payments of the months stay as they were.
        await finance.Complete("登记缴款", "秦商", "Record", new { paidOn = "2025-04-15", amount = 353_226 });
        clawback = await handler.Get("/api/clawbacks/" + id);
        Assert.Equal(("Repaid", "0.00/0.00/0.00"), (Api.Text(clawback, "status"), PayDesk.Split(clawback["balanceSplit"])));
        var ledger = await handler.Get($"/api/subsidies/placements/{placement}/ledger");
        Assert.Equal(9, ledger["vouchers"]!.AsArray().Count(row => Api.Text(row, "kind") == "Payment"));
        var balances = ledger["balances"]!.AsArray().ToDictionary(row => Api.Text(row, "account"), row => row!["fen"]!.GetValue<long>());
        Assert.Equal((0, 0, 0, -261_290), (balances["BANK"], balances["PAYABLE_PERSON"], balances["CLAWBACK_RECEIVABLE"], balances["RETURN_PROVINCE"]));
        Assert.False(await finance.HasTask("登记缴款", "秦商"));
    }
}
