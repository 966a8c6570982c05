using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>The money of S01, S24 and S26, the right to contest, and a run for 1,200 people.</summary>
public sealed class PayTests
{
    /// <summary>S01: July 2024 of one person from 07-16 is 430.11, split at the batch; the month opens by the clock.</summary>
    [Fact]
    public async Task FirstMonth_OpensByTheClock_IsPaidToTheFen_AndSeenByTheWorker()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        await town.At("2024-07-16T09:00");
        var placement = await pay.Place("P08", "hudong", "2024-07-16", "2025-07-15");
        await pay.Account(placement, "颜秀云", "6217 0001 2345 6789 012", Town.NumberOf("P08"));
        await town.At("2024-08-06T09:00");
        await pay.PayMonth(2024, 7, "2024-08-07");

        var batch = await pay.Batch(2024, 7);
        Assert.Equal("Closed", Api.Text(batch["row"], "status"));
        Assert.Equal("430.11", PayDesk.Yuan(batch["row"]!["needFen"]!));
        Assert.Equal("172.04/86.02/172.05", PayDesk.Split(batch["totals"]!["split"]));
        Assert.True(batch["totals"]!["addsUp"]!.GetValue<bool>());
        var line = await pay.Line(2024, 7, "P08");
        Assert.Equal(("Paid", "16", "2024-08-07"), (Api.Text(line, "status"), Api.Text(line, "daysOnPost"), Api.Text(line, "paidOn")));
        Assert.DoesNotContain("6217000123456789012", line.ToJsonString(), StringComparison.Ordinal);
        var ledger = await (await town.DistrictHandler).Get($"/api/subsidies/placements/{placement}/ledger");
        Assert.Equal(["Accrual", "Payment"], ledger["vouchers"]!.AsArray().Select(row => Api.Text(row, "kind")));
        Assert.All(ledger["vouchers"]!.AsArray(), voucher => Assert.Equal(0, voucher!["entries"]!.AsArray().Sum(entry => entry!["fen"]!.GetValue<long>())));
        var papers = (await (await town.DistrictHandler).Get($"/api/documents?subjectType=subsidy-batch&subjectId={Api.Text(batch["row"], "id")}"))["items"]!.AsArray();
        Assert.Equal(["fund-request", "pay-sheet"], papers.Select(row => Api.Text(row, "template")).Order(StringComparer.Ordinal));
        Assert.NotEmpty(await (await pay.Finance).Bytes($"/api/subsidies/batches/{Api.Text(batch["row"], "id")}/sheet"));
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    /// <summary>
    /// S24: an account of the village, three workers on one account, a line that finance gives back, one that fails at the bank. The others are paid,
    /// the failed one again in its own chain, and total = paid + held.
    /// </summary>
    [Fact]
    [Trait("Database", "PostgreSQL")]
    public async Task PooledPay_IsHeldBeforeSending_AndTheRestGoesOn()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        await town.At("2024-08-01T09:00");
        var placed = new Dictionary<string, string>();
        foreach (var persona in (string[])["P08", "P21", "P01", "P10", "P11", "P12", "P26"])
            placed[persona] = await pay.Place(persona, persona is "P10" or "P11" or "P26" ? "yuwan" : "hudong", "2024-08-01", "2025-07-31");
        foreach (var persona in (string[])["P08", "P21", "P01"])
            await pay.Account(placed[persona], Town.NameOf(persona), "62170000000000001");
        var pooled = await pay.Account(placed["P10"], "渔湾村村民委员会", "62170000000000002");
        Assert.Equal(["UNIT_ACCOUNT"], pooled["faults"]!.AsArray().Select(code => code!.ToString()));
        await pay.Account(placed["P11"], "曾庆华", "62170000000000011");
        await pay.Account(placed["P12"], "冉秋菊", "62170000000000012");
        await pay.Account(placed["P26"], "高柴", "62170000000000026");
        await town.At("2024-09-06T09:00");
        await pay.Draft(2024, 8);
        await (await town.Leader).Complete("审定补贴发放表", PayDesk.Name(2024, 8), "Approve", new JsonObject());

