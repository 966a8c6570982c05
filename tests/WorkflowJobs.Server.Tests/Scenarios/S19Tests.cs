using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Spreadsheets;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>
/// S19: a batch of 110 with 7 bad lines. 103 are approved, each in one transaction of its own; the 7 are listed with their reasons before and
/// after; the batch goes on after a restart, and once more changes nothing.
/// </summary>
public sealed class S19Tests
{
    private const int Held = 3, AtComparison = 4, InDoubt = 5, Twice = 6, Unproven = 7, Aged = 8, WrongSex = 9;
    private const string Approval = "区级审批";

    private static readonly JsonObject Agreed = new() { ["opinion"] = "同意" };

    /// <summary>Code and words of each bad line; the first two have no task in the batch.</summary>
    private static readonly Dictionary<int, (string Code, string Zh, string En)> Reasons = new()
    {
        [Held] = ("OBJECTION_OPEN", "异议尚未办结", "objection is still open"),
        [AtComparison] = ("COMPARISON_PENDING", "数据比对尚未完成", "comparison is not done"),
        [InDoubt] = ("COMPARISON_PENDING", "待核实", "still pending"),
        [Twice] = ("DUPLICATE_ACTIVE", "已在岗", "already an active application or post"),
        [Unproven] = ("DOCUMENT_MISSING", "居住证或居住证明", "proof of residence"),
        [Aged] = ("FLAG_REASON_REQUIRED", "65周岁", "65"),
        [WrongSex] = ("ID_SEX_MISMATCH", "填报性别为女，身份号码显示为男", "declared sex"),
    };

    [Fact]
    public async Task Batch_Approves103_ListsSevenWithReasons_GoesOnAfterARestart_AndOnceMoreChangesNothing()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var crowd = new Crowd(server, town);
        await ToApproval(server, town, crowd);
        await ListTwice(town, crowd);

        await town.At("2024-07-05T10:00");
        var leader = await town.DistrictLeader;
        var items = await Crowd.Items(leader, Approval, "Approve", Agreed);
        Assert.Equal(108, items.Count);

        // Before: what would come of it. Nothing has been done.
        var preview = await leader.Post("/api/user-tasks/groups/preview", new { items });
        Assert.Equal(("103", "5", 2), (Api.Text(preview, "ready"), Api.Text(preview, "refused"), preview["others"]!.AsArray().Count));
        SevenReasons(crowd, preview, state: "Refused");
        Assert.Equal(0, await town.Taken());

        // In its middle the server stops; what was done stands, the rest follows by itself.
        var operation = Api.NewId();
        var job = await Crowd.Begin(leader, "区级审批 · 批准", items, operation);
        JsonNode before;
        do
            before = await leader.Get("/api/user-tasks/groups/" + job);
        while (before["done"]!.GetValue<int>() < 5);
        await server.Restart();
        Assert.False(before["finished"]!.GetValue<bool>(), "The batch was over before the restart.");
        leader = await town.DistrictLeader;
        var after = await Crowd.Finished(leader, job);
        Assert.Equal(("108", "103", "5"), (Api.Text(after, "total"), Api.Text(after, "done"), Api.Text(after, "failed")));
        SevenReasons(crowd, after, state: "Refused");
        await Approved(server, town, crowd);

        // The same request again is the same batch; the same list in a new one finds everything done.
        Assert.Equal(job, await Crowd.Begin(leader, "区级审批 · 批准", items, operation));
        var again = await Crowd.Finished(leader, await Crowd.Begin(leader, "区级审批 · 批准", items));
        Assert.Equal(("103", "5"), (Api.Text(again, "done"), Api.Text(again, "failed")));
        Assert.Equal(103, again["items"]!.AsArray().Count(item => Api.Text(item, "code") == "ALREADY_DONE"));
        SevenReasons(crowd, again, state: "Refused");
        await Approved(server, town, crowd);

