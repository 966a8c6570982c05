using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>Issue 5, item 9: people who were on post before the system was.</summary>
[Trait("Database", "PostgreSQL")]
public sealed class OpeningTests
{
    private const string Heading = "公民身份号码,姓名,村（社区）,岗位类别,计划年度,批次,岗位名称,首次核定日期,上岗日期,协议起始日,协议终止日,累计已用月数,累计已发金额,意外险保单号,保单生效日,收款账号\n";

    private static string Row(string person, string months = "23.5", string to = "2025-06-30", string village = "渔湾村", string? name = null) =>
        $"{Town.NumberOf(person)},{name ?? Town.NameOf(person)},{village},乡村,2022,1,综合网格员,2022-06-20,2022-07-01,2024-07-01,{to},{months},19583.30,PA-1,2024-07-01,6217000012345678901\n";

    [Fact]
    public async Task Import_IsLookedAtProposedDecided_AndPeopleAreOnPostWithTheirMonths()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-07-10T09:00");
        var handler = await town.DistrictHandler;
        var file = Encoding.UTF8.GetBytes(Heading + Row("P29") + Row("P30", months: "36"));

        var preview = Done(await handler.SendFile("/api/openings/preview?asOf=2024-07-09", file, "opening.csv"));
        Assert.Equal(("2", "2", "59.5", "3916660"), (Api.Text(preview, "rowCount"), Api.Text(preview, "good"), Api.Text(preview, "months"), Api.Text(preview, "paidCents")));
        Assert.Empty((await handler.Get("/api/openings"))["items"]!.AsArray());
        Assert.Equal("FORBIDDEN", (await (await town.Handler).SendFile($"/api/openings?asOf=2024-07-09&operationId={Api.NewId()}", file, "opening.csv")).Code);

        var proposed = Done(await handler.SendFile($"/api/openings?asOf=2024-07-09&operationId={Api.NewId()}", file, "opening.csv"));
        Assert.Equal(("2", "false"), (Api.Text(proposed, "rows"), Api.Text(proposed, "unchanged")));
        var again = Done(await handler.SendFile($"/api/openings?asOf=2024-07-09&operationId={Api.NewId()}", file, "opening.csv"));
        Assert.Equal((Api.Text(proposed, "importId"), "true"), (Api.Text(again, "importId"), Api.Text(again, "unchanged")));
        Assert.False(await handler.HasTask("审定期初导入"));
        Assert.Empty((await handler.Get("/api/placements"))["items"]!.AsArray());

        var leader = await town.DistrictLeader;
        var task = await leader.FindTask("审定期初导入");
        var people = (await leader.Claim(task))["form"]!["sources"]!["opening-people"]!.AsArray();
        Assert.Equal(["有若（370811********9696）", "秦商（370811********9674）"], people.Select(row => Api.Text(row, "person")));
        await leader.Complete(task, "Approve", new { opinion = "同意" });

        var listed = Assert.Single((await handler.Get("/api/openings"))["items"]!.AsArray())!;
        Assert.Equal(("Applied", "2", "0", 64), (Api.Text(listed, "state"), Api.Text(listed, "done"), Api.Text(listed, "passed"), Api.Text(listed, "sha256").Length));
        var placements = (await (await town.Handler).Get("/api/placements"))["items"]!.AsArray();
        Assert.Equal(["OnPost 2022-07-01 2025-06-30", "OnPost 2022-07-01 2025-06-30"], placements.Select(row => $"{Api.Text(row, "status")} {Api.Text(row, "startsOn")} {Api.Text(row, "agreementEndsOn")}"));
        Assert.Equal("true", Api.Text(Done(await handler.SendFile($"/api/openings?asOf=2024-07-09&operationId={Api.NewId()}", file, "opening.csv")), "unchanged"));
        Assert.Equal(2, (await (await town.Handler).Get("/api/placements"))["items"]!.AsArray().Count);

        // The same people in another file are told by their cells.
        var other = await handler.SendFile("/api/openings/preview?asOf=2024-07-10", file, "opening.csv");
        Assert.Equal(["A2 ALREADY_ON_POST", "A3 ALREADY_ON_POST"], Problems(Done(other)["problems"]));

