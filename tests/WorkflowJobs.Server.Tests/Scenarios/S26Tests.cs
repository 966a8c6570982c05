namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S26: somebody finds a job; the vacancy goes to the waitlist, and the person is followed up.</summary>
public sealed class S26Tests
{
    [Fact]
    public async Task FindsAJob_LeavesOnTheLastDay_ThePostGoesToTheWaitlist_AndContactsFollowOnTheirDays()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.Allocate("Rural", 1, 1);
        await town.At("2024-06-04T10:00");
        var p21 = await town.Apply("hudong", Town.Form("P21", "R-LOW"));
        var p01 = await town.Apply("hudong", Town.Form("P01", "R-AGE"));
        await town.Accept("hudong", p21);
        await town.Accept("hudong", p01);
        await town.At("2024-06-20T10:00");
        await town.Recommend("hudong", "2024-06-20", p21, p01);
        await town.Pass(p21, p01);
        await town.Rank("PRIORITY_FIRST", (p21, null), (p01, null));
        await town.Post("2024-06-24");
        await town.TakeDown("2024-07-02");
        await town.Compare(p21);
        await town.ApproveAndTrain(p21);
        await town.At("2024-07-15T10:00");
        await Leaving.Sign(town, p21);

        await town.At("2024-07-16T10:00");
        var (handler, village) = (await town.Handler, await town.Village("hudong"));
        var placementId = Api.Text(await Leaving.Placement(handler, p21), "id");
        var pay = new PayDesk(server, town, "shiqiao");
        await PaidUntilNovember(town, pay, placementId);
        await town.At("2024-12-20T10:00");
        var own = await server.As("p21");
        await own.Refused("/api/exits", new { operationId = Api.NewId(), placementId, kind = "Unfit", lastDay = "2024-12-31", facts = "本人提出" }, "EXIT_NOT_BY_WORKER");
        var exit = Api.Text(await own.Post("/api/exits", new { operationId = Api.NewId(), placementId, kind = "Employed", lastDay = "2024-12-31", facts = "到区内企业就业" }), "exitId");
        await handler.Complete("核实退出情况", "", "Submit", Leaving.Handling("2024-12-31", "已与企业签订劳动合同"));
        Assert.Equal("2024-12-31", Api.Text((await handler.Get("/api/exits/" + exit))["line"], "lastDay"));
        await Leaving.Decide(town);
        Assert.Equal("ON_POST", (await town.Case(p21)).Status);
        await OfferedToTheWaitlist(town, p01);
        await town.At("2024-12-31T23:00");
        Assert.Equal(("ON_POST", 1), ((await town.Case(p21)).Status, await town.Taken()));
        var (leader, approval) = (await town.DistrictLeader, await (await town.DistrictLeader).FindTask("区级审批", p01.Receipt));
        var early = Assert.Single((await leader.CompleteRefused(approval, "FORM_DATA", "Approve", new { opinion = "同意" })).Body!["errors"]!.AsArray())!;
        Assert.Equal("PLACE_NOT_VACANT_YET", Api.Text(early, "code"));
        Assert.Contains("2025-01-01", Api.Text(early, "messageZh"), StringComparison.Ordinal);
        await town.At("2025-01-01T09:00");
        Assert.Equal("EXITED", (await town.Case(p21)).Status);
        Assert.Equal(0, await town.Taken());
        await leader.Complete(approval, "Approve", new { opinion = "同意" });
        Assert.Equal(("TRAINING", 1), ((await town.Case(p01)).Status, await town.Taken()));
        var line = (await handler.Get("/api/exits/" + exit))["line"]!;
        // 4,596.77 for the days on post of 2024 (DOMAIN §7) less 37.88 for the day of August.
        Assert.Equal(("Completed", "455889", "2025-01-05"), (Api.Text(line, "state"), Api.Text(line, "dueFen"), Api.Text(line, "vacancyDueOn")));
        await town.At("2025-01-03T09:00");
        await handler.Complete("空岗报告", "", "Report", new { vacantOn = "2025-01-01", keep = "Refill" });
        Assert.Equal("false", Api.Text((await handler.Get("/api/exits/" + exit))["line"], "vacancyLate"));