        // What is decided with a reason is decided one by one; what stops a case stops it there too.
        await leader.Complete(Approval, crowd.All[WrongSex].Receipt, "Approve", new { opinion = "同意", flagReason = "已核对户口簿，系登记笔误" });
        await leader.Complete(Approval, crowd.All[Unproven].Receipt, "Approve", new { opinion = "同意", flagReason = "居住证原件已于7月5日补验" });
        foreach (var bad in new[] { InDoubt, Twice })
            await leader.CompleteRefused(await leader.FindTask(Approval, crowd.All[bad].Receipt), "FORM_DATA", "Approve", new { opinion = "同意", flagReason = "情况属实" });
        Assert.Equal(105, await town.Taken());
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    /// <summary>110 of 石桥镇 to the district's approval, with the seven as DOMAIN §13 has them.</summary>
    private static async Task ToApproval(TestServer server, Town town, Crowd crowd)
    {
        await crowd.Apply(110, (i, form) =>
        {
            if (i == Aged)
                form["idNumber"] = Crowd.Number(new DateOnly(1959, 7, 4), isMan: true);
            if (i == WrongSex)
                (form["idNumber"], form["sex"]) = (Crowd.Number(new DateOnly(1961, 3, 26), isMan: true), "F");
        });
        await crowd.Post();

        await town.At("2024-06-26T10:00");
        var handler = await town.Handler;
        var list = Assert.Single((await server.Anonymous.Get("/api/public/publicity"))["items"]!.AsArray())!;
        var entry = list["people"]!.AsArray().Single(row => Api.Text(row, "name") == crowd.All[Held].Name);
        await handler.Post("/api/objections", new { operationId = Api.NewId(), entryId = Api.Text(entry, "entryId"), channel = "来信", content = "家中有车" });
        await town.TakeDown("2024-07-02", objections: 1);

        var district = await town.DistrictHandler;
        await district.Complete("区级数据比对", crowd.All[InDoubt].Receipt, "Doubt", new
        {
            comparisons = (await district.Claim(await district.FindTask("区级数据比对", crowd.All[InDoubt].Receipt)))["form"]!["sources"]!["comparison-items"]!.AsArray()
                .Select(row => new { key = Api.Text(row, "key"), result = Api.Text(row, "key") == "INSURANCE" ? "Pending" : "Clear" }),
            doubts = "社保缴费待回函",
        }, "社保缴费待回函");
        await Crowd.Handle(district, "区级数据比对", "Pass", new JsonObject { ["opinion"] = "无异常" }, crowd.All[AtComparison]);
        await AlreadyOnPost(town, crowd);
        await LivesHere(server, crowd.All[Unproven]);
    }

    /// <summary>One of them turns up in the roster of those who were on post before the system was. The roster comes back from the province twice.</summary>
    private static async Task AlreadyOnPost(Town town, Crowd crowd)
    {
        await town.At("2024-07-03T09:00");
        var district = await town.DistrictHandler;
        var number = Crowd.Number(new DateOnly(1960, 1, 1).AddDays(Twice * 50), isMan: true);
        var opening = Encoding.UTF8.GetBytes(
            "公民身份号码,姓名,村（社区）,岗位类别,计划年度,批次,岗位名称,首次核定日期,上岗日期,协议起始日,协议终止日,累计已用月数,累计已发金额,意外险保单号,保单生效日,收款账号\n"
            + $"{number},{crowd.All[Twice].Name},湖东村,乡村,2022,1,综合网格员,2022-06-20,2022-07-01,2024-07-01,2025-06-30,23.5,19583.30,PA-1,2024-07-01,6217000012345678901\n");
        Done(await district.SendFile($"/api/openings?asOf=2024-07-02&operationId={Api.NewId()}", opening, "opening.csv"));
        await (await town.DistrictLeader).Complete("审定期初导入", "", "Approve", new { opinion = "同意" });

        var roster = SheetWriter.Write(new Sheet("d09", "花名册", "Roster", [.. new[] { "公民身份号码", "个人姓名", "个人编号", "登记流水号" }.Select(title => new SheetColumn(title, title, title))]),
            [new Dictionary<string, object?> { ["公民身份号码"] = number, ["个人姓名"] = crowd.All[Twice].Name, ["个人编号"] = "9001", ["登记流水号"] = "L1" }]);
        string[] counts = [.. await Twofold(() => district.SendFile($"/api/provincial/roster?operationId={Api.NewId()}", roster, "d09.xlsx"), answer => $"{Api.Text(answer, "changed")} {Api.Text(answer, "unchanged")}")];
        Assert.Equal(["1 0", "0 1"], counts);
    }