        var held = await pay.Lines(2024, 8, "&status=Held");
        Assert.Equal(["P01", "P08", "P10", "P21"], held.Select(line => placed.Single(one => one.Value == Api.Text(line, "placementId")).Key).Order(StringComparer.Ordinal));
        Assert.Equal(["SHARED_ACCOUNT SHARED_ACCOUNT SHARED_ACCOUNT UNIT_ACCOUNT"], [string.Join(' ', held.Select(line => line["holds"]!.AsArray().Single()!.ToString()).Order(StringComparer.Ordinal))]);
        var alert = await (await pay.Discipline).FindTask("核查发放账户异常", "2024年8月");
        var shown = await (await pay.Discipline).Claim(alert);
        Assert.Equal(4, shown["form"]!["sources"]!["pay-alert"]!.AsArray().Count);
        await (await pay.Discipline).Complete(alert, "Explained", new { finding = "村集中代领，责令退还账户。" });

        await (await town.DistrictHandler).Complete("复核补贴发放表", PayDesk.Name(2024, 8), "Pass", new JsonObject());
        await (await town.DistrictLeader).Complete("审批补贴发放表", PayDesk.Name(2024, 8), "Approve", new JsonObject());
        var finance = await pay.Finance;
        await finance.CompleteRefused(await finance.FindTask("发放补贴", "2024年8月"), "FORM_DATA", "Pay", new { payOn = "2024-09-09", returned = new[] { new { line = Api.Text(held[0], "id"), reason = "x" } } });
        await pay.Pay(2024, 8, "2024-09-09", "乡村", (Api.Text(await pay.Line(2024, 8, "P12"), "id"), "开户行名称不全"));
        var id = Api.Text((await pay.Batch(2024, 8))["row"], "id");
        var file = Encoding.UTF8.GetString(await finance.Bytes($"/api/subsidies/batches/{id}/pay-file?format=csv"));
        Assert.Contains(",高柴,任城农商银行,62170000000000026,833.33,", file, StringComparison.Ordinal);
        Assert.Equal(3, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(404, (int)(await (await town.Handler).Send(HttpMethod.Get, $"/api/subsidies/batches/{id}/pay-file")).Status);

        var wrong = await Return(finance, id, "业务编号,金额,结果,原因\r\nx-1,833.33,成功,\r\n" + Row("P26", "8.33", "失败", "户名不符"));
        Assert.Equal("SHEET_PROBLEMS", wrong.Code);
        Assert.Equal(["A2 RETURN_UNKNOWN", "B3 RETURN_AMOUNT"], wrong.Body!["errors"]!.AsArray().Select(error => $"{Api.Text(error, "field")} {Api.Text(error, "code")}"));
        for (var again = 0; again < 2; again++)
        {
            var taken = await Return(finance, id, "业务编号,金额,结果,原因\r\n" + Row("P11", "833.33", "成功", "") + Row("P26", "833.33", "失败", "户名不符"));
            Assert.Equal(("1", "1"), (Api.Text(taken.Body, "paid"), Api.Text(taken.Body, "failed")));
        }

        await pay.Bank(2024, 8);
        Assert.Equal(("Failed", "NAME_MISMATCH"), (Api.Text(await pay.Line(2024, 8, "P26"), "status"), Api.Text(await pay.Line(2024, 8, "P26"), "bankResult")));
        await pay.Account(placed["P26"], "高柴", "62170000000000027");
        await pay.Account(placed["P10"], "曹立新", "62170000000000010");
        await (await town.Handler).Complete("更正后重新发放", "2024年8月", "Reissue", new JsonObject());
        await pay.Pay(2024, 8, "2024-09-12");
        await pay.Bank(2024, 8);
        await (await town.Handler).Complete("更正后重新发放", "2024年8月", "Close", new JsonObject(), "三人账户待纪检核查");

        var batch = await pay.Batch(2024, 8);
        Assert.Equal(("5,833.31", "3,333.32", "2,499.99"), (PayDesk.Yuan(batch["row"]!["needFen"]!), PayDesk.Yuan(batch["row"]!["paidFen"]!), PayDesk.Yuan(batch["row"]!["openFen"]!)));
        // Total = paid + held, line by line.
        var lines = (await pay.Lines(2024, 8)).GroupBy(line => Api.Text(line, "status")).ToDictionary(group => group.Key, group => group.Sum(line => line["personalFen"]!.GetValue<long>()));
        Assert.Equal(["Held 249999", "Paid 333332"], lines.Select(group => $"{group.Key} {group.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("2,333.32/1,166.66/2,333.33", PayDesk.Split(batch["totals"]!["split"]));
        var chain = (await (await town.DistrictHandler).Get($"/api/subsidies/placements/{placed["P26"]}/ledger"))["vouchers"]!.AsArray();
        Assert.Equal(["Accrual", "Payment", "Reversal", "Payment"], chain.Select(row => Api.Text(row, "kind")));
        Assert.Single(chain.Select(row => Api.Text(row, "chainId")).Distinct());
        Assert.Equal(Api.Text(chain[1], "id"), Api.Text(chain[2], "reversesId"));
        var balances = (await finance.Get($"/api/subsidies/batches/{id}/ledger")).AsArray().ToDictionary(row => Api.Text(row, "account"), row => row!["fen"]!.GetValue<long>());
        Assert.Equal((0, -333332, -249999, 0), (balances.Values.Sum(), balances["BANK"], balances["PAYABLE_PERSON"], balances["BATCH_CLEARING"]));

        string Row(string persona, string amount, string result, string reason) => $"{Reference(file, Town.NameOf(persona))},{amount},{result},{reason}\r\n";
    }

    /// <summary>S26: one unexcused day of 22 in August; the year's pay is 4,558.89. The person is told before the pay and may contest.</summary>
    [Fact]
    public async Task AbsentDay_IsToldBeforeThePay_AndTheYearComesToTheLawBooksFigure()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        await town.At("2024-07-16T09:00");
        var placement = await pay.Place("P21", "hudong", "2024-07-16", "2025-07-15");
        await pay.Account(placement, "樊素", "62170000000000021");
        await town.At("2024-08-06T09:00");
        await pay.PayMonth(2024, 7, "2024-08-07");
        await town.At("2024-09-06T09:00");
        await pay.Set(await pay.Line(2024, 8, "P21"), new { scheduledDays = 22, absentDays = 1 });
        await pay.Draft(2024, 8);
        var told = await pay.Line(2024, 8, "P21");
        Assert.Equal(("37.88", "795.45", "2024-09-10"), (PayDesk.Yuan(told["deductionFen"]!), PayDesk.Yuan(told["personalFen"]!), Api.Text(told, "contestUntil")));
        Assert.False(await (await town.Leader).HasTask("审定补贴发放表", "2024年8月"));
        await town.At("2024-09-11T09:00");
        await pay.Approve(2024, 8);
        Assert.Equal("318.18/159.09/318.18", PayDesk.Split((await pay.Batch(2024, 8))["totals"]!["split"]));
        await pay.Pay(2024, 8, "2024-09-12");
        await pay.Bank(2024, 8);
        await pay.End(placement, "2024-12-31");
        foreach (var month in (int[])[9, 10, 11, 12])
        {
            await town.At(new DateOnly(2024, month, 6).AddMonths(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T09:00");
            await pay.PayMonth(2024, month, new DateOnly(2024, month, 8).AddMonths(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        var total = 0L;
        foreach (var month in Enumerable.Range(7, 6))
            total += (await pay.Line(2024, month, "P21"))["personalFen"]!.GetValue<long>();
        Assert.Equal(455_889, total);
        await town.At("2025-02-06T09:00");
        Assert.Empty((await (await town.DistrictHandler).Get("/api/subsidies/batches?year=2025&month=1"))["items"]!.AsArray());
    }

    [Fact]
    public async Task ContestedDeduction_Upheld_IsLifted_AndOnlyOnceAndInTime()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        await town.At("2024-08-01T09:00");
        var placement = await pay.Place("P21", "hudong", "2024-08-01", "2025-07-31");
        await pay.Account(placement, "樊素", "62170000000000021");
        await town.At("2024-09-06T09:00");
        await pay.Set(await pay.Line(2024, 8, "P21"), new { scheduledDays = 22, absentDays = 2 });
        await pay.Draft(2024, 8);
        var line = Api.Text(await pay.Line(2024, 8, "P21"), "id");
        var village = await town.Village("hudong");
        Assert.Equal(404, (int)(await (await town.Village("yuwan")).Send(HttpMethod.Post, $"/api/subsidies/lines/{line}/contest", new { operationId = Api.NewId(), reason = "x" })).Status);
        await village.Post($"/api/subsidies/lines/{line}/contest", new { operationId = Api.NewId(), reason = "当日在镇上参加培训，有签到表。" });
        await village.Refused($"/api/subsidies/lines/{line}/contest", new { operationId = Api.NewId(), reason = "再次" }, "CONTEST_TWICE");
        await town.At("2024-09-11T09:00");
        var leader = await town.Leader;
        var shown = await leader.Claim(await leader.FindTask("裁定扣发异议", "2024年8月"));
        Assert.Equal("当日在镇上参加培训，有签到表。", Api.Text(Assert.Single(shown["form"]!["sources"]!["subsidy-contests"]!.AsArray()), "reason"));
        await leader.Complete("裁定扣发异议", "2024年8月", "Decide", new { people = new[] { new { key = line, decision = "Upheld", answer = "签到表属实" } } });

        var after = await pay.Line(2024, 8, "P21");
        Assert.Equal(("Upheld", "0.00", "833.33"), (Api.Text(after, "contest"), PayDesk.Yuan(after["deductionFen"]!), PayDesk.Yuan(after["personalFen"]!)));
        Assert.True(await leader.HasTask("审定补贴发放表", "2024年8月"));
    }

    /// <summary>Urban: a wage from the minimum on and the employer's social insurance, and no 40/20/40.</summary>
    [Fact]
    public async Task UrbanBatch_NeedsWageAndInsurance_AndHasItsOwnChannel()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "xuzhuang");
        var pay = new PayDesk(server, town, "xuzhuang");
        await town.At("2024-08-01T09:00");
        var placement = await pay.Place("P14", "qingbo", "2024-08-01", "2025-07-31", PostKind.Urban);
        await pay.Account(placement, "宰建军", "62170000000000014");
        await town.At("2024-09-06T09:00");
        var handler = await town.Handler;
        var draft = await handler.FindTask("编制补贴发放表", "2024年8月城镇");
        Assert.Equal(["URBAN_WAGE_MISSING"], (await handler.CompleteRefused(draft, "FORM_DATA", "Submit", new JsonObject())).Body!["errors"]!.AsArray().Select(error => Api.Text(error, "code")));
        var id = Api.Text((await pay.Batch(2024, 8, "Urban"))["row"], "id");
        async Task<JsonNode> Line() => (await handler.Get($"/api/subsidies/batches/{id}/lines"))["items"]!.AsArray().Single()!;
        await pay.Set(await Line(), new { wageFen = 200_999, otherFen = 68_000 });
        Assert.Equal(["BELOW_MINIMUM_WAGE"], (await handler.CompleteRefused(draft, "FORM_DATA", "Submit", new JsonObject())).Body!["errors"]!.AsArray().Select(error => Api.Text(error, "code")));
        await pay.Set(await Line(), new { wageFen = 201_000 });
        await pay.Draft(2024, 8, "城镇");
        await pay.Approve(2024, 8, "城镇");
        await pay.Pay(2024, 8, "2024-09-09", "城镇");
        await pay.Bank(2024, 8, "城镇");

        var batch = await pay.Batch(2024, 8, "Urban");
        Assert.Equal(("2,690.00", "2,010.00"), (PayDesk.Yuan(batch["row"]!["needFen"]!), PayDesk.Yuan(batch["row"]!["paidFen"]!)));
        Assert.Null(batch["totals"]!["split"]);
        var accounts = (await (await pay.Finance).Get($"/api/subsidies/batches/{id}/ledger")).AsArray().ToDictionary(row => Api.Text(row, "account"), row => row!["fen"]!.GetValue<long>());
        Assert.Equal((269_000, 0), (accounts["FUND_CHANNEL"], accounts.Values.Sum()));
        Assert.DoesNotContain("FUND_PROVINCE", accounts.Keys);
    }

    /// <summary>A run for 1,200 people takes seconds, in pieces of a hundred.</summary>
    [Fact]
    public async Task Run_OfTwelveHundredPeople_TakesSeconds_AndSumsToTheFen()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        await town.At("2024-08-01T09:00");
        var vault = server.Services.GetRequiredService<IVault>();
        var people = server.Services.GetRequiredService<PeopleRegistry>();
        for (var piece = 0; piece < 12; piece++)
            await server.Services.GetRequiredService<IWriter>().Write((work, _) =>
            {
                for (var i = 0; i < 100; i++)
                {
                    var number = piece * 100 + i;
                    var person = Person(vault, number, work.Now);
                    people.SetAccount(person, string.Create(CultureInfo.InvariantCulture, $"6217{number:000000000000}"));
                    work.Db.People.Add(person);
                    pay.Add(work, person.Id, "shiqiao-hudong", number.ToString("00000", CultureInfo.InvariantCulture), new DateOnly(2024, 8, 1), new DateOnly(2025, 7, 31), PostKind.Rural);
                }

                return Task.FromResult(true);
            });

        await town.At("2024-09-05T09:00");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await pay.OpenMonth(2024, 8);
        var prepared = watch.Elapsed;
        await pay.Draft(2024, 8);
        await pay.Approve(2024, 8);
        await pay.Pay(2024, 8, "2024-09-09");
        await pay.Bank(2024, 8);
        TestContext.Current.SendDiagnosticMessage($"1,200 people: prepared in {prepared.TotalSeconds:0.0} s, paid in {watch.Elapsed.TotalSeconds:0.0} s");

        var batch = await pay.Batch(2024, 8);
        Assert.Equal(("1200", "Closed"), (Api.Text(batch["row"], "lines"), Api.Text(batch["row"], "status")));
        Assert.Equal("999,996.00", PayDesk.Yuan(batch["row"]!["paidFen"]!));
        Assert.Equal("399,998.40/199,999.20/399,998.40", PayDesk.Split(batch["totals"]!["split"]));
        Assert.True(prepared < TimeSpan.FromSeconds(60), $"{prepared}");
    }

    private static Person Person(IVault vault, int number, DateTimeOffset now)
    {
        var key = vault.NewWrappedKey();
        return new Person
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"mass{number:00000}"),
            Name = string.Create(CultureInfo.InvariantCulture, $"工{number}"),
            Sex = "男",
            IdNumberCipher = vault.Encrypt(key, "370811197001010000"u8),
            IdNumberIndex = string.Create(CultureInfo.InvariantCulture, $"mass{number}"),
            IdMasked = "370811********0000",
            WrappedKey = key,
            VillageId = "shiqiao-hudong",
            CreatedAt = now,
        };
    }

    private static string Reference(string file, string name) => file.Split("\r\n").Single(line => line.Contains($",{name},", StringComparison.Ordinal)).Split(',')[0];

    private static async Task<Api.Answer> Return(Api finance, string batchId, string text)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "回单.csv" } };
        return await finance.Send(HttpMethod.Post, $"/api/subsidies/batches/{batchId}/bank-return?operationId={Api.NewId()}", form);
    }
}
