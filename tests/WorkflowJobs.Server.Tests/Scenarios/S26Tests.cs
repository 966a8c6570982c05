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

        await town.At("2024-12-20T10:00");
        var (handler, village) = (await town.Handler, await town.Village("hudong"));
        var placementId = Api.Text(await Leaving.Placement(handler, p21), "id");
        var own = await server.As("p21");
        await own.Refused("/api/exits", new { operationId = Api.NewId(), placementId, kind = "Unfit", lastDay = "2024-12-31", facts = "本人提出" }, "EXIT_NOT_BY_WORKER");
        var exit = Api.Text(await own.Post("/api/exits", new { operationId = Api.NewId(), placementId, kind = "Employed", lastDay = "2024-12-31", facts = "到区内企业就业" }), "exitId");
        await handler.Complete("核实退出情况", "", "Submit", Leaving.Handling("2024-12-31", "已与企业签订劳动合同"));
        Assert.Equal("2024-12-31", Api.Text((await handler.Get("/api/exits/" + exit))["line"], "lastDay"));
        await Leaving.Decide(town);
        Assert.Equal("ON_POST", (await town.Case(p21)).Status);
        await town.At("2024-12-31T23:00");
        Assert.Equal(("ON_POST", 1), ((await town.Case(p21)).Status, await town.Taken()));
        await town.At("2025-01-01T09:00");
        Assert.Equal("EXITED", (await town.Case(p21)).Status);
        Assert.Equal(0, await town.Taken());
        var line = (await handler.Get("/api/exits/" + exit))["line"]!;
        // 4,596.77 for the days on post of 2024 (DOMAIN §7).
        Assert.Equal(("Completed", "459677", "2025-01-05"), (Api.Text(line, "state"), Api.Text(line, "dueFen"), Api.Text(line, "vacancyDueOn")));
        await town.At("2025-01-03T09:00");
        await handler.Complete("空岗报告", "", "Report", new { vacantOn = "2025-01-01", keep = "Refill" });
        Assert.Equal("false", Api.Text((await handler.Get("/api/exits/" + exit))["line"], "vacancyLate"));

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
}