    /// <summary>The test host's hand: the form as it stands rests on living in the town, of which acceptance has seen no proof.</summary>
    private static Task LivesHere(TestServer server, Application person) => server.Services.GetRequiredService<IWriter>().Write(async (work, cancel) =>
    {
        var row = await work.Db.Applications.SingleAsync(one => one.Id == person.Id, cancel);
        var who = await work.Db.People.SingleAsync(one => one.Id == row.PersonId, cancel);
        var forms = server.Services.GetRequiredService<ApplicationForms>();
        var form = forms.Read(row, who);
        form["registeredInTown"] = false;
        forms.Write(row, who, form);
        return true;
    }, CancellationToken.None);

    /// <summary>The list of social insurance as a workbook, sent twice: one list, one hit on nobody of the batch.</summary>
    private static async Task ListTwice(Town town, Crowd crowd)
    {
        var district = await town.DistrictHandler;
        var sheet = SheetWriter.Write(ListSheets.Of(ListKind.Insurance),
        [
            new Dictionary<string, object?> { ["id"] = Town.NumberOf("P19"), ["name"] = "原思齐", ["type"] = "EMPLOYER", ["detail"] = "商贸公司", ["from"] = new DateOnly(2024, 1, 1) },
            new Dictionary<string, object?> { ["id"] = Crowd.Number(new DateOnly(1960, 1, 1), isMan: true), ["name"] = crowd.All[0].Name, ["type"] = "SELF", ["detail"] = "本人", ["from"] = new DateOnly(2024, 1, 1) },
        ]);
        string[] lists = [.. await Twofold(() => district.SendFile($"/api/comparison/lists?kind=Insurance&asOf=2024-07-01&operationId={Api.NewId()}", sheet, "社保.xlsx"), answer => $"{Api.Text(answer, "listId")} {Api.Text(answer, "unchanged")}")];
        Assert.Equal([lists[0].Split(' ')[0] + " false", lists[0].Split(' ')[0] + " true"], lists);
        Assert.Single((await district.Get("/api/comparison/lists"))["items"]!.AsArray(), row => Api.Text(row, "kind") == "Insurance");
    }

    private static async Task<IEnumerable<string>> Twofold(Func<Task<Api.Answer>> send, Func<JsonNode, string> read) => [read(Done(await send())), read(Done(await send()))];

    private static void SevenReasons(Crowd crowd, JsonNode batch, string state)
    {
        var items = batch["items"]!.AsArray().Where(item => Api.Text(item, "state") == state).ToList();
        var others = batch["others"]!.AsArray();
        Assert.Equal((5, 2), (items.Count, others.Count));
        foreach (var (bad, (code, zh, en)) in Reasons)
        {
            var line = Assert.Single([.. items, .. others], row => Api.Text(row, "subjectName").Contains(crowd.All[bad].Receipt, StringComparison.Ordinal))!;
            Assert.Equal(code, Api.Text(line, "code"));
            Assert.Contains(zh, Api.Text(line, "zh"), StringComparison.Ordinal);
            Assert.Contains(en, Api.Text(line, "en"), StringComparison.Ordinal);
        }
    }

    /// <summary>103 places are taken, and each of the 103 was approved once and is in training.</summary>
    private static async Task Approved(TestServer server, Town town, Crowd crowd)
    {
        Assert.Equal(103, await town.Taken());
        var (statuses, decisions) = await server.Services.GetRequiredService<IReader>().Read(async (work, cancel) => (
            await work.Db.Applications.ToDictionaryAsync(row => row.Id, row => row.Status, cancel),
            (await work.Db.Decisions.Where(row => row.Role == "HL" && row.Outcome == "Approve" && row.SubjectType == "application").Select(row => row.SubjectId).ToListAsync(cancel)).ToLookup(id => id)));
        for (var i = 0; i < crowd.All.Count; i++)
        {
            var id = crowd.All[i].Id;
            var expected = Reasons.ContainsKey(i) ? (i == Held ? ApplicationStatus.Objection : ApplicationStatus.DistrictReview, 0) : (ApplicationStatus.Training, 1);
            Assert.Equal(expected, (statuses[id], decisions[id].Count()));
        }
    }

    private static JsonNode Done(Api.Answer answer)
    {
        Assert.True((int)answer.Status is >= 200 and < 300, $"{answer.Status} {answer.Body?.ToJsonString()}");
        return answer.Body!;
    }
}
