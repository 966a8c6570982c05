namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>DOMAIN §5.3, before paying: what the lists of other departments say about a worker holds their line until somebody has looked into it.</summary>
public sealed class PayComparisonTests
{
    [Fact]
    public async Task WorkerInsuredByACompany_IsHeld_UntilTheHitIsReviewedWithAReason()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        var handler = await town.DistrictHandler;
        await town.At("2024-08-01T09:00");
        await pay.Account(await pay.Place("P08", "hudong", "2024-08-01", "2025-07-31"), Town.NameOf("P08"), "62170000000000088");
        await pay.Account(await pay.Place("P11", "yuwan", "2024-08-01", "2025-07-31"), Town.NameOf("P11"), "62170000000000011");

        await town.At("2024-09-06T09:00");
        await pay.Draft(2024, 8);
        await town.ImportList("Insurance", "2024-09-01", $"公民身份号码,姓名,参保类型,缴费单位,缴费起始,缴费截止\n{Town.NumberOf("P08")},{Town.NameOf("P08")},单位职工,济宁某商贸有限公司,2024-08-01,2024-08-31\n");
        await pay.Approve(2024, 8);
        var line = await pay.Line(2024, 8, "P08");
        Assert.Equal(("Held", "COMPARISON_HIT"), (Api.Text(line, "status"), string.Join(' ', line["holds"]!.AsArray().Select(code => code!.ToString()))));
        Assert.Equal("Due", Api.Text(await pay.Line(2024, 8, "P11"), "status"));
        await pay.Pay(2024, 8, "2024-09-09");
        await pay.Bank(2024, 8);
        Assert.Equal(("Held", "Paid"), (Api.Text(await pay.Line(2024, 8, "P08"), "status"), Api.Text(await pay.Line(2024, 8, "P11"), "status")));

        // To issue it again changes nothing while the hit stands.
        await (await town.Handler).Complete("更正后重新发放", PayDesk.Name(2024, 8), "Reissue", new { });
        Assert.Equal("Held", Api.Text(await pay.Line(2024, 8, "P08"), "status"));

        var hit = Assert.Single((await handler.Get("/api/comparison/hits?state=Open"))["items"]!.AsArray())!;
        Assert.Equal(("E7", "济宁某商贸有限公司"), (Api.Text(hit, "code"), Api.Text(hit, "detail")));
        var review = $"/api/comparison/hits/{Api.Text(hit, "id")}/review";
        await handler.Refused(review, new { operationId = Api.NewId(), state = "NotSame", reason = "" }, "REASON_REQUIRED");
        await handler.Post(review, new { operationId = Api.NewId(), state = "NotSame", reason = "同名同号系单位误报，社保部门已更正" });
        await (await town.Handler).Complete("更正后重新发放", PayDesk.Name(2024, 8), "Reissue", new { });
        Assert.Equal("Due", Api.Text(await pay.Line(2024, 8, "P08"), "status"));
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }
}