        // July is paid from the day after the opening on, 22 days of 31: what was paid before is not paid again.
        await town.At("2024-08-06T09:00");
        var batch = (await handler.Get("/api/subsidies/batches?year=2024&month=7"))["items"]!.AsArray().Single(row => Api.Text(row, "kind") == "Rural" && Api.Text(row, "townId") == "shiqiao")!;
        var line = (await handler.Get($"/api/subsidies/batches/{Api.Text(batch, "id")}/lines"))["items"]!.AsArray().Single(row => Api.Text(row, "name") == "秦商")!;
        Assert.Equal(("22", "59140"), (Api.Text(line, "daysOnPost"), Api.Text(line, "accrualFen")));
    }

    [Fact]
    public async Task Import_WithProblems_IsRefusedByCell_GoodRowsByChoice_AndRejectedIsForgotten()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-07-10T09:00");
        var handler = await town.DistrictHandler;
        var file = Encoding.UTF8.GetBytes(Heading + Row("P29", months: "5", to: "2025-12-31") + Row("P30", to: "2024-07-01") + Row("P24", village: "无此村") + Row("P26") + Row("P10").Replace("PA-1", "", StringComparison.Ordinal));
        var refused = await handler.SendFile($"/api/openings?asOf=2024-07-09&operationId={Api.NewId()}", file, "opening.csv");
        Assert.Equal("SHEET_PROBLEMS", refused.Code);
        Assert.Equal(["K3 OPENING_ORDER", "K3 OPENING_OVER", "C4 UNIT_UNKNOWN", "N6 OPENING_POLICY"], Problems(refused.Body!["errors"]));
        Assert.Empty((await handler.Get("/api/openings"))["items"]!.AsArray());

        var proposed = Done(await handler.SendFile($"/api/openings?asOf=2024-07-09&onlyGood=true&operationId={Api.NewId()}", file, "opening.csv"));
        Assert.Equal(("2", "3"), (Api.Text(proposed, "rows"), Api.Text(proposed, "leftOut")));
        await (await town.DistrictLeader).Complete("审定期初导入", "", "Reject", new { opinion = "金额有误" }, "金额有误");
        Assert.Equal("Rejected", Api.Text((await handler.Get("/api/openings"))["items"]![0], "state"));
        Assert.Empty((await (await town.Handler).Get("/api/placements"))["items"]!.AsArray());
        Assert.Equal("false", Api.Text(Done(await handler.SendFile($"/api/openings?asOf=2024-07-09&onlyGood=true&operationId={Api.NewId()}", file, "opening.csv")), "unchanged"));
    }

    /// <summary>What was paid before the system was: in the ledger once, with its file, in no batch, and part of every whole.</summary>
    [Fact]
    public async Task Amounts_EnterTheLedgerOnce_AndCountInReportsOwnPayAndClawbacks()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var pay = new PayDesk(server, town, "shiqiao");
        await town.At("2024-07-10T09:00");
        var (handler, leader) = (await town.DistrictHandler, await town.DistrictLeader);
        var proposed = Done(await handler.SendFile($"/api/openings?asOf=2024-07-09&operationId={Api.NewId()}", Encoding.UTF8.GetBytes(Heading + Row("P30")), "opening.csv"));
        await leader.Complete("审定期初导入", "", "Approve", new { opinion = "同意" });
        var placement = Api.Text(Assert.Single((await handler.Get("/api/placements"))["items"]!.AsArray())!, "id");

        var ledger = await handler.Get($"/api/subsidies/placements/{placement}/ledger");
        var voucher = Assert.Single(ledger["vouchers"]!.AsArray())!;
        Assert.Equal(("Opening", "2024", "7", "2024-07-09"), (Api.Text(voucher, "kind"), Api.Text(voucher, "year"), Api.Text(voucher, "month"), Api.Text(voucher, "asOf")));
        Assert.Equal(Api.Text(proposed, "sha256"), Api.Text(voucher, "sourceSha256"));
        Assert.Equal(["FUND_OPENING 1958330", "BANK -1958330"], voucher["entries"]!.AsArray().Select(row => $"{Api.Text(row, "account")} {Api.Text(row, "fen")}"));
        Assert.Equal("true", Api.Text(ledger, "addsUp"));
        Assert.Equal("19,583.30 19,583.30 0.00", await Money());

        // July pays the 22 days after the opening; its sources carry that and nothing of what was paid before.
        await pay.Account(placement, "秦商", "62170000000000030", Town.NumberOf("P30"));
        await town.At("2024-08-06T09:00");
        await pay.PayMonth(2024, 7, "2024-08-08");
        var batch = await pay.Batch(2024, 7);
        Assert.Equal("236.56/118.28/236.56", PayDesk.Split(batch["totals"]!["split"]));
        Assert.DoesNotContain("FUND_OPENING", (await handler.Get($"/api/subsidies/batches/{Api.Text(batch["row"], "id")}/ledger")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("20,174.70 19,583.30 591.40", await Money());
        Assert.Equal(["Opening", "Accrual", "Payment"], (await handler.Get($"/api/subsidies/placements/{placement}/ledger"))["vouchers"]!.AsArray().Select(row => Api.Text(row, "kind")));

        // From the first day on to 07-20: the opening whole, and 11 of July's 22 days.
        await town.At("2024-08-12T09:00");
        var id = (await handler.Post("/api/clawbacks", new { operationId = Api.NewId(), placementId = placement, from = "2022-07-01", until = "2024-07-20", grounds = "FALSE_STATEMENT", facts = "材料不实。" })).GetValue<string>();
        await handler.Complete("拟定追缴", "秦商", "Submit", new { from = "2022-07-01", until = "2024-07-20", facts = "材料不实。" });
        await leader.Complete("决定追缴", "秦商", "Approve", new JsonObject());
        var clawback = await handler.Get("/api/clawbacks/" + id);
        Assert.Equal(("19,879.00", "7,951.60/3,975.80/7,951.60"), (PayDesk.Yuan(clawback["amountFen"]!), PayDesk.Split(clawback["split"])));
        // What one clawback asks back, another does not.
        await handler.Post("/api/clawbacks", new { operationId = Api.NewId(), placementId = placement, from = "2022-07-01", until = "2024-07-31", grounds = "OVERPAID", facts = "多发。" });
        var second = await handler.Claim(await handler.FindTask("拟定追缴", "秦商"));
        Assert.Equal("295.70", Api.Text(Assert.Single(second["form"]!["sources"]!["clawback-figures"]!.AsArray()), "amount"));

        async Task<string> Money()
        {
            var money = (await handler.Get("/api/reports/2024"))["money"]!;
            var sources = new[] { "provinceFen", "cityFen", "districtFen", "channelFen" }.Sum(name => money[name]!.GetValue<long>());
            return $"{PayDesk.Yuan(money["paidFen"]!)} {PayDesk.Yuan(money["openingFen"]!)} {PayDesk.Yuan(JsonValue.Create(sources))}";
        }
    }

    /// <summary>Proposed in an absent colleague's stead, it is the colleague's as well (代): neither of the two decides on it.</summary>
    [Fact]
    public async Task ProposedByADelegate_IsNotDecidedByWhomTheyActFor()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-07-10T09:00");
        var chen = await town.DistrictHandler;
        var zhao = await S20Tests.NewOfficer(server, "zhao.min", "赵敏", "HH", "shebao");
        var chenId = Api.Text(await chen.Get("/api/auth/me"), "userId");
        await chen.Post("/api/delegations", new { operationId = Api.NewId(), toUserId = zhao.Id, role = "HH", unitId = "shebao", from = "2024-07-10", until = "2024-07-12", reason = "年休假" });
        await (await server.As("shebao-sa")).Post($"/api/users/{chenId}/roles", new { operationId = Api.NewId(), role = "HL", unitId = "shebao" });
        await (await server.As("shebao-sa")).Post($"/api/users/{zhao.Id}/roles", new { operationId = Api.NewId(), role = "HL", unitId = "shebao" });
        Done(await zhao.Api.SendFile($"/api/openings?asOf=2024-07-09&operationId={Api.NewId()}", Encoding.UTF8.GetBytes(Heading + Row("P30")), "opening.csv"));
        Assert.Equal("赵敏 代 陈静", Api.Text(Assert.Single((await chen.Get("/api/openings"))["items"]!.AsArray()), "proposedByName"));

        // Back at work, and still the one for whom it was proposed.
        await town.At("2024-07-15T09:00");
        foreach (var either in new[] { chen, zhao.Api })
            await either.CompleteRefused(await either.FindTask("审定期初导入"), "SAME_PERSON", "Approve", new { opinion = "同意" });
        await (await town.DistrictLeader).Complete("审定期初导入", "", "Approve", new { opinion = "同意" });
        Assert.Single((await chen.Get("/api/placements"))["items"]!.AsArray());
    }

    /// <summary>An administrator cancels the process before anybody decided: the rows are forgotten and the file may come again.</summary>
    [Fact]
    public async Task CancelledByAnAdministrator_IsForgotten_AndTheFileMayBeProposedAgain()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-07-10T09:00");
        var (handler, leader) = (await town.DistrictHandler, await town.DistrictLeader);
        var file = Encoding.UTF8.GetBytes(Heading + Row("P30"));
        Done(await handler.SendFile($"/api/openings?asOf=2024-07-09&operationId={Api.NewId()}", file, "opening.csv"));
        var instance = Api.Text(await leader.FindTask("审定期初导入"), "instanceId");
        await (await server.As("shebao-wa")).Post($"/api/instances/{instance}/cancel", new { operationId = Api.NewId(), reason = "误提交" });
        Assert.Equal("Rejected", Api.Text(Assert.Single((await handler.Get("/api/openings"))["items"]!.AsArray()), "state"));
        Assert.Equal(0, await server.Data.Number("""SELECT COUNT(*) FROM "OpeningImports" WHERE "RowsCipher" IS NOT NULL"""));
        Assert.Equal("false", Api.Text(Done(await handler.SendFile($"/api/openings?asOf=2024-07-09&operationId={Api.NewId()}", file, "opening.csv")), "unchanged"));
    }

    [Fact]
    public async Task WhoIsOnPost_CannotApplyForAnother()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-04T09:00");
        var file = Encoding.UTF8.GetBytes(Heading + Row("P30", months: "36").Replace("2024-07-01,2025-06-30", "2023-07-01,2024-06-30", StringComparison.Ordinal).Replace("2024-07-01", "2023-07-01", StringComparison.Ordinal));
        Done(await (await town.DistrictHandler).SendFile($"/api/openings?asOf=2024-06-03&operationId={Api.NewId()}", file, "opening.csv"));
        await (await town.DistrictLeader).Complete("审定期初导入", "", "Approve", new { opinion = "同意" });
        await town.ApplyRefused("yuwan", Town.Form("P30", "R-AGE"), "DUPLICATE_ACTIVE");
    }

    [Fact]
    public async Task ProvincialRoster_ComesBack_OnceAndByCell()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-07-10T09:00");
        var handler = await town.DistrictHandler;
        Done(await handler.SendFile($"/api/openings?asOf=2024-07-09&operationId={Api.NewId()}", Encoding.UTF8.GetBytes(Heading + Row("P29") + Row("P30")), "opening.csv"));
        await (await town.DistrictLeader).Complete("审定期初导入", "", "Approve", new { opinion = "同意" });
        const string columns = "公民身份号码,个人姓名,个人编号,登记流水号,困难人员编号,性别,出生日期,单位名称,公益性岗位名称,家庭住址,困难人员类别,审批状态,创建机构名称,创建日期,岗位类型,是否已备案,镇街\n";
        var good = columns + $"{Town.NumberOf("P29")},有若,9001,L1,K1,男,19580520,渔湾村,综合网格员,渔湾村,大龄,已审批,区社保就业服务部,2024-07-01,乡村,是,石桥镇\n";

        async Task<JsonNode> Send(string text, string more = "") => Done(await handler.SendFile($"/api/provincial/roster?operationId={Api.NewId()}{more}", Encoding.UTF8.GetBytes(text), "d09.csv"));
        var first = await Send(good);
        Assert.Equal(("1", "0", "1"), (Api.Text(first, "changed"), Api.Text(first, "unchanged"), Api.Text(first, "missing")));
        Assert.Equal(("0", "1"), (Api.Text(await Send(good), "changed"), Api.Text(await Send(good), "unchanged")));
        Assert.Equal("1", Api.Text(await Send(good.Replace("9001", "9002", StringComparison.Ordinal)), "changed"));

        var bad = good + $"{Town.NumberOf("P30")},别人,,,,,,,,,,,,,,,\n{Town.NumberOf("P10")},曹立新,,,,,,,,,,,,,,,\n";
        var refused = await handler.SendFile($"/api/provincial/roster?operationId={Api.NewId()}", Encoding.UTF8.GetBytes(bad), "d09.csv");
        Assert.Equal(["B3 PERSON_NAME_MISMATCH", "A4 NOT_IN_ROSTER"], Problems(refused.Body!["errors"]));
        Assert.Equal(("1", "2"), (Api.Text(await Send(bad, "&onlyGood=true"), "changed"), Api.Text(await Send(bad, "&onlyGood=true"), "leftOut")));

        // And goes out again with what the province calls the person.
        using var workbook = new ZipArchive(new MemoryStream(await handler.Download("/api/placements/export", new { reason = "COMPARE_DATA" })));
        var cells = string.Concat(workbook.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(entry => new StreamReader(entry.Open()).ReadToEnd()));
        Assert.All(["9001", "L1", "K1", Town.NumberOf("P29")], text => Assert.Contains(text, cells, StringComparison.Ordinal));
        Assert.Equal("FORBIDDEN", (await (await town.Handler).SendFile($"/api/provincial/roster?operationId={Api.NewId()}", Encoding.UTF8.GetBytes(good), "d09.csv")).Code);
    }

    private static IEnumerable<string> Problems(JsonNode? errors) => errors!.AsArray().Select(error => $"{Api.Text(error, "field")} {Api.Text(error, "code")}");

    private static JsonNode Done(Api.Answer answer)
    {
        Assert.True((int)answer.Status is >= 200 and < 300, $"{answer.Status} {answer.Body?.ToJsonString()}");
        return answer.Body!;
    }
}
