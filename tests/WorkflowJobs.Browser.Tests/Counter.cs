using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Browser.Tests;

/// <summary>What a walk needs to find there already, done over REST.</summary>
internal static class Counter
{
    private static readonly (string Name, string IdNumber, string Sex, string Claim)[] People =
        [("颜秀云", "370811196609029887", "F", "R-POV"), ("樊素", "370811197107079782", "F", "R-LOW"), ("申远", "370811196710019771", "M", "R-AGE")];

    /// <summary>One more officer for the village, so that there is somebody to hand work to.</summary>
    public static async Task GiveRole(string address, string account, string role, string unitId)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        await SignIn(http, "shebao-sa");
        using var given = await http.PostAsJsonAsync($"/api/users/demo-{account}/roles", new { operationId = Guid.NewGuid().ToString("N"), role, unitId });
        Assert.True(given.IsSuccessStatusCode, await given.Content.ReadAsStringAsync());
    }

    /// <summary>Three people, by the village officer over REST.</summary>
    public static async Task Apply(string address, Visitor v)
    {
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        await SignIn(http, "hudong-vo");
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

    private static async Task SignIn(HttpClient http, string account)
    {
        var signedIn = await Post(http, "/api/auth/login", new() { ["userName"] = account, ["password"] = "taibaihu-2024" });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn["accessToken"]!.GetValue<string>());
    }
}
