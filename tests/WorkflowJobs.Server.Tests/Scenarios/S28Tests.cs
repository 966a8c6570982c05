using System.Text.Json.Nodes;
using WorkflowJobs.Server.Tests.Documents;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S28: a ghost worker, from the quarter's inspection to the half-year check that goes back to the village. One walk, money and inspection.</summary>
public sealed class S28Tests
{
    [Fact]
    public async Task GhostWorker_RemovedAtOnce_PayAskedBack_TransferredWhenOverdue_AndTheVillageIsTestedAgain()
    {
        await using var server = await TestServer.Start();
        var (town, pay) = (new Town(server, "shiqiao"), new PayDesk(server, new Town(server, "shiqiao"), "shiqiao"));
        await OnPost.Bring(town, ("P30", "yuwan", "R-AGE", null));
        var handler = await town.Handler;
        var placement = Api.Text(Assert.Single((await handler.Get("/api/placements"))["items"]!.AsArray()), "id");
        await pay.Account(placement, "秦商", "62170000000000030", Town.NumberOf("P30"));
        await GhostWorker.PaidUntilFebruary(town, pay);

        var numbers = await FoundInTheFirstQuarter(server, town);
        await Removed(town, placement);
        var clawback = Api.Text(Assert.Single((await (await town.DistrictHandler).Get("/api/clawbacks"))["items"]!.AsArray()), "id");
        await town.At("2025-03-14T09:00");
        await pay.OpenMonth(2025, 3);
        await pay.PayMonth(2025, 3, "2025-03-14");
        await GhostWorker.AskedBack(town, clawback);
        await PutRight(town, numbers);
        await town.At("2025-03-28T10:00");
        await GhostWorker.RepaidInPart(town, pay, clawback);
        // Others of the village and of the next one begin in April.
        await pay.Place("P10", "yuwan", "2025-04-01", "2026-03-31");
        await pay.Place("P08", "hudong", "2025-04-01", "2026-03-31");
        await GhostWorker.OverdueAndTransferred(town, clawback);
        await WithDiscipline(server);
        await TestedAgain(server, town, numbers);
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    /// <summary>The town's inspection of 2025-03-10; answers the numbers of what the village has to put right.</summary>
    private static async Task<IReadOnlyList<string>> FoundInTheFirstQuarter(TestServer server, Town town)
    {
        await town.At("2025-03-10T10:00");
        var handler = await town.Handler;
        await Inspecting.Record(handler, await handler.FindTask("现场检查记录", "石桥镇2025年第一季度"), "秦商", "NeverWorked", "村内无人见其上岗");
        await (await server.As("shiqiao-td")).Complete("纪委会同意见", "2025年第一季度", "Agree", new { opinion = "情况属实" });
        await (await town.Leader).Complete("审定检查结果", "2025年第一季度", "Confirm", new { opinion = "限期整改" });
        var ledger = (await (await town.Village("yuwan")).Get("/api/supervision/rectifications"))["items"]!.AsArray();
        Assert.Equal(["Quarter GhostPay Open 2025-03-31", "Quarter Ledger Open 2025-03-31"],
            ledger.Select(row => $"{Api.Text(row, "source")} {Api.Text(row, "kind")} {Api.Text(row, "state")} {Api.Text(row, "dueOn")}").Order());
        return [.. ledger.Select(row => Api.Text(row, "number")).Order()];
    }

    /// <summary>清退 begins with the finding; the pay ends on its day; the defence of two working days passes in silence.</summary>
    private static async Task Removed(Town town, string placement)
    {
        var handler = await town.Handler;
        Assert.Equal("2025-03-10", Api.Text((await handler.Get("/api/placements/" + placement))["row"], "lastDay"));
        await handler.Complete("核实退出情况", "秦商", "Submit", Leaving.Handling("2025-03-10", "从未到岗"));
        await town.At("2025-03-13T09:00");
        await Leaving.Decide(town);
        var exit = Assert.Single((await handler.Get("/api/exits"))["items"]!.AsArray());
        Assert.Equal(("Removal", "Completed", "true"), (Api.Text(exit, "kind"), Api.Text(exit, "state"), Api.Text(exit, "barred")));
    }

    private static async Task PutRight(Town town, IReadOnlyList<string> numbers)
    {
        var (village, handler) = (await town.Village("yuwan"), await town.Handler);
        foreach (var number in numbers)
        {
            await Inspecting.Reply(village, number);
            await handler.Complete("核验整改", number, "Close", new { finding = "已停发并清退，签字补齐" });
        }
    }

    /// <summary>The transfer paper of what stays unpaid, and everything that the village's secretary decided besides.</summary>
    private static async Task WithDiscipline(TestServer server)
    {
        var discipline = await server.As("jijian-di");
        var clues = (await discipline.Get("/api/supervision/clues"))["items"]!.AsArray();
        Assert.Equal(["Clawback 秦商", "Inspection 秦商"], clues.Select(row => $"{Api.Text(row, "source")} {Api.Text(row, "about")}").Order());
        await Papers.Print(server);
        var clue = Api.Text(clues.Single(row => Api.Text(row, "source") == "Clawback"), "id");
        Papers.Says(await Papers.Text(discipline, "clue", clue, "clue-transfer"), "公益性岗位问题线索移送单", "秦商", Town.NumberOf("P30"), "渔湾村", "多次催缴未果", "接收人签字");
        await discipline.Complete("接收问题线索", "追缴", "Accept", new { });

        var secretary = Assert.Single((await discipline.Get("/api/supervision/officers?text=" + Uri.EscapeDataString("曾庆国")))["items"]!.AsArray())!;
        var decisions = (await discipline.Get($"/api/supervision/officers/{Api.Text(secretary, "userId")}/decisions?pageSize=100"))["items"]!.AsArray();
        Assert.Contains(decisions, row => Api.Text(row, "stage") == "受理初审" && Api.Text(row, "about").Contains("秦商", StringComparison.Ordinal));
        Assert.Equal(2, decisions.Count(row => Api.Text(row, "subjectType") == "rectification"));
    }

    /// <summary>The half-year check of June goes back to the village: its findings one by one, and one of its people by lot because of them.</summary>
    private static async Task TestedAgain(TestServer server, Town town, IReadOnlyList<string> numbers)
    {
        await town.At("2025-06-01T09:00");
        var district = await town.DistrictHandler;
        var detail = await district.Get("/api/supervision/inspections/taibaihu-2025-06");
        Assert.Equal(numbers.Select(number => $"{number} 渔湾村 2025-03-14销号"), Retests(detail, "stateZh").Order());
        Assert.True(detail["draw"]!["agrees"]!.GetValue<bool>());
        var unit = Assert.Single(detail["draw"]!["retests"]!.AsArray())!;
        Assert.Equal("渔湾村", Api.Text(unit, "unit"));
        Assert.Equal(numbers, unit["findings"]!.AsArray().Select(number => number!.ToString()).Order());
        Assert.Equal(unit["drawn"]!.ToJsonString(), unit["repeated"]!.ToJsonString());
        Assert.Equal(["曹立新 Retest " + string.Join('、', unit["findings"]!.AsArray()), "颜秀云 Lot "],
            detail["sample"]!.AsArray().Select(row => $"{Api.Text(row, "name")} {Api.Text(row, "basis")} {Api.Text(row, "reason")}"));
        var drawn = (await (await server.As("jijian-au")).Get("/api/journal/entries?stream=inspections&pageSize=100"))["items"]!.AsArray();
        Assert.Contains(drawn, line => line!.ToJsonString().Contains("retestUnits", StringComparison.Ordinal) && line.ToJsonString().Contains("shiqiao-yuwan", StringComparison.Ordinal));

        await town.At("2025-06-10T10:00");
        var task = await district.FindTask("现场检查记录", "太白湖新区2025年上半年");
        // Each needs its result, and what is still so is described.
        Assert.Contains("retests", (await district.CompleteRefused(task, "FORM_DATA", "Submit", new { heldOn = "2025-06-10", team = "陈静", summary = "好" })).Body!.ToJsonString(), StringComparison.Ordinal);
        await Inspecting.Record(district, task, "", "", "", (numbers[0], "Mended", ""), (numbers[1], "Still", "六月考勤表仍无本人签字"));
        await (await server.As("jijian-di")).Complete("纪检监察会同意见", "2025年上半年", "Agree", new { });
        await (await server.As("caizheng-fi")).Complete("资金筹集保障检查", "2025年上半年", "Submit", new { budgeted = "Yes", arrears = "None", opinion = "已足额列入预算" });
        await (await town.DistrictLeader).Complete("审定检查结果", "2025年上半年", "Confirm", new { });

        detail = await district.Get("/api/supervision/inspections/taibaihu-2025-06");
        Assert.Equal([$"{numbers[0]} 渔湾村 Mended", $"{numbers[1]} 渔湾村 Still"], Retests(detail, "result").Order());
        var village = await town.Village("yuwan");
        var again = Assert.Single((await village.Get("/api/supervision/rectifications?state=Open"))["items"]!.AsArray())!;
        Assert.Equal("HalfYear", Api.Text(again, "source"));
        Assert.Equal($"复查{numbers[1]}，问题仍存在：六月考勤表仍无本人签字", Api.Text(again, "problem"));
        await Papers.Print(server);
        Papers.Says(await Papers.Text(district, "inspection", "taibaihu-2025-06", "inspection-record"), "以往问题复查", numbers[0], "已整改到位", "问题仍存在", "六月考勤表仍无本人签字", "复查（");

        // The district found it, so the district verifies; then the check is closed.
        await Inspecting.Reply(village, Api.Text(again, "number"));
        await district.Complete("核验整改", Api.Text(again, "number"), "Close", new { finding = "七日内已补签" });
        Assert.Equal("Closed", Api.Text((await district.Get("/api/supervision/inspections/taibaihu-2025-06"))["inspection"], "status"));
    }

    private static IEnumerable<string> Retests(JsonNode detail, string what) =>
        detail["retests"]!.AsArray().Select(row => $"{Api.Text(row, "number")} {Api.Text(row, "unit")} {Api.Text(row, what)}");
}
