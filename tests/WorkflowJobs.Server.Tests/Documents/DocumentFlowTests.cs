using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkflowJobs.Server.Tests.Scenarios;

namespace WorkflowJobs.Server.Tests.Documents;

/// <summary>A round from the application to the post, and every paper that the statute wants of it, really printed and read back.</summary>
public sealed class DocumentFlowTests
{
    [Fact]
    public async Task RuralHappyPath_IssuesEveryPaper_ReadByThoseWhoMay_AndVerifiedByAnybody()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await SignedFor(town);
        await Papers.Print(server);
        Assert.Empty((await (await server.As("shebao-wa")).Get("/api/instances/failures"))["items"]!.AsArray());

        var handler = await town.Handler;
        var papers = await Papers.Of(handler, "application", person.Id);
        Assert.Equal(["acceptance", "agreement", "application-form", "application-form", "declaration", "post-notice", "signing-record"], papers.Select(paper => Api.Text(paper, "template")).Order());
        Assert.All(papers, paper => Assert.Equal("Printed", Api.Text(paper, "state")));
        var round = (await handler.Get("/api/rounds"))["items"]!.AsArray().Single(row => Api.Text(row, "kind") == "Rural")!;
        Assert.Equal(["approval-list", "ranking"], await Templates(handler, "round", Api.Text(round, "id")));
        var list = Assert.Single((await handler.Get("/api/publicity"))["items"]!.AsArray())!;
        Assert.Equal(["publicity-list", "publicity-result"], await Templates(handler, "publicity-list", Api.Text(list, "id")));
        var meeting = (await handler.Get("/api/meetings"))["items"]!.AsArray().Single(row => Api.Text(row, "villageId") == "shiqiao-hudong")!;
        Assert.Equal(["review-record"], await Templates(handler, "meeting", Api.Text(meeting, "id")));
        var training = Assert.Single((await handler.Get("/api/training-classes"))["items"]!.AsArray())!;
        Assert.Equal(["training-roll"], await Templates(handler, "training-class", Api.Text(training, "id")));

        // What they say, out of the files themselves.
        var number = Town.NumberOf("P08");
        Papers.Says(await Papers.Text(handler, papers, "acceptance"), person.Name, number, person.Receipt, "身份证", "石桥公岗受〔2024〕1号");
        Papers.Says(await Papers.Text(handler, papers, "agreement"), person.Name, number, "石桥镇人民政府", "每人每年1万元");
        Papers.Says(await Papers.Text(handler, papers, "post-notice"), person.Name, "消防安全协管员", "2024年7月16日", "PA-20240715");
        var forms = papers.Where(paper => Api.Text(paper, "template") == "application-form").ToList();
        Papers.Says(Papers.TextOf(await handler.Bytes($"/api/documents/{Api.Text(forms[0], "id")}/pdf")), "李志远", "批准", "到会7人", "王建国", number);
        // The sheet that is hung up has its dates by hand; the result has them as they were.
        var posted = await Papers.Text(handler, await Papers.Of(handler, "publicity-list", Api.Text(list, "id")), "publicity-list");
        Papers.Says(posted, person.Name, "9887", "张贴之日的次一工作日起5个工作日：年月日至年月日");
        Papers.Says(await Papers.Text(handler, await Papers.Of(handler, "publicity-list", Api.Text(list, "id")), "publicity-result"), "2024年6月25日", "2024年7月1日", "无异议");
        Assert.DoesNotContain(number, posted, StringComparison.Ordinal);
        Papers.Says(await Papers.Text(handler, await Papers.Of(handler, "round", Api.Text(round, "id")), "approval-list"), person.Name, "李志远", "2024年7月5日");
        Papers.Says(await Papers.Text(handler, await Papers.Of(handler, "meeting", Api.Text(meeting, "id")), "review-record"), "曾庆国", "监票甲", "推荐");
        Papers.Says(await Papers.Text(handler, await Papers.Of(handler, "training-class", Api.Text(training, "id")), "training-roll"), person.Name, "86", "合格", "周老师");

