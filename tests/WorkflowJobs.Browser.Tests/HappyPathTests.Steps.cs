using Microsoft.Playwright;

namespace WorkflowJobs.Browser.Tests;

public sealed partial class HappyPathTests
{
    private const string Name = "颜秀芳";
    private const string IdNumber = "370811196609119866";
    private const string Account = "yan.xiufang";
    private const string Password = "hudong-cun-2024";

    /// <summary>The demo's notice of the town was published through its process before the first visitor came.</summary>
    private static async Task ReadNotice(Visitor v)
    {
        await v.Go("/notices");
        await v.Page.Locator("ul.plain-list li").Filter(new() { HasText = "石桥镇" }).Locator("a").First.ClickAsync();
        await v.Page.GetByText("安置对象与出生日期范围").WaitForAsync();
        await v.Shoot("notice");
    }

    /// <summary>The village officer sees the card and hands over a code; with it she opens an account of her own.</summary>
    private static async Task OpenAccount(Visitor v)
    {
        await v.SetClock("2024-06-04T10:00");
        await v.Become("hudong-vo");
        await v.Go("/invite");
        await v.Page.FillAsync("#i-name", Name);
        await v.Page.FillAsync("#i-id", IdNumber);
        await v.Press("发邀请码");
        var code = await v.Page.Locator(".receipt .number").InnerTextAsync();
        await v.Shoot("invitation-code");
        await v.SignOut();
        await v.Go("/invitation");
        await v.Page.FillAsync("#code", code);
        await v.Page.FillAsync("#four", IdNumber[^4..]);
        await v.Page.FillAsync("#user", Account);
        await v.Page.FillAsync("#password", Password);
        await v.Shoot("open-account");
        await v.Page.ClickAsync("button.primary");
        await v.Page.GetByText("账号已开通").WaitForAsync();
    }

    private static async Task<string> Apply(Visitor v)
    {
        await v.SignIn(Account, Password);
        await v.Shoot("my-empty");
        await v.Go("/my/apply");
        await v.Page.Locator("a.primary").First.ClickAsync();
        await v.Field("name").WaitForAsync();
        Assert.Equal(Name, await v.Field("name").InputValueAsync());
        await v.Fill("phone", "1380");
        await v.Press("保存并继续");
        await v.Page.Locator(".refusal").WaitForAsync();
        await v.Shoot("apply-errors");
        await v.Fill("phone", "13800000008");
        await Next(v);
        await v.Choose("registerKind", "农业（村）");
        await v.Choose("registeredInTown", "是");
        await v.Choose("residentInTown", "是");
        await Next(v);
        if (await v.Field("claims").Locator("tbody tr").CountAsync() == 0)
            await v.Press("添加一行");
        await v.Select("claims[0].code", "R-POV");
        await v.Fill("claims[0].certificateNumber", "JC-0008");
        await Next(v);
        foreach (var (field, answer) in new[] { ("employed", "否"), ("inSchool", "否"), ("drawsPension", "否"), ("able", "是"), ("willing", "是"), ("healthy", "是") })
            await v.Choose(field, answer);
        await v.Shoot("apply-facts");
        await Next(v);
        await v.Fill("incomePerCapita", "7200");
        await Next(v);
        await v.Field("firstPostId").WaitForAsync();
        if (await v.Page.Locator("select#f-firstPostId").CountAsync() > 0)
            await v.Page.SelectOptionAsync("select#f-firstPostId", new Microsoft.Playwright.SelectOptionValue { Index = 1 });
        else
            await v.Field("firstPostId").Locator("label").First.ClickAsync();
        await Next(v);
        await Next(v);
        await v.Attach("idCard");
        await v.Attach("signature");
        await v.Shoot("apply-files");
        await Next(v);
        foreach (var declaration in new[] { "commitment", "comparisonConsent", "privacyNotice" })
            await v.Field(declaration).CheckAsync();
        await Next(v, "保存并核对");
        await v.Shoot("apply-check");
        await v.Press("确认提交");
        await v.Page.Locator(".receipt .number").First.WaitForAsync();
        await v.Shoot("receipt");
        return (await v.Page.Locator(".receipt .number").InnerTextAsync()).Trim();
    }

