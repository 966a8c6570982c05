using WorkflowJobs.Server.Tests.Scenarios;

namespace WorkflowJobs.Browser.Tests;

/// <summary>A month's attendance by keyboard alone, from the task to the report; then the roster, the placement and the same pages on a telephone. On a server of its own.</summary>
[Collection(nameof(OwnServer))]
public sealed class AttendanceTests
{
    [Fact]
    public async Task Month_IsFilledInByKeyboard_SavedAndReported_WithoutAnErrorInTheBrowser()
    {
        await using var server = new DemoServer();
        await server.InitializeAsync();
        using var rest = new RestHost(server);
        await new Town(rest, "shiqiao").BringOnPost("P21", "R-LOW", "hudong", "消防安全协管员");
        await new Town(rest, "shiqiao").At("2024-09-02T09:00");
        await using var visitor = await Visitor.Arrive(server);

        await visitor.Walk(async () =>
        {
            await visitor.Become("hudong-vo");
            await visitor.OpenTask("上报考勤");
            await visitor.Page.GetByText("全案", new() { Exact = true }).ClickAsync();
            await FillIn(visitor);
            await LookAround(visitor);
        });

        Assert.Equal([], visitor.Faults);
    }

    private static async Task FillIn(Visitor v)
    {
        await v.Go("/attendance/shiqiao-hudong.2024-08");
        var grid = v.Page.Locator("#attendance-grid");
        await grid.FocusAsync();
        foreach (var key in (string[])["1", "4", "ArrowLeft", "Delete", "ArrowLeft", "5", "Shift+F"])
            await v.Page.Keyboard.PressAsync(key);
        await v.Page.Locator("#c0-1").GetByText("⊕").WaitForAsync();
        await v.Page.GetByText("人有未保存的修改").WaitForAsync();
        await Microsoft.Playwright.Assertions.Expect(v.Page.Locator("td.sum").First).ToHaveTextAsync("22");
        await v.Shoot("attendance-filled");

        await v.Page.Keyboard.PressAsync("Control+z");
        await v.Page.Locator("#c0-30:empty").WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
        await v.Page.Keyboard.PressAsync("Control+y");
        await v.Page.Locator("#c0-30").GetByText("○").WaitForAsync();
        // The arrow keys move in the grid and do not scroll the page.
        foreach (var key in (string[])["Home", "ArrowRight", "ArrowRight"])
            await v.Page.Keyboard.PressAsync(key);
        await v.Page.Locator("#c0-2.here").WaitForAsync();
        await v.Press("保存考勤");
        await v.Page.GetByText("已填完").WaitForAsync();
        await v.Shoot("attendance-saved");
    }

    private static async Task LookAround(Visitor v)
    {
        await v.Go("/roster");
        await v.Page.Locator("table.list tbody tr").First.WaitForAsync();
        await v.Shoot("roster");
        await v.Page.Locator("table.list tbody a").First.ClickAsync();
        await v.Page.Locator("dl.answers").First.WaitForAsync();
        await v.Shoot("placement");
        await v.Page.SetViewportSizeAsync(360, 740);
        await v.Shoot("placement-narrow");
        await v.Go("/attendance/shiqiao-hudong.2024-08");
        await v.Page.Locator("#c0-0").WaitForAsync();
        await v.Shoot("attendance-narrow");
        await v.Go("/roster");
        await v.Page.Locator("table.list tbody tr").First.WaitForAsync();
        await v.Shoot("roster-narrow");
    }
}
