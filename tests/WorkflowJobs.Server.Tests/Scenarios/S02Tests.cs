using System.Text.Json.Nodes;
using WorkflowJobs.Server.Tests.Documents;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S02: the urban happy path, by two groups at once.</summary>
public sealed class S02Tests
{
    [Fact]
    public async Task UrbanHappyPath_TierByTheBestGroup_ContractWithoutAnInsurancePolicy()
    {
        await using var server = await TestServer.Start();
        var street = new Town(server, "xuzhuang");
        await street.At("2024-06-04T10:00");
        var person = await street.Apply("qingbo", Town.Form("P14", "U-ZERO", form =>
        {
            form["claims"] = new JsonArray(Town.Claim("U-ZERO"), Town.Claim("U-AGE"));
            form["unemploymentRegisteredOn"] = "2024-01-10";
            form["unemploymentNumber"] = "SY-2024-0114";
            form["maritalStatus"] = "Married";
            form["household"] = new JsonArray(
                new JsonObject { ["name"] = "王桂英", ["relation"] = "配偶", ["employed"] = false, ["hasBusinessIncome"] = false, ["birth"] = "1970-03-01" },
                new JsonObject { ["name"] = "宰小军", ["relation"] = "儿子", ["employed"] = false, ["hasBusinessIncome"] = false, ["birth"] = "1995-05-01" });
        }), "Urban");
        var file = await street.Case(person);
        Assert.Equal(("U-ZERO", "1"), (Api.Text(file.Json, "bestCategory"), Api.Text(file.Json, "tier")));
        var basis = file.Json["eligibility"]!["claims"]!.AsArray().SelectMany(claim => claim!["basis"]!.AsArray()).Select(finding => Api.Text(finding, "zh")).ToList();
        Assert.Contains("法定退休日期为2028-05-07，尚未到龄", basis);
        Assert.Contains("失业登记日期2024-01-10", basis);
        await street.Accept("qingbo", person);
        await street.At("2024-06-20T10:00");
        await street.Recommend("qingbo", "2024-06-20", person);
        await street.Pass(person);
        await street.Rank("PRIORITY_FIRST", (person, null));
        await street.Post("2024-06-24");
        await street.TakeDown("2024-07-02");
        await street.Compare(person);
        await street.Approve(person);
        Assert.Equal(1, await street.Taken("Urban", 1));
        Assert.Equal(0, await street.Taken("Urban", 2));
        await street.Schedule("2024-07-10");
        await street.At("2024-07-10T18:00");
        await street.Roll((person, 90));
        await street.At("2024-07-15T10:00");
        var handler = await street.Handler;
        await handler.Complete("签订协议", person.Receipt, "Signed", await Town.Agreement(handler, "人社服务专员", "2024-07-15", "2024-07-16"));

        var signed = await street.Case(person);
        Assert.Equal("SUBMITTED ACCEPTED REVIEW TOWN_REVIEW PUBLICITY DISTRICT_REVIEW APPROVED TRAINING SIGNING", signed.Statuses);
        Assert.Equal(["VO 清波社区经办 Accept", "TH 孙莉 Pass", "TL 周海 Pass", "HH 陈静 Pass", "HL 李志远 Approve", "TH 孙莉 Signed"], signed.Decisions);
        // Signed without a word of an accident policy, and it is a labour contract.
        Papers.Says(await Paper.Words(server, handler, "application", person.Id, "agreement"), "城镇公益性岗位劳动合同书", "甲方依法为乙方缴纳社会保险", "工资不低于当地最低工资标准");

        await street.At("2024-07-16T09:00");
        var placement = Api.Text(Assert.Single((await handler.Get("/api/placements"))["items"]!.AsArray()), "id");
        Assert.Equal(("OnPost", "2028-05-07", "2028-05-06"), await Retirement(handler, placement));
        await PaidForJuly(server, street, placement);
        // The law that came into force on the post moves the date, and with it the last day on post by age.
        await street.At("2024-12-31T23:00");
        Assert.Equal(("OnPost", "2028-05-07", "2028-05-06"), await Retirement(handler, placement));
        await street.At("2025-01-01T09:00");
        Assert.Equal(("OnPost", "2029-04-07", "2029-04-06"), await Retirement(handler, placement));
        Assert.Equal("2028-05-07", Api.Text(await handler.Get("/api/placements/" + placement), "retiresOnAtApproval"));
        // Less than five years were left at the first approval, so a renewal may go on until retirement, by the law of now.
        await street.At("2025-05-16T09:00");
        var own = await server.As("p14");
        await own.Post($"/api/placements/{placement}/begin", new { operationId = Api.NewId(), process = "renewal" });
        await own.Complete("续签申请", "宰建军", "Submit", new { willing = true, changes = "无", commitment = true });
        var renewal = Assert.Single((await handler.Get("/api/placements/" + placement))["renewals"]!.AsArray())!;
        Assert.Equal(("2029-04-06", "true"), (Api.Text(renewal, "latestEnd"), Api.Text(renewal, "isExtension")));
    }

