using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S16: the district's comparison finds that an employer pays the applicant's insurance.</summary>
public sealed class S16Tests
{
    [Fact]
    public async Task EmployersInsurance_FoundAtTheDistrict_IsAHardRejection_WithTheFalseDeclarationOnRecord()
    {
        await using var server = await TestServer.Start();
        var street = new Town(server, "xuzhuang");
        await street.At("2024-06-04T10:00");
        var person = await street.Apply("heyuan", Form(), "Urban");
        // woman55 by the law of 06/2024: 2028-12-02. DOMAIN §13 names 2029-12-02, which §5.1 gives from 2025-01-01 on. Proof of the category is demanded.
        var basis = (await street.Case(person)).Json["eligibility"]!["claims"]!.AsArray().SelectMany(claim => claim!["basis"]!.AsArray()).Select(finding => Api.Text(finding, "zh")).ToList();
        Assert.Contains(basis, text => text.Contains("2028-12-02", StringComparison.Ordinal));
        var checklist = await street.Checklist("heyuan", person);
        var unproven = (JsonObject)checklist.DeepClone();
        unproven["checklist"]!.AsArray().Single(row => Api.Text(row, "key") == "WOMAN_CATEGORY")!["received"] = false;
        var village = await street.Village("heyuan");
        var refused = await village.CompleteRefused(await village.FindTask("受理初审", person.Receipt), "FORM_DATA", "Accept", unproven);
        Assert.NotEmpty(refused.Body!["errors"]!.AsArray());
        await street.Accept("heyuan", person);
        await street.At("2024-06-20T10:00");
        await street.Recommend("heyuan", "2024-06-20", person);
        await street.Pass(person);
        await street.Rank("PRIORITY_FIRST", (person, null));
        await street.Post("2024-06-24");
        await street.TakeDown("2024-07-02");

        await street.At("2024-07-03T10:00");
        var csv = $"公民身份号码,姓名,参保类型,缴费单位,缴费起始,缴费截止\n{Town.NumberOf("P19")},原思齐,单位职工,济宁某商贸有限公司,2024-01-01,2024-06-30\n";
        var imported = await street.ImportList("Insurance", "2024-07-01", csv);
        Assert.Equal(("1", "1", "false"), (Api.Text(imported, "rows"), Api.Text(imported, "hits"), Api.Text(imported, "unchanged")));
        Assert.Equal("true", Api.Text(await street.ImportList("Insurance", "2024-07-01", csv), "unchanged"));

        var handler = await street.DistrictHandler;
        var hit = Assert.Single((await handler.Get("/api/comparison/hits?state=Open"))["items"]!.AsArray())!;
        Assert.Equal(("E7", "Hard", "济宁某商贸有限公司"), (Api.Text(hit, "code"), Api.Text(hit, "grade"), Api.Text(hit, "detail")));
        var task = await handler.FindTask("区级数据比对", person.Receipt);
        var passed = await handler.CompleteRefused(task, "FORM_DATA", "Pass", new { opinion = "无异常" });
        Assert.Contains("E7", passed.Body!["errors"]!.AsArray().Select(error => Api.Text(error, "code")));
        var reviewed = await handler.Post($"/api/comparison/hits/{Api.Text(hit, "id")}/review", new { operationId = Api.NewId(), state = "Confirmed", reason = "挂靠参保，1至6月由该公司缴纳" });
        Assert.Equal("true", Api.Text(reviewed, "isFalseDeclaration"));
        await handler.Complete(task, "Doubt", new { doubts = "职工社保由单位缴纳（E7）" }, "职工社保由单位缴纳（E7）");

        await street.At("2024-07-05T10:00");
        var leader = await street.DistrictLeader;
        var approval = await leader.FindTask("区级审批", person.Receipt);
        var approved = await leader.CompleteRefused(approval, "FORM_DATA", "Approve", new { opinion = "同意", flagReason = "同意" });
        Assert.Contains("E7", approved.Body!["errors"]!.AsArray().Select(error => Api.Text(error, "code")));
        await leader.Complete(approval, "Reject", new { opinion = "不予批准" }, "职工社保由用人单位缴纳，不符合条件");

        // What the leader saw before deciding, and what whoever decides about her next will see.
        var file = await street.Case(person);
        Assert.Equal(["承诺书不实记录：用人单位正在为其缴纳职工社保（2024-01-01至2024-06-30）（E7，2024-07-03核实）"], OnRecord(file));
        Assert.Equal("REJECTED 07-05", file.Dated.Last());
        Assert.EndsWith("Rejected", file.Notices, StringComparison.Ordinal);
        Assert.Equal("HL 李志远 Reject", file.Decisions.Last());
        Assert.Equal(0, await street.Taken("Urban", 1));
        // Nothing of the old case can be taken up again: no task is open.
        Assert.All(file.Json["tasks"]!.AsArray(), row => Assert.False(row!["isOpen"]!.GetValue<bool>()));
        var recorded = Assert.Single((await handler.Get("/api/comparison/hits?state=Confirmed"))["items"]!.AsArray())!;
        Assert.Equal(("true", "挂靠参保，1至6月由该公司缴纳"), (Api.Text(recorded, "isFalseDeclaration"), Api.Text(recorded, "reason")));

        // Other towns and people without a part in it see nothing of it.
        Assert.Empty((await (await server.As("shiqiao-th")).Get("/api/comparison/hits"))["items"]!.AsArray());
        Assert.Empty((await (await server.As("caizheng-fi")).Get("/api/comparison/lists"))["items"]!.AsArray());
    }

