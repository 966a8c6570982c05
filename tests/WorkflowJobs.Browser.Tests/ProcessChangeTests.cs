using Microsoft.Playwright;
using WorkflowJobs.Server.Tests.Scenarios;

namespace WorkflowJobs.Browser.Tests;

/// <summary>
/// What the designer is for: a step is dragged into the application process and the next application goes through it, with no one touching code;
/// what was begun before does not; and back again. On a server of its own.
/// </summary>
[Collection(nameof(OwnServer))]
public sealed class ProcessChangeTests
{
    private const string Title = "镇街纪检核查";
    private const string Stage = "纪检核查";

    [Fact]
    public async Task Step_DraggedIn_IsAskedOfTheNextApplicationUntilItIsRolledBack()
    {
        await using var server = new DemoServer();
        await server.InitializeAsync();
        using var rest = new RestHost(server);
        await using var visitor = await Visitor.Arrive(server);
        var town = new Town(rest, "shiqiao");

        await visitor.Walk(async () =>
        {
            await town.At("2024-06-04T10:00");
            Application[] before = [await Applied(town, "P08", "R-POV"), await Applied(town, "P01", "R-AGE"), await Applied(town, "P23", "R-AGE")];
            await visitor.Become("shebao-wa");
            await DrawTheStep(visitor);
            var between = await Applied(town, "P21", "R-LOW");
            await RollBack(visitor);
            var after = await Applied(town, "P10", "R-DIS");
            await MoveThreeAndUndoOne(visitor);

            Application[] all = [.. before, between, after];
            await town.At("2024-06-20T10:00");
            await town.Recommend("hudong", "2024-06-20", all);
            await town.Pass(all);
            Assert.Contains(Stage, await Track(visitor, between), StringComparison.Ordinal);
            await visitor.Shoot("tracker-new-stage");
            foreach (var other in before.Append(after))
                Assert.DoesNotContain(Stage, await Track(visitor, other), StringComparison.Ordinal);

            await visitor.Become("shiqiao-td");
            await visitor.Go("/inbox");
            await Assertions.Expect(visitor.Page.Locator("table.list tbody tr")).ToHaveCountAsync(1);
            await visitor.OpenTask(Title, between.Name);
            await visitor.Shoot("discipline-task");
            await visitor.EndTask("同意");
            await town.Rank("PRIORITY_FIRST", [.. all.Select(application => (application, (int?)null))]);
            Assert.Equal("TOWN_REVIEW", (await town.Case(between)).Status);
        });

        Assert.Empty(visitor.Faults);
    }

    private static async Task<Application> Applied(Town town, string persona, string claim)
    {
        var application = await town.Apply("hudong", Town.Form(persona, claim));
        await town.Accept("hudong", application);
        return application;
    }

    /// <summary>Between the town's decision and the ranking, which comes before the posting.</summary>
    private static async Task DrawTheStep(Visitor visitor)
    {
        var studio = new Studio(visitor);
        await studio.Open("application");
        await studio.Show("town-decision", 260, 400);
        await studio.Disconnect("town-decision", "Pass", "await-selection");
        var step = await studio.Drop("人工", "人工任务", "town-decision", 220, -110);
        await studio.Fill("任务名称", Title);
        await studio.Choose("办理角色", "镇街纪委");
        await studio.Shoot("designer-properties");
        await studio.Choose("办理期限（工作日）", "3 个工作日");
        await studio.Fill("进度阶段", Stage);
        // The step is still chosen: its dots must answer all the same.
        await studio.Connect("town-decision", "Pass", step);
        await studio.Connect(step, "Approve", "await-selection");
        await studio.Show(step, 300, 480);
        await studio.Connect(step, "Reject", "set-rejected-town-decision");
        await studio.Shoot("designer-connected");
        var published = await studio.Publish();
        Assert.True(published.Ok, await published.TextAsync());
        await studio.Messages.Filter(new() { HasText = "流程已发布" }).WaitForAsync();
        await studio.Shoot("designer-published");

        var stored = Studio.Step(await Studio.Stored(visitor, "application", "Published"), step);
        string Value(string input) => stored[input]!["expression"]!["value"]!.ToString();
        Assert.Equal((Title, "TD", "Town", "3", Stage), (Value("title"), Value("role"), Value("scope"), Value("dueInWorkingDays"), Value("stage")));
    }

    /// <summary>The first version becomes a new draft, which is published like any other.</summary>
    private static async Task RollBack(Visitor visitor)
    {
        await visitor.Go("/admin/definitions");
        var rows = Card(visitor).Locator("tbody tr");
        await rows.Filter(new() { HasText = "旧版本" }).GetByText("以此版为新草稿").ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        await visitor.Shoot("rolled-back");
        await rows.First.GetByText("发布", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(rows.First.Locator(".tag")).ToHaveTextAsync("已发布");
    }

    private static async Task MoveThreeAndUndoOne(Visitor visitor)
    {
        await visitor.Go("/admin/definitions");
        await Card(visitor).GetByText("迁移运行中的实例").ClickAsync();
        var old = visitor.Page.Locator("table.list tbody tr").Filter(new() { HasText = "v1 → v3" });
        await Assertions.Expect(old).ToHaveCountAsync(3);
        foreach (var row in await old.AllAsync())
            await row.Locator("input[type=checkbox]").CheckAsync();
        await visitor.Page.FillAsync("#moves-why", "回到原来的流程");
        await visitor.Press("迁移 3 个实例");
        await Assertions.Expect(visitor.Page.GetByText("已迁移", new() { Exact = true })).ToHaveCountAsync(3);
        await visitor.Page.GetByText("已处理 3 / 3").WaitForAsync();
        await visitor.Press("撤销迁移");
        await Assertions.Expect(visitor.Page.GetByText("已撤销", new() { Exact = true })).ToHaveCountAsync(1);
        await visitor.Shoot("three-moved-one-back");
        await visitor.Go("/admin/definitions");
        foreach (var (version, running) in new[] { (3, 3), (2, 1), (1, 1) })
            await Assertions.Expect(Card(visitor).Locator("tbody tr").Nth(3 - version).Locator("td").Nth(3)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex($@"^\s*{running}\b"));
    }

    private static async Task<string> Track(Visitor visitor, Application application)
    {
        await visitor.Go("/progress");
        await visitor.Page.FillAsync("#receipt", application.Receipt);
        await visitor.Page.FillAsync("#four", NumberOf(application)[^4..]);
        await visitor.Page.ClickAsync("button.primary");
        return await visitor.Page.Locator("ol.steps").InnerTextAsync();
    }

    private static string NumberOf(Application application) =>
        new[] { "P08", "P01", "P23", "P21", "P10" }.Where(persona => Town.NameOf(persona) == application.Name).Select(Town.NumberOf).Single();

    private static ILocator Card(Visitor visitor) => visitor.Page.Locator("section.card").Filter(new() { Has = visitor.Page.Locator("h2 .muted", new() { HasTextRegex = new("^application$") }) });
}