    private static async Task<(string Status, string RetiresOn, string AgeLimitOn)> Retirement(Api reader, string placement)
    {
        var view = await reader.Get("/api/placements/" + placement);
        return (Api.Text(view["row"], "status"), Api.Text(view, "retiresOn"), Api.Text(view, "ageLimitOn"));
    }

    /// <summary>16 of 31 days: at least 2,010.00 × 16 / 31 = 1,037.42, and the employer's part of the social insurance as paid, by the urban channel alone.</summary>
    private static async Task PaidForJuly(TestServer server, Town street, string placement)
    {
        var pay = new PayDesk(server, street, "xuzhuang");
        var handler = await street.Handler;
        await pay.Account(placement, "宰建军", "62170000000000014", Town.NumberOf("P14"));
        await street.At("2024-07-26T09:00");
        await handler.Post("/api/insurance/social", new
        {
            operationId = Api.NewId(),
            file = System.Text.Encoding.UTF8.GetBytes(
                $"公民身份号码,姓名,所属月份,缴费基数,养老（单位）,医疗（单位）,失业（单位）,工伤（单位）,缴费日期\n{Town.NumberOf("P14")},宰建军,2024-07-01,2200,352,187,15.4,4.4,2024-07-25\n"),
        });
        await street.At("2024-08-06T09:00");
        var id = Api.Text((await pay.Batch(2024, 7, "Urban"))["row"], "id");
        async Task<JsonNode> Line() => Assert.Single((await handler.Get($"/api/subsidies/batches/{id}/lines"))["items"]!.AsArray())!;
        Assert.Equal(("16", "55880"), (Api.Text(await Line(), "daysOnPost"), Api.Text(await Line(), "otherFen")));
        await pay.Set(await Line(), new { wageFen = 103_741 });
        var draft = await handler.FindTask("编制补贴发放表", "2024年7月城镇");
        Assert.Equal(["BELOW_MINIMUM_WAGE"], (await handler.CompleteRefused(draft, "FORM_DATA", "Submit", new JsonObject())).Body!["errors"]!.AsArray().Select(error => Api.Text(error, "code")));
        await pay.Set(await Line(), new { wageFen = 103_742 });
        await pay.Draft(2024, 7, "城镇");
        await pay.Approve(2024, 7, "城镇");
        await pay.Pay(2024, 7, "2024-08-07", "城镇");
        await pay.Bank(2024, 7, "城镇");
        var batch = await pay.Batch(2024, 7, "Urban");
        Assert.Equal(("Closed", "1,596.22", "1,037.42"), (Api.Text(batch["row"], "status"), PayDesk.Yuan(batch["row"]!["needFen"]!), PayDesk.Yuan(batch["row"]!["paidFen"]!)));
        Assert.Null(batch["totals"]!["split"]);
        var accounts = (await (await pay.Finance).Get($"/api/subsidies/batches/{id}/ledger")).AsArray().ToDictionary(row => Api.Text(row, "account"), row => row!["fen"]!.GetValue<long>());
        Assert.Equal((159_622, 0), (accounts["FUND_CHANNEL"], accounts.Values.Sum()));
        Assert.Equal([], accounts.Keys.Where(account => account is "FUND_PROVINCE" or "FUND_CITY" or "FUND_DISTRICT"));
    }
}
