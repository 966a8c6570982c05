using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>Stage 0 of DOMAIN §8: the district's handler drafts the allocation, its leader decides; a change is a new version.</summary>
public sealed class AllocationTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Allocation_ReturnedThenDecided_TakesEffectAtOnceAndNotBefore()
    {
        var (handler, leader) = (await fixture.Server.As("shebao-hh"), await fixture.Server.As("shebao-hl"));
        var town = new Town(fixture.Server, "xuzhuang");
        var begun = await handler.Post("/api/plans/2024/revisions", new { operationId = Api.NewId() });
        await handler.Refused("/api/plans/2024/revisions", new { operationId = Api.NewId() }, "ALLOCATION_RUNNING");
        await (await fixture.Server.As("xuzhuang-th")).Refused("/api/plans/2025/revisions", new { operationId = Api.NewId() }, "FORBIDDEN");

        // Who begins it has it, with the lines in force.
        var task = await handler.Get("/api/user-tasks/" + Api.Text(begun, "taskId"));
        Assert.Equal("Assigned", Api.Text(task["summary"], "state"));
        var data = (JsonObject)task["form"]!["data"]!.DeepClone();
        Assert.Equal(4, data["lines"]!.AsArray().Count);
        data["basis"] = "区长办公会议纪要〔2024〕3号";
        var row = data["lines"]!.AsArray().Single(line => Api.Text(line, "townId") == "xuzhuang" && line!["batch"]!.GetValue<int>() == 2)!;
        row["number"] = 6;
        await handler.Complete("拟定分配计划", "", "Submit", data);
        await leader.Complete("审定分配计划", "", "Return", new JsonObject(), "应为7");
        Assert.Equal("8", Api.Text(await town.Line("Urban", 2), "number"));

        row["number"] = 7;
        await handler.Complete("拟定分配计划", "", "Submit", data);
        var view = await leader.Claim(await leader.FindTask("审定分配计划"));
        var shown = view["form"]!["sources"]!["allocation-proposal"]!.AsArray().Single(line => Api.Text(line, "key") == "Urban.xuzhuang.2");
        Assert.Equal(("8", "7", "0"), (Api.Text(shown, "before"), Api.Text(shown, "after"), Api.Text(shown, "taken")));
        // Who decides sees on what it rests and who drafted it.
        var basis = view["form"]!["sources"]!["allocation-basis"]!.AsArray().Single();
        Assert.Equal(("区长办公会议纪要〔2024〕3号", "陈静"), (Api.Text(basis, "basis"), Api.Text(basis, "drafter")));
        // The plan's own figures disagree (I1): told, and no hindrance.
        Assert.Contains("140（2024年）", Api.Text(view["form"]!["sources"]!["allocation-warnings"]!.AsArray()[0], "text"));
        await leader.Complete("审定分配计划", "", "Approve", new JsonObject());

        Assert.Equal("7", Api.Text(await town.Line("Urban", 2), "number"));
        var plan = await handler.Get("/api/plans");
        Assert.NotEmpty(plan["warnings"]!.AsArray());
        // Its sheet is issued, for the district's office alone.
        var decided = plan["decided"]!.AsArray()[0]!.ToString();
        var paper = Assert.Single((await handler.Get("/api/documents?subjectType=allocation&subjectId=" + decided))["items"]!.AsArray())!;
        Assert.Equal("allocation-table", Api.Text(paper, "template"));
        Assert.Empty((await (await fixture.Server.As("xuzhuang-th")).Get("/api/plans"))["decided"]!.AsArray());
    }

    [Fact]
    public async Task Totals_ChangedWithTheLines_AreNewVersionsAndSilenceTheWarning()
    {
        await using var server = await TestServer.Start();
        var (handler, leader) = (await server.As("shebao-hh"), await server.As("shebao-hl"));
        var begun = await handler.Post("/api/plans/2025/revisions", new { operationId = Api.NewId() });
        var task = new JsonObject { ["id"] = Api.Text(begun, "taskId") };
        var data = (JsonObject)(await handler.Get("/api/user-tasks/" + Api.Text(begun, "taskId")))["form"]!["data"]!.DeepClone();
        data["basis"] = "会议纪要";
        data["lines"] = new JsonArray(
            new JsonObject { ["townId"] = "shiqiao", ["kind"] = "Rural", ["batch"] = 1, ["number"] = 227, ["postNames"] = "综合网格员" },
            new JsonObject { ["townId"] = "xuzhuang", ["kind"] = "Urban", ["batch"] = 1, ["number"] = 71, ["postNames"] = "社区巡查员" });
        var totals = data["totals"]!.AsArray();
        totals.Single(row => Api.Text(row, "scope") == "Year" && Api.Text(row, "kind") == "Both")!["number"] = 298;
        totals.Add(new JsonObject { ["scope"] = "Year", ["kind"] = "Both", ["number"] = 1 });
        var twice = await handler.CompleteRefused(task, "FORM_DATA", "Submit", data);
        Assert.Contains("ALLOCATION_TOTAL_TWICE", twice.Body!.ToJsonString(), StringComparison.Ordinal);
        totals.RemoveAt(totals.Count - 1);
        await handler.Complete(task, "Submit", data);
        await leader.Complete("审定分配计划", "", "Approve", new JsonObject());

        var plan = await handler.Get("/api/plans");
        Assert.Empty(plan["warnings"]!.AsArray());
        var year = Assert.Single(plan["totals"]!.AsArray(), row => row!["year"]?.GetValue<int>() == 2025 && row["kind"] is null)!;
        Assert.Equal(("298", "2"), (Api.Text(year, "number"), Api.Text(year, "version")));
        Assert.Equal("140", Api.Text(plan["totals"]!.AsArray().Single(row => row!["year"]?.GetValue<int>() == 2024 && row["kind"] is null), "number"));

        // A town's own lines against the plan; nothing of 2025 was announced.
        var lines = (await (await server.As("shiqiao-th")).Get("/api/plans/2025/progress"))["lines"]!.AsArray();
        Assert.Equal(("227", "0", "0"), (Api.Text(Assert.Single(lines), "planned"), Api.Text(lines[0], "announced"), Api.Text(lines[0], "applied")));
        var announced = (await handler.Get("/api/plans/2024/progress"))["lines"]!.AsArray();
        Assert.Equal(["Urban shiqiao 5 5", "Urban xuzhuang 17 17", "Urban xuzhuang 8 8", "Rural shiqiao 110 110"],
            announced.Select(row => $"{Api.Text(row, "kind")} {Api.Text(row, "townId")} {Api.Text(row, "planned")} {Api.Text(row, "announced")}"));
    }

    [Fact]
    public async Task Allocation_ByOnePersonInBothRoles_IsNotDecidedByWhoDraftedIt()
    {
        await using var server = await TestServer.Start();
        await (await server.As("shebao-sa")).Post("/api/users/demo-shebao-hh/roles", new { operationId = Api.NewId(), role = "HL", unitId = "shebao" });
        var both = await server.As("shebao-hh");
        var begun = await both.Post("/api/plans/2025/revisions", new { operationId = Api.NewId() });
        await both.Complete(new JsonObject { ["id"] = Api.Text(begun, "taskId") }, "Submit",
            new { basis = "会议纪要", lines = new[] { new { townId = "shiqiao", kind = "Rural", batch = 1, number = 90, postNames = "综合网格员" } } });

        await both.CompleteRefused(await both.FindTask("审定分配计划"), "SAME_PERSON", "Approve", new JsonObject());
        await (await server.As("shebao-hl")).Complete("审定分配计划", "", "Approve", new JsonObject());
        var line = (await both.Get("/api/plans"))["lines"]!.AsArray().Single(row => Api.Text(row, "year") == "2025")!;
        Assert.Equal(("90", "综合网格员"), (Api.Text(line, "number"), Api.Text(line, "postNames")));
    }

    [Fact]
    public async Task Sheet_ExportedAndImportedAgain_ChangesNothingAndASecondImportWaits()
    {
        await using var server = await TestServer.Start();
        var (handler, leader) = (await server.As("shebao-hh"), await server.As("shebao-hl"));
        var file = await handler.Bytes("/api/plans/2024/allocation.xlsx");
        await (await server.As("shiqiao-th")).Refused("/api/plans/2024/imports", new { operationId = Api.NewId(), file }, "FORBIDDEN");
        await handler.Refused("/api/plans/2024/imports", new { operationId = Api.NewId(), file = new byte[] { 1, 2, 0, 3 } }, "FILE_NOT_SHEET");
        var operationId = Api.NewId();
        var begun = await handler.Post("/api/plans/2024/imports", new { operationId, file });
        Assert.Equal(("4", begun.ToJsonString()), (Api.Text(begun, "lines"), (await handler.Post("/api/plans/2024/imports", new { operationId, file })).ToJsonString()));
        await handler.Refused("/api/plans/2024/imports", new { operationId = Api.NewId(), file }, "ALLOCATION_RUNNING");

        var task = await handler.Get("/api/user-tasks/" + Api.Text(begun, "taskId"));
        var data = (JsonObject)task["form"]!["data"]!.DeepClone();
        data["basis"] = "会议纪要";
        await handler.Complete(new JsonObject { ["id"] = Api.Text(begun, "taskId") }, "Submit", data);
        var before = (await handler.Get("/api/plans"))["lines"]!.ToJsonString();
        await leader.Complete("审定分配计划", "", "Approve", new JsonObject());
        Assert.Equal(before, (await handler.Get("/api/plans"))["lines"]!.ToJsonString());

        var wrong = System.Text.Encoding.UTF8.GetBytes("岗位类别,镇街,岗位批次,岗位数量,岗位名称\n乡村,石桥镇,第一批,90,综合网格员\n乡村,别的镇,第一批,9,综合网格员\n");
        var problems = await handler.Refused("/api/plans/2025/imports", new { operationId = Api.NewId(), file = wrong }, "SHEET_PROBLEMS");
        Assert.Equal("B3", Api.Text(Assert.Single(problems.Body!["errors"]!.AsArray()), "field"));
        Assert.Equal("1", Api.Text(await handler.Post("/api/plans/2025/imports", new { operationId = Api.NewId(), file = wrong, onlyGood = true }), "lines"));
    }
}
