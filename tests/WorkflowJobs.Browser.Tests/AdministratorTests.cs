using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace WorkflowJobs.Browser.Tests;

/// <summary>What administrators set up: definitions, accounts, units, parameters, the calendar, the plan; and what has failed. On a server of its own.</summary>
[Collection(nameof(OwnServer))]
public sealed class AdministratorTests
{
    private const string TwoFaults = """
        {"id":"bad-1","definitionId":"bad","name":"坏定义","root":{"id":"flow","type":"Elsa.Flowchart","activities":[
          {"id":"a","type":"Elsa.Start"},{"id":"a","type":"Elsa.End"},{"id":"b","type":"Elsa.Start"},{"id":"b","type":"Elsa.End"}],"connections":[]}}
        """;

    [Fact]
    public async Task Administration_WalkedThrough_DoesWhatItSays()
    {
        await using var server = new DemoServer();
        await server.InitializeAsync();
        await using var visitor = await Visitor.Arrive(server);

        await visitor.Walk(async () =>
        {
            await visitor.Become("shebao-wa");
            await RefuseABrokenDefinition(visitor);
            await PublishAChangedOne(visitor);
            await TryCompareAndMove(visitor);
            await RetryWhatFailed(visitor, server.DatabaseFile);
            await visitor.Become("shebao-sa");
            await AddAnOfficer(visitor);
            await AddAVillage(visitor);
            await visitor.Become("shebao-hl");
            await ChangeAParameter(visitor);
            await visitor.Become("shebao-hh");
            await ImportACalendar(visitor);
            await DraftAnAllocation(visitor);
            await visitor.Become("shebao-hl");
            await visitor.OpenTask("审定分配计划");
            await visitor.Page.GetByText("区长办公会议纪要〔2024〕3号").WaitForAsync();
            await visitor.Shoot("allocation-decision");
        });

        Assert.Empty(visitor.Faults);
    }

    private static async Task RefuseABrokenDefinition(Visitor v)
    {
        await v.Go("/admin/definitions");
        await v.Page.Locator("table.list").First.WaitForAsync();
        var before = await v.Page.Locator("table.list tbody tr").CountAsync();
        await v.Import(TwoFaults);
        await v.Page.GetByText("未导入：文件有问题").WaitForAsync();
        await v.Shoot("definition-refused");
        Assert.Equal(2, await v.Page.Locator("ul.findings li").Filter(new() { HasText = "不能导入" }).CountAsync());
        Assert.Equal(before, await v.Page.Locator("table.list tbody tr").CountAsync());
        await v.Import("{ not json");
        await Assertions.Expect(v.Page.Locator("ul.findings li")).ToHaveCountAsync(1);
    }