        await OthersFindNothing(server, papers[0]!, person);
        await Verified(server, handler, papers.Single(paper => Api.Text(paper, "template") == "acceptance")!);
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Notice_IsThereForEverybody_OnItsPageAndOverTheApi()
    {
        await using var server = await TestServer.Start();
        await Papers.Print(server);
        var notice = Api.Text((await server.Anonymous.Get("/api/public/notices"))["items"]!.AsArray()[0], "id");
        var paper = Assert.Single((await server.Anonymous.Get("/api/public/documents?noticeId=" + notice))["items"]!.AsArray())!;
        using var http = new HttpClient { BaseAddress = server.Address };
        var page = await http.GetStringAsync("/notices/" + notice, TestContext.Current.CancellationToken);
        Assert.Contains($"/api/public/documents/{Api.Text(paper, "id")}/pdf", page, StringComparison.Ordinal);
        using var answer = await http.GetAsync($"/api/public/documents/{Api.Text(paper, "id")}/pdf", TestContext.Current.CancellationToken);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("frame-ancestors 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Papers.Says(Papers.TextOf(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), Api.Text(paper, "number"), "年度城乡公益性岗位需求的公告", "出生");
    }

    [Fact]
    public async Task Templates_AreTriedAndPublishedByTheWorkflowAdministrator()
    {
        await using var server = await TestServer.Start();
        var administrator = await server.As("shebao-wa");
        var heads = (await administrator.Get("/api/document-templates?pageSize=50"))["items"]!.AsArray();
        Assert.Contains(heads, head => Api.Text(head, "key") == "acceptance" && Api.Text(head, "version") == "1");
        var template = await administrator.Get("/api/document-templates/acceptance");
        var source = Api.Text(template, "source");
        var broken = await administrator.Refused("/api/document-templates/acceptance/preview", new { source = source + "\n#field(\"no.such\")" }, "DOCUMENT_FIELD_MISSING");
        Assert.Equal(("acceptance", "no.such"), (Api.Text(broken.Body, "template"), Api.Text(broken.Body, "field")));
        await administrator.Refused("/api/document-templates/acceptance/versions", new { operationId = Api.NewId(), basedOn = 1, source = "#let x = (" }, "DOCUMENT_TEMPLATE_ERROR");
        Assert.Equal(HttpStatusCode.OK, (await administrator.Send(HttpMethod.Post, "/api/document-templates/acceptance/preview", new { source })).Status);
        var published = await administrator.Post("/api/document-templates/acceptance/versions", new { operationId = Api.NewId(), basedOn = 1, source = source + "\n本单一式两份。" });
        Assert.Equal("2", Api.Text(published, "version"));
        await (await server.As("jijian-au")).Refused("/api/document-templates/acceptance/versions", new { operationId = Api.NewId(), basedOn = 2, source }, "NOT_FOUND");
        Assert.Equal(HttpStatusCode.NotFound, (await (await server.As("shiqiao-th")).Send(HttpMethod.Get, "/api/document-templates")).Status);
    }

    private static async Task<Application> SignedFor(Town town)
    {
        await town.At("2024-06-04T10:00");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await town.At("2024-06-05T10:00");
        await town.Accept("hudong", person);
        await town.BringToDistrict(person);
        await town.ApproveAndTrain(person);
        await town.At("2024-07-15T10:00");
        var handler = await town.Handler;
        await handler.Complete("签订协议", person.Receipt, "Signed", await Town.Agreement(handler, "消防安全协管员", "2024-07-15", "2024-07-16", form =>
        {
            form["policyNumber"] = "PA-20240715";
            form["policyFrom"] = "2024-07-16";
        }));
        return person;
    }

    private static async Task OthersFindNothing(TestServer server, JsonNode paper, Application person)
    {
        var path = $"/api/documents/{Api.Text(paper, "id")}/pdf";
        foreach (var other in new[] { "yuwan-vo", "xuzhuang-th", "shebao-wa", "p09" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await (await server.As(other)).Send(HttpMethod.Get, path)).Status);
            Assert.Empty(await Papers.Of(await server.As(other), "application", person.Id));
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Anonymous.Send(HttpMethod.Get, path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Anonymous.Send(HttpMethod.Get, "/api/public/documents/" + Api.Text(paper, "id") + "/pdf")).Status);
        var reveals = (await (await server.As("jijian-au")).Get("/api/journal/reveals?pageSize=100"))["items"]!.AsArray();
        Assert.Contains(reveals, line => Api.Text(line, "field") == "document:D03" && Api.Text(line, "actorName") == "张伟民" && Api.Text(line, "applicationId") == person.Id);
        Assert.DoesNotContain(reveals, line => Api.Text(line, "actorName") is "曾庆国" or "孙莉");
    }

    private static async Task Verified(TestServer server, Api handler, JsonNode paper)
    {
        var pdf = await handler.Bytes($"/api/documents/{Api.Text(paper, "id")}/pdf");
        // As on the paper: the code that is printed there, the hash beside it.
        var text = Papers.TextOf(pdf);
        var code = Regex.Match(text, "查验码：([0-9A-Z-]{19})").Groups[1].Value;
        var hash = Regex.Match(text, "签发记录：([0-9a-f]{64})").Groups[1].Value;
        var genuine = await server.Anonymous.Post("/api/public/documents/verify", new { code, orderHash = hash, pdf });
        Assert.Equal(("受理单", "true"), (Api.Text(genuine, "titleZh"), Api.Text(genuine, "isSameFile")));
        pdf[^20] ^= 1;
        Assert.Equal("false", Api.Text(await server.Anonymous.Post("/api/public/documents/verify", new { code, pdf }), "isSameFile"));
        await server.Anonymous.Refused("/api/public/documents/verify", new { code, orderHash = new string('0', 64) }, "DOCUMENT_NOT_GENUINE");

        using var http = new HttpClient(new HttpClientHandler { UseCookies = true }) { BaseAddress = server.Address };
        var page = WebUtility.HtmlDecode(await http.GetStringAsync($"/verify/{code}/{hash}"));
        Assert.Contains("文书真实", page, StringComparison.Ordinal);
        // (The demo's banner names its accounts on every page.)
        Assert.DoesNotContain("颜秀云", page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("没有查到", WebUtility.HtmlDecode(await http.GetStringAsync($"/verify/{code}/{new string('1', 64)}")), StringComparison.Ordinal);
        var token = Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new MultipartFormDataContent
        {
            { new StringContent("verify"), "_handler" }, { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(code), "Input.Code" }, { new StringContent(hash), "Input.OrderHash" }, { new ByteArrayContent(pdf), "Input.File", "paper.pdf" },
        };
        using var answer = await http.PostAsync("/verify", form);
        Assert.Contains("已被改动", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> Templates(Api who, string type, string id) => (await Papers.Of(who, type, id)).Select(paper => Api.Text(paper, "template")).Order();
}