    private static async Task Next(Visitor v, string button = "保存并继续")
    {
        var title = await v.Page.Locator("main h1").InnerTextAsync();
        await v.Press(button);
        try
        {
            await v.Page.WaitForFunctionAsync("title => { const now = document.querySelector('main h1')?.innerText; return now && now !== title; }", title);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"“{title}” stays: " + string.Join(' ', await v.Page.Locator(".refusal").AllInnerTextsAsync()));
        }
    }

    private static async Task Follow(Visitor v, string receipt)
    {
        await v.SignOut();
        await v.Go("/progress");
        await v.Page.FillAsync("#receipt", receipt);
        await v.Page.FillAsync("#four", IdNumber[^4..]);
        await v.Page.ClickAsync("button.primary");
        await v.Page.Locator("ol.steps").WaitForAsync();
        await v.Shoot("progress");
    }

    /// <summary>Her own tracker, and her notices, which she acknowledges.</summary>
    private static async Task SeeTheEnd(Visitor v)
    {
        await v.SignIn(Account, Password);
        await v.Page.Locator("section.card h2 a[href*='/my/applications/']").First.ClickAsync();
        await v.Page.Locator("ol.steps").WaitForAsync();
        Assert.Contains("上岗", await v.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await v.Shoot("my-application");
        await v.Go("/my/notices");
        var open = await v.Page.GetByText("确认收到", new() { Exact = true }).CountAsync();
        await v.Press("确认收到");
        await Assertions.Expect(v.Page.GetByText("确认收到", new() { Exact = true })).ToHaveCountAsync(open - 1);
        await v.Shoot("my-notices");
    }

    private static async Task AcceptAndReview(Visitor v)
    {
        await v.SetClock("2024-06-05T09:00");
        await v.Become("hudong-vo");
        await v.OpenTask("受理初审", Name);
        await TickAll(v, "checklist");
        await v.Shoot("acceptance");
        await v.EndTask("受理");
        await v.SetClock("2024-06-20T09:00");
        await v.OpenTask("记录民主评议");
        await RecordReview(v);
        await v.EndTask("提交记录");
    }

    private static async Task RecordReview(Visitor v)
    {
        await v.Fill("heldOn", "2024-06-20");
        await v.Fill("place", "湖东村村委会");
        await v.Fill("chair", "张伟民");
        for (var i = 0; i < 9; i++)
        {
            // The first row is there.
            if (i > 0)
                await v.Field("roster").GetByText("添加一行", new() { Exact = true }).ClickAsync();
            await v.Fill($"roster[{i}].name", $"村民代表{i + 1}");
            await v.Field($"roster[{i}].resident").CheckAsync();
            if (i < 7)
                await v.Field($"roster[{i}].present").CheckAsync();
        }

        await v.Fill("firstTeller", "村民代表1");
        await v.Fill("secondTeller", "村民代表2");
        await v.Field("tellersConfirmed").CheckAsync();
        await v.Attach("sheet");
        await v.Fill("people[0].yes", "7");
        await v.Fill("people[0].no", "0");
        await v.Fill("people[0].abstain", "0");
        await v.Fill("people[0].hardship", "监测帮扶对象，家庭收入低");
        await v.Shoot("review");
    }

    private static async Task SelectAndPost(Visitor v)
    {
        await v.SetClock("2024-06-21T09:00");
        await v.Become("shiqiao-th");
        await v.OpenTask("核签评议记录");
        await v.Shoot("certify");
        await v.EndTask("参会属实，核签");
        await v.OpenTask("镇街审核（经办）", Name);
        await SelectAll(v, "comparisons", "result", "Clear");
        await v.Shoot("town-handling");
        await v.EndTask("审核通过");
        await v.Become("shiqiao-tl");
        await v.OpenTask("镇街审核（分管负责人）", Name);
        await v.EndTask("同意");
        await v.Become("shiqiao-th");
        await v.OpenTask("排序");
        await v.Choose("mode", await v.Field("mode").Locator("label span").First.InnerTextAsync());
        await v.Shoot("ranking");
        await v.EndTask("排出名次");
        await v.Become("shiqiao-tl");
        await v.OpenTask("排序审签");
        await v.Shoot("ranking-decision");
        await v.EndTask("确认");
        await v.SetClock("2024-06-24T15:00");
        await v.Become("shiqiao-th");
        await v.OpenTask("张贴公示");
        await v.Fill("postedOn", "2024-06-24");
        await v.Fill("place", "镇、村公示栏");
        await v.Attach("photo");
        await v.EndTask("已张贴");
        await v.Go("/publicity");
        await v.Page.Locator("ul.plain-list a").First.ClickAsync();
        await v.Page.Locator("table.list").WaitForAsync();
        await v.Shoot("publicity");
        await v.SetClock("2024-07-02T09:00");
        await v.OpenTask("公示结果说明");
        await v.Fill("removedOn", "2024-07-02");
        await v.Attach("removalPhoto");
        await v.Fill("objections", "0");
        await v.EndTask("公示结束");
    }

    private static async Task ApproveInTheDistrict(Visitor v)
    {
        await v.Become("shebao-hh");
        await v.OpenTask("区级数据比对", Name);
        await SelectAll(v, "comparisons", "result", "Clear");
        await v.EndTask("比对通过");
        await v.SetClock("2024-07-05T09:00");
        await v.Become("shebao-hl");
        await v.OpenTask("区级审批", Name);
        await v.Shoot("district-approval");
        await v.EndTask("批准");
    }

    private static async Task TrainAndSign(Visitor v, string receipt)
    {
        await v.Become("shiqiao-th");
        await v.OpenTask("安排培训");
        await v.Fill("heldOn", "2024-07-10");
        await v.Fill("hours", "8");
        await v.Fill("place", "镇政府会议室");
        await v.Fill("lecturer", "张老师");
        await v.EndTask("确定排期");
        await v.SetClock("2024-07-10T17:00");
        await v.OpenTask("签到与成绩");
        await v.Attach("roll");
        await v.Select("people[0].attendance", "Attended");
        await v.Fill("people[0].score", "86");
        await v.Shoot("training-result");
        await v.EndTask("登记成绩");
        await v.SetClock("2024-07-15T09:00");
        await v.OpenTask("签订协议", Name);
        await v.Fill("postName", "消防安全协管员");
        await v.Fill("signedOn", "2024-07-15");
        await v.Fill("startsOn", "2024-07-16");
        await v.Fill("endsOn", "2025-07-15");
        await v.Choose("signatureMode", await v.Field("signatureMode").Locator("label span").First.InnerTextAsync());
        await v.Attach("scan");
        await v.Fill("policyNumber", "PICC-2024-0001");
        await v.Fill("policyFrom", "2024-07-16");
        await v.Shoot("agreement");
        await v.EndTask("已签订");
        await v.Go("/search");
        await v.Page.FillAsync("#q", receipt);
        await v.Press("查找");
        await v.Page.Locator("table.list a").First.ClickAsync();
        await v.Page.Locator("ol.steps").WaitForAsync();
        await v.Shoot("case");
        Assert.Contains("协议签订", await v.Page.Locator("ol.steps").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static async Task TickAll(Visitor v, string table)
    {
        foreach (var box in await v.Field(table).Locator("input[type=checkbox]").AllAsync())
            await box.CheckAsync();
    }

    private static async Task SelectAll(Visitor v, string table, string column, string value)
    {
        foreach (var list in await v.Field(table).Locator($"select[id$='-{column}']").AllAsync())
            await list.SelectOptionAsync(value);
    }
}
