using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Browser.Tests;

/// <summary>A whole list in one sitting, a slip taken back, and the supplement loop. On a server of its own: its clock stays where it is.</summary>
public sealed class OfficerVerbsTests
{
    private static readonly (string Name, string IdNumber, string Sex, string Claim)[] People =
        [("颜秀云", "370811196609029887", "F", "R-POV"), ("樊素", "370811197107079782", "F", "R-LOW"), ("申远", "370811196710019771", "M", "R-AGE")];

    [Fact]
    public async Task List_FilledInPersonByPerson_HasAResultEachWhichCanBeRecalledAndSupplemented()
    {
        await using var server = new DemoServer();
        await server.InitializeAsync();
        await using var visitor = await Visitor.Arrive(server);
        await Apply(server.Address, visitor);

        await visitor.Walk(async () =>
        {
            await visitor.Become("hudong-vo");
            await HandleTheList(visitor);
            await RecallOne(visitor);
            await AskForSupplement(visitor);
            await Supplement(visitor);
        });

        Assert.Empty(visitor.Faults);
    }

    private static async Task HandleTheList(Visitor v)
    {
        await v.Go("/inbox");
        await v.Page.GetByText("整批办理（3）").First.ClickAsync();
        var forms = v.Page.Locator("tbody details");
        await forms.First.WaitForAsync();
        foreach (var form in await forms.AllAsync())
        {
            if (await form.GetAttributeAsync("open") is null)
                await form.Locator("summary").ClickAsync();
            foreach (var box in await form.Locator("input[type=checkbox]").AllAsync())
                await box.CheckAsync();
        }

        await v.Shoot("group");
        await v.Press("受理（3 人）");
        await v.Page.GetByText("全部处理完").WaitForAsync();
        await v.Shoot("group-job");
        Assert.Equal(3, await v.Page.Locator("tbody .tag.good").CountAsync());
    }

    private static async Task RecallOne(Visitor v)
    {
        await v.Go("/done");
        await v.Page.Locator("tbody tr").Filter(new() { HasText = "樊素" }).GetByText("撤回").ClickAsync();
        await v.Page.GetByText("已撤回").First.WaitForAsync();
        await v.Shoot("recalled");
    }

    private static async Task AskForSupplement(Visitor v)
    {
        await v.OpenTask("受理初审", "樊素");
        await v.Field("supplementItems").GetByText("添加一行", new() { Exact = true }).ClickAsync();
        await v.Fill("supplementItems[0].what", "户口簿");
        await v.Press("要求补正");
        await v.Page.FillAsync("#reason", "户口簿缺本人页");
        await v.EndTask("确认：要求补正");
    }

    private static async Task Supplement(Visitor v)
    {
        await v.Become("p21");
        await v.Go("/my");
        await v.Page.Locator("section.card a.primary").First.ClickAsync();
        await v.Page.Locator(".actions").WaitForAsync();
        await v.Shoot("supplement");
        foreach (var file in await v.Page.Locator(".upload:not(.camera) input[type=file]").AllAsync())
            await file.SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "page.png", MimeType = "image/png", Buffer = SmallPng.Bytes });
        await v.Page.Locator(".files li").First.WaitForAsync();
        await v.EndTask("提交补正");
        await v.Become("hudong-vo");
        await v.OpenTask("受理初审", "樊素");
    }

    /// <summary>Three people, by the village officer over REST.</summary>
    private static async Task Apply(string address, Visitor v)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var signedIn = await Post(http, "/api/auth/login", new() { ["userName"] = "hudong-vo", ["password"] = "taibaihu-2024" });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn["accessToken"]!.GetValue<string>());
        await v.Become("hudong-vo");
        await v.Go("/assist");
        var start = new Uri(await v.Page.Locator("a.primary").First.EvaluateAsync<string>("link => link.href"));
        var (notice, line) = (start.Segments[^1], start.Query.Split('=')[1]);
        foreach (var (name, idNumber, sex, claim) in People)
        {
            using var file = new ByteArrayContent(SmallPng.Bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            using var upload = new MultipartFormDataContent { { file, "file", "page.png" } };
            using var stored = await http.PostAsync(new Uri("/api/attachments", UriKind.Relative), upload);
            var signature = (await stored.Content.ReadFromJsonAsync<JsonObject>())!["id"]!.GetValue<string>();
            var form = JsonSerializer.SerializeToNode(new
            {
                name,
                idNumber,
                sex,
                phone = "13800000008",
                registerKind = "Rural",
                registeredInTown = true,
                residentInTown = true,
                claims = new[] { new { code = claim, certificateNumber = "C-1" } },
                employed = false,
                inSchool = false,
                drawsPension = false,
                able = true,
                willing = true,
                healthy = true,
                incomePerCapita = 720000,
                lineId = line,
                signature = new[] { signature },
                commitment = true,
                comparisonConsent = true,
                privacyNotice = true,
            });
            await Post(http, "/api/applications/assisted", new() { ["operationId"] = Guid.NewGuid().ToString("N"), ["noticeId"] = notice, ["lineId"] = line, ["villageId"] = "shiqiao-hudong", ["form"] = form });
        }
    }

    private static async Task<JsonObject> Post(HttpClient http, string path, JsonObject body)
    {
        using var answer = await http.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
