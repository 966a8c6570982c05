using Microsoft.Playwright;
using WorkflowJobs.Server.Tests.Scenarios;

namespace WorkflowJobs.Browser.Tests;

/// <summary>Two officers before two browsers: what one ends stands in the other's open inbox at once, and nobody reloads. On a server of its own.</summary>
[Collection(nameof(OwnServer))]
public sealed class LiveInboxTests
{
    private const float AtOnce = 2_000;

    [Fact]
    public async Task Inbox_LeftOpen_FollowsWhatAColleagueEnds()
    {
        await using var server = new DemoServer();
        await server.InitializeAsync();
        using var rest = new RestHost(server);
        var town = new Town(rest, "shiqiao");
        var placement = await town.BringOnPost("P21", "R-LOW", "hudong", "消防安全协管员");
        await town.At("2024-08-01T09:00");
        var keeper = await rest.As("hudong-vo");
        await keeper.Post("/api/attendance/shiqiao-hudong.2024-07", new { operationId = Guid.NewGuid().ToString("N"), rows = new[] { new { placementId = placement, marks = "...............WWWWRRWWWWWRRWWW" } } });
        await using var village = await Visitor.Arrive(server);
        await using var handler = await Visitor.Arrive(server);

        await handler.Become("shiqiao-th");
        await Watch(handler);
        var audit = Row(handler, "审核考勤");
        Assert.Equal(0, await audit.CountAsync());
        await village.Become("hudong-vo");
        await village.OpenTask("上报考勤");
        await village.EndTask("上报");
        await audit.WaitForAsync(new() { Timeout = AtOnce });
        await Stayed(handler);

        // And the other way: the village leaves its inbox open while the town gives the month back.
        await Watch(village);
        Assert.Equal(0, await Row(village, "上报考勤").CountAsync());
        await handler.OpenTask("审核考勤");
        await handler.Press("退回修改");
        await handler.Page.FillAsync("#reason", "16日请核实");
        await handler.EndTask("确认：退回修改");
        await Row(village, "上报考勤").WaitForAsync(new() { Timeout = AtOnce });
        await Stayed(village);

        Assert.Equal([], village.Faults);
        Assert.Equal([], handler.Faults);
    }

    /// <summary>Opens the inbox and leaves a mark on the page, which a reload would wipe off.</summary>
    private static async Task Watch(Visitor visitor)
    {
        await visitor.Go("/inbox");
        await visitor.Page.Locator("table.list tbody tr, .empty").First.WaitForAsync();
        // The page answers: it is connected, and not only drawn.
        await visitor.Page.Locator(".loading").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await visitor.Page.EvaluateAsync("() => { window.leftOpen = true; }");
    }

    private static async Task Stayed(Visitor visitor)
    {
        Assert.EndsWith("/inbox", visitor.Page.Url, StringComparison.Ordinal);
        Assert.True(await visitor.Page.EvaluateAsync<bool>("() => window.leftOpen === true"));
    }

    private static ILocator Row(Visitor visitor, string title) => visitor.Page.Locator("table.list tbody tr").Filter(new() { HasText = title }).First;
}
