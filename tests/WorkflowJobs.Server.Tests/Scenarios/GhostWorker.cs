using System.Globalization;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>The money of S28, step by step, with its figures: P30 秦商 of 渔湾村, on post from 2024-07-16, never worked, found on 2025-03-10.</summary>
internal static class GhostWorker
{
    /// <summary>Paid each month from July to February.</summary>
    public static async Task PaidUntilFebruary(Town town, PayDesk pay)
    {
        for (var month = new DateOnly(2024, 7, 1); month <= new DateOnly(2025, 2, 1); month = month.AddMonths(1))
        {
            await town.At(month.AddMonths(1).AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T09:00");
            await pay.PayMonth(month.Year, month.Month, month.AddMonths(1).AddDays(7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>On 2025-03-14, with March paid to the 10th: decided and notified, by source, due on the Monday after the 30th day.</summary>
    public static async Task AskedBack(Town town, string id)
    {
        var (handler, leader) = (await town.DistrictHandler, await town.DistrictLeader);
        await handler.Complete("拟定追缴", "秦商", "Submit", new { from = "2024-07-16", until = "2025-03-10", facts = "从未到岗，考勤由他人代签。" });
        var decided = await leader.Claim(await leader.FindTask("决定追缴", "秦商"));
        Assert.Equal("6,532.26", Api.Text(Assert.Single(decided["form"]!["sources"]!["clawback-figures"]!.AsArray()), "amount"));
        await leader.Complete("决定追缴", "秦商", "Approve", new JsonObject());
        var clawback = await handler.Get("/api/clawbacks/" + id);
        Assert.Equal(("6,532.26", "2,612.90/1,306.45/2,612.91"), (PayDesk.Yuan(clawback["amountFen"]!), PayDesk.Split(clawback["split"])));
        Assert.Equal(("2025-03-14", "2025-04-14", "Notified"), (Api.Text(clawback, "noticeOn"), Api.Text(clawback, "dueOn"), Api.Text(clawback, "status")));
    }

    /// <summary>3,000 on 2025-03-28.</summary>
    public static async Task RepaidInPart(Town town, PayDesk pay, string id)
    {
        await (await pay.Finance).Complete("登记缴款", "秦商", "Record", new { paidOn = "2025-03-28", amount = 300_000 });
        var clawback = await (await town.DistrictHandler).Get("/api/clawbacks/" + id);
        Assert.Equal("1,200.00/600.00/1,200.00", PayDesk.Split(Assert.Single(clawback["repayments"]!.AsArray())!["split"]));
        Assert.Equal(("3,532.26", "1,412.90/706.45/1,412.91"), (PayDesk.Yuan(clawback["balanceFen"]!), PayDesk.Split(clawback["balanceSplit"])));
    }

    /// <summary>Overdue from 2025-04-15 on, and not before; the district transfers it to the commission.</summary>
    public static async Task OverdueAndTransferred(Town town, string id)
    {
        var handler = await town.DistrictHandler;
        await town.At("2025-04-14T23:00");
        Assert.False(await handler.HasTask("逾期追缴处理", "秦商"));
        await town.At("2025-04-15T00:10");
        Assert.Equal("Overdue", Api.Text(await handler.Get("/api/clawbacks/" + id), "status"));
        await handler.Complete("逾期追缴处理", "秦商", "Transfer", new { summary = "多次催缴未果。" }, "无法追回");
        Assert.Equal("Transferred", Api.Text(await handler.Get("/api/clawbacks/" + id), "status"));
    }
}