    private static async Task PublishAChangedOne(Visitor v)
    {
        var card = v.Page.Locator("section.card").Filter(new() { Has = v.Page.Locator("h2", new() { HasText = "training-class" }) });
        var download = await v.Page.RunAndWaitForDownloadAsync(() => card.Locator("a[download]").First.ClickAsync());
        var definition = JsonNode.Parse(await File.ReadAllTextAsync((await download.PathAsync())!))!;
        Assert.Equal("training-class", definition["definitionId"]!.ToString());
        definition["name"] = "岗前培训（修订）";
        await v.Import(definition.ToJsonString());
        await v.Page.GetByText("已导入草稿：岗前培训（修订） v2").WaitForAsync();
        await v.Shoot("definition-draft");
        await card.GetByText("发布", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(card.Locator("tbody tr").Nth(0).Locator(".tag")).ToHaveTextAsync("已发布");
        await Assertions.Expect(card.Locator("tbody tr").Nth(1).Locator(".tag")).ToHaveTextAsync("旧版本");
    }

    /// <summary>A step is put in front, tried in memory, compared, published, and what runs already is moved to it and back.</summary>
    private static async Task TryCompareAndMove(Visitor v)
    {
        var card = v.Page.Locator("section.card").Filter(new() { Has = v.Page.Locator("h2", new() { HasText = "annual-demand" }) });
        var download = await v.Page.RunAndWaitForDownloadAsync(() => card.Locator("a[download]").First.ClickAsync());
        var definition = JsonNode.Parse(await File.ReadAllTextAsync((await download.PathAsync())!))!;
        var (activities, connections) = (definition["root"]!["activities"]!.AsArray(), definition["root"]!["connections"]!.AsArray());
        var first = connections.Single(wire => wire!["source"]!["activity"]!.ToString() == "start")!["target"]!["activity"]!.ToString();
        activities.Add(JsonNode.Parse("""
            {"id":"discipline-look","type":"WorkflowJobs.HumanTask","version":1,"title":{"typeName":"String","expression":{"type":"Literal","value":"纪检核查"}},
             "role":{"typeName":"String","expression":{"type":"Literal","value":"TD"}},"scope":{"typeName":"String","expression":{"type":"Literal","value":"Town"}},
             "outcomes":{"typeName":"Object","expression":{"type":"Object","value":"[\"Pass|通过|Pass\",\"Stop!|终止|Stop\"]"}},
             "dueInWorkingDays":{"typeName":"String","expression":{"type":"Literal","value":"3"}}}
            """));
        connections.Single(wire => wire!["source"]!["activity"]!.ToString() == "start")!["target"]!["activity"] = "discipline-look";
        connections.Add(JsonNode.Parse($$"""{"source":{"activity":"discipline-look","port":"Pass"},"target":{"activity":"{{first}}"} }"""));
        await v.Import(definition.ToJsonString());
        await v.Page.GetByText("已导入草稿：年度需求公告 v2").WaitForAsync();

        await card.GetByText("试运行", new() { Exact = true }).First.ClickAsync();
        await v.Press("开始试运行");
        await v.Page.GetByText("“纪检核查”的结果“Stop”没有连线").WaitForAsync();
        await v.Page.Locator("table.list tbody tr").Filter(new() { HasText = "纪检核查" }).First.WaitForAsync();
        await v.Shoot("dry-run");

        await v.Go("/admin/definitions");
        await card.GetByText("发布", new() { Exact = true }).ClickAsync();
        await v.Page.GetByText("“纪检核查”的结果“Stop”没有连线").First.WaitForAsync();
        await v.Shoot("loose-end-refused");
        activities.Add(JsonNode.Parse("""{"id":"stopped","type":"Elsa.End","version":1}"""));
        connections.Add(JsonNode.Parse("""{"source":{"activity":"discipline-look","port":"Stop"},"target":{"activity":"stopped"} }"""));
        await v.Import(definition.ToJsonString());
        await v.Page.GetByText("已导入草稿：年度需求公告 v2").WaitForAsync();

        await card.GetByText("与 v1 比较").ClickAsync();
        await v.Page.Locator("ul.findings li").Filter(new() { HasText = "纪检核查" }).First.WaitForAsync();
        await v.Shoot("compare");

        await v.Go("/admin/definitions");
        await card.GetByText("发布", new() { Exact = true }).ClickAsync();
        await card.GetByText("迁移运行中的实例").ClickAsync();
        await v.Press("选择全部可迁移的");
        await v.Page.FillAsync("#moves-why", "新增纪检核查环节");
        await v.Page.Locator("button.primary").Filter(new() { HasText = "迁移" }).ClickAsync();
        await v.Page.GetByText("已迁移").First.WaitForAsync();
        await v.Shoot("moves");
        await v.Press("撤销迁移");
        await v.Page.GetByText("已撤销").First.WaitForAsync();
        await v.Shoot("moves-undone");
    }

    /// <summary>A message that nobody waits for, given up long ago.</summary>
    private static async Task RetryWhatFailed(Visitor v, string database)
    {
        await v.Go("/admin/failures");
        await v.Page.GetByText("没有失败的内容。").WaitForAsync();
        await using (var connection = new SqliteConnection($"Data Source={database}"))
        {
            await connection.OpenAsync();
            await using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO Messages (Id, Key, Kind, CauseId, CreatedAt, Attempts, LastError) VALUES ('m-1', 'round:none/reviews', 'Wait', 'c-1', 1717376400000, 5, 'TimeoutException: the database was locked')";
            await insert.ExecuteNonQueryAsync();
        }

        await v.Press("刷新");
        await v.Page.GetByText("已停止").WaitForAsync();
        await v.Shoot("failures");
        await v.Press("重试");
        await v.Press("确定重试");
        await v.Page.GetByText("没有失败的内容。").WaitForAsync();
        await v.Shoot("failures-retried");
    }

    private static async Task AddAnOfficer(Visitor v)
    {
        await v.Go("/admin/users");
        await v.Page.FillAsync("#n-name", "林晓");
        await v.Page.FillAsync("#n-account", "lin.xiao");
        await v.Page.FillAsync("#n-password", "hudong-cun-2024");
        var form = v.Page.Locator("section.card").Last;
        await form.Locator("select").Nth(0).SelectOptionAsync("VO");
        await form.Locator("select").Nth(1).SelectOptionAsync("shiqiao-hudong");
        await v.Press("新建");
        await v.Page.GetByText("已保存").First.WaitForAsync();
        await v.Page.FillAsync("#users-q", "林晓");
        await v.Press("查找");
        await Assertions.Expect(v.Page.Locator("table.list tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(v.Page.Locator("table.list tbody tr")).ToContainTextAsync("湖东村 村（社区）经办");
        await v.Shoot("users");
        await v.Press("停用");
        await v.Page.Locator("table.list .tag.bad").WaitForAsync();
    }

    private static async Task AddAVillage(Visitor v)
    {
        await v.Go("/admin/units");
        await v.Page.FillAsync("#u-id", "shiqiao-xincun");
        await v.Page.FillAsync("#u-zh", "新村");
        await v.Page.FillAsync("#u-en", "Xincun Village");
        await v.Page.SelectOptionAsync("#u-parent", "shiqiao");
        await v.Press("新增");
        await v.Page.Locator("table.list code").Filter(new() { HasText = "shiqiao-xincun" }).WaitForAsync();
        await v.Shoot("units");
    }

    private static async Task ChangeAParameter(Visitor v)
    {
        await v.Go("/admin/parameters");
        var row = v.Page.Locator("tr").Filter(new() { Has = v.Page.Locator("code", new() { HasText = "supplement.days" }) });
        await row.GetByText("修改", new() { Exact = true }).ClickAsync();
        await v.Page.FillAsync("#p-value", "0");
        await v.Page.FillAsync("#p-why", "试行");
        await v.Press("保存");
        await v.Page.Locator(".refusal").WaitForAsync();
        await v.Page.FillAsync("#p-value", "7");
        await v.Press("保存");
        await Assertions.Expect(row.Locator("strong")).ToHaveTextAsync("7");
        await v.Shoot("parameters");
    }

    private static async Task ImportACalendar(Visitor v)
    {
        await v.Go("/admin/calendars");
        await v.Import("""{"years_loaded":[2027],"off":["2027-02-30"],"makeup_workdays":[]}""");
        await v.Page.Locator(".refusal li").Nth(1).WaitForAsync();
        await v.Import("""{"years_loaded":[2027],"off":["2027-01-01","2027-05-01","2027-10-01"],"makeup_workdays":[],"source":"国务院办公厅通知（测试）"}""");
        await v.Page.Locator("details.card").Filter(new() { HasText = "2027" }).WaitForAsync();
        await v.Shoot("calendars");
    }

    private static async Task DraftAnAllocation(Visitor v)
    {
        await v.Go("/admin/plans");
        await v.Press("拟定或调整分配");
        await v.Page.Locator(".actions").WaitForAsync();
        await v.Fill("basis", "区长办公会议纪要〔2024〕3号");
        await v.Shoot("allocation");
        await v.EndTask("提交审定");
    }
}