    /// <summary>
    /// Under woman50 she had retired on 2023-12-02. The case is re-opened by a new application alone, and by that only when the employer's insurance ended
    /// exclusion.E7.clearDays = 30 days ago: it ended on 05-11, so on 06-10 not yet and on 06-11 it is.
    /// </summary>
    [Fact]
    public async Task RefusedCase_IsReopenedByANewApplicationOnly_AndNotBeforeTheInsuranceEndedLongEnoughAgo()
    {
        await using var server = await TestServer.Start();
        var street = new Town(server, "xuzhuang");
        var village = await street.Village("heyuan");
        await street.At("2024-06-04T10:00");
        var unknown = await street.Apply("heyuan", Form(null), "Urban");
        var eligibility = (await street.Case(unknown)).Json["eligibility"]!;
        Assert.Contains("2023-12-02", eligibility["stop"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("WOMAN_CATEGORY_UNCONFIRMED", eligibility["warnings"]!.AsArray().Select(warning => Api.Text(warning, "code")));

        var first = await street.Apply("heyuan", Form(), "Urban");
        Assert.Equal("SUPERSEDED", (await street.Case(unknown)).Status);
        await street.At("2024-06-05T10:00");
        await street.ImportList("Insurance", "2024-06-05", $"公民身份号码,姓名,参保类型,缴费单位,缴费起始,缴费截止\n{Town.NumberOf("P19")},原思齐,单位职工,济宁某商贸有限公司,2024-01-01,2024-05-11\n");
        var handler = await street.DistrictHandler;
        var hit = Assert.Single((await handler.Get("/api/comparison/hits?state=Open"))["items"]!.AsArray())!;
        await handler.Post($"/api/comparison/hits/{Api.Text(hit, "id")}/review", new { operationId = Api.NewId(), state = "Confirmed", reason = "挂靠参保" });
        await RefusedByInsurance(street, first);
        await village.Complete("受理初审", first.Receipt, "NotAccept", await street.Checklist("heyuan", first), "职工社保由单位缴纳");
        Assert.Equal("REJECTED", (await street.Case(first)).Status);
        // Nothing of it can be taken up again.
        Assert.All((await street.Case(first)).Json["tasks"]!.AsArray(), row => Assert.False(row!["isOpen"]!.GetValue<bool>()));

        await street.At("2024-06-10T10:00");
        var early = await street.Apply("heyuan", Form(), "Urban");
        await RefusedByInsurance(street, early);
        await village.Complete("受理初审", early.Receipt, "NotAccept", await street.Checklist("heyuan", early), "停保未满30天");

        await street.At("2024-06-11T10:00");
        var again = await street.Apply("heyuan", Form(), "Urban");
        await street.Accept("heyuan", again);
        Assert.Equal("ACCEPTED", (await street.Case(again)).Status);
        // Whoever decides next sees what was declared falsely, also when the hit was found to be over.
        await handler.Post($"/api/comparison/hits/{Api.Text(hit, "id")}/review", new { operationId = Api.NewId(), state = "Cleared", reason = "已停保满30天" });
        await street.At("2024-06-20T10:00");
        await street.Recommend("heyuan", "2024-06-20", again);
        foreach (var decider in new[] { await street.Handler, await street.Leader, await street.DistrictLeader })
            Assert.Equal(["承诺书不实记录：用人单位正在为其缴纳职工社保（2024-01-01至2024-05-11）（E7，2024-06-05核实）"], OnRecord(new Case(await decider.Get("/api/applications/" + again.Id))));
    }

    private static async Task RefusedByInsurance(Town street, Application application)
    {
        var village = await street.Village("heyuan");
        var refused = await village.CompleteRefused(await village.FindTask("受理初审", application.Receipt), "FORM_DATA", "Accept", await street.Checklist("heyuan", application));
        Assert.Contains("E7", refused.Body!["errors"]!.AsArray().Select(error => Api.Text(error, "code")));
    }

    private static IEnumerable<string> OnRecord(Case file) =>
        file.Json["eligibility"]!["warnings"]!.AsArray().Where(warning => Api.Text(warning, "code") == "FALSE_DECLARATION").Select(warning => Api.Text(warning, "messageZh"));

    private static JsonObject Form(string? womanCategory = "Woman55") => Town.Form("P19", "U-AGE", form =>
    {
        form["unemploymentRegisteredOn"] = "2024-01-10";
        form["unemploymentNumber"] = "SY-2024-0119";
        if (womanCategory is not null)
            form["womanCategory"] = womanCategory;
    });
}