        await town.At("2025-01-06T09:00");
        await pay.PayMonth(2024, 12, "2025-01-08");
        Assert.Equal("Paid Paid Paid Paid Paid Paid 455889", await Paid(pay));

        var ledger = (await village.Get("/api/follow-ups"))["items"]!.AsArray();
        Assert.Equal(["2025-01-31", "2025-03-31", "2025-06-30", "2025-12-31"], ledger.Select(row => Api.Text(row, "dueOn")));
        await town.At("2025-01-30T09:00");
        Assert.False(await village.HasTask("后续跟踪"));
        await town.At("2025-01-31T09:00");
        await village.Complete("后续跟踪", "", "Training", new { contactedOn = "2025-01-31", means = "Phone", need = "想学电工" });
        await (await town.DistrictHandler).Complete("落实后续服务", "", "Done", new { service = "电工班", voucher = "PX-2025-001", referredTo = "区职业培训学校", arrangedOn = "2025-01-31" });
        await town.At("2025-03-31T09:00");
        await village.Complete("后续跟踪", "", "Reemployed", new { contactedOn = "2025-03-31", means = "Visit" });
        var rows = (await village.Get("/api/follow-ups"))["items"]!.AsArray();
        Assert.Equal(["Training", "Reemployed", "", ""], rows.Select(row => Api.Text(row, "result")));
        Assert.Equal("电工班；培训券PX-2025-001；转介区职业培训学校", Api.Text(rows[0], "measures"));
        Assert.Equal("刘桂芳、陈静", Api.Text(rows[0], "responsible"));
        using var sheet = new System.IO.Compression.ZipArchive(new MemoryStream(await village.Bytes("/api/follow-ups/ledger.xlsx")));
        Assert.Contains(sheet.Entries, entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
    }

    /// <summary>July to November, with one unexcused day of 22 in August.</summary>
    private static async Task PaidUntilNovember(Town town, PayDesk pay, string placementId)
    {
        await pay.Account(placementId, "樊素", "62170000000000021", Town.NumberOf("P21"));
        await town.At("2024-08-06T09:00");
        await pay.PayMonth(2024, 7, "2024-08-07");
        await town.At("2024-09-06T09:00");
        await pay.Set(await pay.Line(2024, 8, "P21"), new { scheduledDays = 22, absentDays = 1 });
        await pay.Draft(2024, 8);
        await town.At("2024-09-11T09:00");
        await pay.Approve(2024, 8);
        await pay.Pay(2024, 8, "2024-09-12");
        await pay.Bank(2024, 8);
        foreach (var month in (int[])[9, 10, 11])
        {
            await town.At($"2024-{month + 1:00}-06T09:00");
            await pay.PayMonth(2024, month, $"2024-{month + 1:00}-08");
        }
    }

    /// <summary>Promoted and told on the day of the decision, while the waitlist lasts; publicised on a list of their own before the place is empty.</summary>
    private static async Task OfferedToTheWaitlist(Town town, Application next)
    {
        Assert.Equal(["2024-12-20 10:00"], (await town.Case(next)).NoticesAt("Promoted"));
        await town.Post("2024-12-23");
        Assert.Equal("PUBLICITY", (await town.Case(next)).Status);
        await town.TakeDown("2024-12-31");
        await town.Compare(next);
        Assert.Equal("DISTRICT_REVIEW", (await town.Case(next)).Status);
    }

    private static async Task<string> Paid(PayDesk pay)
    {
        var lines = new List<System.Text.Json.Nodes.JsonNode>();
        foreach (var month in Enumerable.Range(7, 6))
            lines.Add(await pay.Line(2024, month, "P21"));
        return $"{string.Join(' ', lines.Select(line => Api.Text(line, "status")))} {lines.Sum(line => line["personalFen"]!.GetValue<long>())}";
    }
}
