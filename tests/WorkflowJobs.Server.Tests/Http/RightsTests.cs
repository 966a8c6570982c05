using System.Net;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Http;

/// <summary>Readings and their rights: another area or role finds what does not exist, and lists come in pages.</summary>
public sealed class RightsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private TestServer Server => fixture.Server;

    [Theory]
    [InlineData("/api/instances/failures", "shebao-wa", "hudong-vo")]
    [InlineData("/api/instances", "jijian-au", "shiqiao-tl")]
    [InlineData("/api/journal/reveals", "jijian-au", "shebao-wa")]
    [InlineData("/api/users", "shebao-sa", "shebao-hh")]
    [InlineData("/api/definitions", "shebao-wa", "shiqiao-th")]
    [InlineData("/api/plans", "shebao-hh", "p08")]
    public async Task Reading_ByAnotherRole_IsNotFound(string path, string mayRead, string mayNot)
    {
        await (await Server.As(mayRead)).Get(path);
        var hidden = await (await Server.As(mayNot)).Send(HttpMethod.Get, path);
        Assert.Equal((HttpStatusCode.NotFound, "NOT_FOUND"), (hidden.Status, hidden.Code));
    }

    [Theory]
    [InlineData("/api/rounds")]
    [InlineData("/api/meetings")]
    [InlineData("/api/publicity")]
    [InlineData("/api/objections")]
    [InlineData("/api/training-classes")]
    [InlineData("/api/notice-lines")]
    public async Task Lists_ForAnApplicant_AreEmpty(string path) =>
        Assert.Empty((await (await Server.As("p08")).Get(path))["items"]!.AsArray());

    [Fact]
    public async Task Lines_InPagesOfOne_AreAllLinesOnceInOrder()
    {
        var officer = await Server.As("shebao-hh");
        var whole = Ids(await officer.Get("/api/notice-lines"));
        var found = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = await officer.Get("/api/notice-lines?pageSize=1" + cursor);
            found.AddRange(Ids(page));
            Assert.True(page["items"]!.AsArray().Count <= 1);
            if (page["nextCursor"] is not { } next)
                break;
            cursor = "&cursor=" + Uri.EscapeDataString(next.ToString());
        }

        Assert.True(whole.Count > 2);
        Assert.Equal(whole, found);
    }

    [Fact]
    public async Task Lines_ForAVillage_AreItsTownsOnly()
    {
        var lines = (await (await Server.As("hudong-vo")).Get("/api/notice-lines"))["items"]!.AsArray();
        Assert.Equal(["shiqiao"], lines.Select(line => Api.Text(line, "townId")).Distinct());
        var other = (await (await Server.As("xuzhuang-th")).Get("/api/notice-lines"))["items"]!.AsArray();
        Assert.Equal(HttpStatusCode.NotFound, (await (await Server.As("hudong-vo")).Send(HttpMethod.Get, "/api/rounds/" + Api.Text(other[0], "id"))).Status);
    }

    [Fact]
    public async Task Notices_ForAVillageWithAnyCode_KnowItsTownByTheTree()
    {
        var administrator = await Server.As("shebao-sa");
        await administrator.Post("/api/units", new { operationId = Api.NewId(), id = "chengnan", name = "城南社区", nameEn = "Chengnan", kind = "Village", parentId = "xuzhuang", isUrban = true });
        await administrator.Post("/api/users", new { operationId = Api.NewId(), userName = "chengnan-vo", displayName = "城南经办", password = "first-password-1", roles = new[] { new { role = "VO", unitId = "chengnan" } } });
        var signedIn = await Server.Anonymous.Post("/api/auth/login", new { userName = "chengnan-vo", password = "first-password-1" });

        Assert.Equal(["xuzhuang"], OwnTowns(await Server.With(Api.Text(signedIn, "accessToken")).Get("/api/notices")));
        Assert.Equal(["shiqiao"], OwnTowns(await (await Server.As("p08")).Get("/api/notices")));
    }

    private static IEnumerable<string> OwnTowns(JsonNode page) =>
        page["items"]!.AsArray().Where(row => row!["isOwnTown"]!.GetValue<bool>()).Select(row => Api.Text(row, "townId"));

    [Fact]
    public async Task Case_OfAnotherTown_IsNotFoundInEveryOperation()
    {
        var (id, _) = await Begin("p10");
        var stranger = await Server.As("xuzhuang-th");
        foreach (var path in new[] { "", "/receipt", "/picture" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Send(HttpMethod.Get, $"/api/applications/{id}{path}")).Status);
        await stranger.Refused($"/api/applications/{id}/invitation", new { }, "NOT_FOUND");
        await stranger.Refused($"/api/applications/{id}/reveal", new { field = "idNumber", reason = "VERIFY_IDENTITY" }, "NOT_FOUND");
        await stranger.Refused($"/api/applications/{id}/withdraw", new { operationId = Api.NewId(), reason = "x" }, "NOT_FOUND");
    }

    [Fact]
    public async Task Reveal_BySomebodyOfTheArea_IsReadByTheAuditorWithItsReason()
    {
        var (id, _) = await Begin("p11");
        var officer = await Server.As("hudong-vo");
        Assert.Equal(18, (await RevealedBy(officer, id)).Length);
        await officer.Refused($"/api/applications/{id}/reveal", new { field = "idNumber", reason = "curiosity" }, "REVEAL_REASON");
        await officer.Refused($"/api/applications/{id}/reveal", new { field = "accountNumber", reason = "VERIFY_IDENTITY" }, "FORBIDDEN");

        var entries = (await (await Server.As("jijian-au")).Get("/api/journal/reveals"))["items"]!.AsArray();

        var entry = Assert.Single(entries, row => Api.Text(row, "applicationId") == id)!;
        Assert.Equal(("刘桂芳", "idNumber", "VERIFY_IDENTITY"), (Api.Text(entry, "actorName"), Api.Text(entry, "field"), Api.Text(entry, "reason")));
    }

    [Fact]
    public async Task Case_ForEveryOfficer_HidesTheMiddleOfTheNumber()
    {
        var (id, _) = await Begin("p12");
        var own = Api.Text((await (await Server.As("p12")).Get("/api/applications/" + id))["summary"], "idMasked");
        foreach (var officer in new[] { "hudong-vo", "shiqiao-th", "shebao-hh" })
        {
            var file = await (await Server.As(officer)).Get("/api/applications/" + id);
            Assert.Equal(own, Api.Text(file["summary"], "idMasked"));
            Assert.DoesNotMatch(@"[^\dA-Za-z]\d{17}[\dX][^\dA-Za-z]", file["form"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task ApplicationForm_ForTheApplicant_KnowsThemAndTheirDraft()
    {
        var (id, noticeId) = await Begin("p13");
        var form = await (await Server.As("p13")).Get($"/api/notices/{noticeId}/application-form");
        Assert.Equal(id, Api.Text(form, "draftId"));
        Assert.NotEmpty(form["sources"]!["notice-lines"]!.AsArray());
        Assert.Equal(HttpStatusCode.NotFound, (await (await Server.As("jijian-au")).Send(HttpMethod.Get, $"/api/notices/{noticeId}/application-form")).Status);
    }

    [Fact]
    public async Task People_LookedUpByAnotherVillage_AreNotFound()
    {
        var found = (await (await Server.As("hudong-vo")).Post("/api/people/search", new { text = "孔令芝" }))["items"]!.AsArray();
        Assert.Contains('*', Api.Text(Assert.Single(found), "idMasked"));
        Assert.Empty((await (await Server.As("yuwan-vo")).Post("/api/people/search", new { text = "孔令芝" }))["items"]!.AsArray());
        Assert.Empty((await (await Server.As("shebao-wa")).Post("/api/people/search", new { text = "孔令芝" }))["items"]!.AsArray());
        await (await Server.As("yuwan-vo")).Refused("/api/people", new { operationId = Api.NewId(), idNumber = "370811197906149820", name = "孔令芝", villageId = "shiqiao-hudong" }, "FORBIDDEN");
    }

    [Fact]
    public async Task Bell_Read_IsEmptyOfUnread()
    {
        var officer = await Server.As("shiqiao-tl");
        await officer.Post("/api/bell/read", new { });
        Assert.Equal("0", Api.Text(await officer.Get("/api/bell"), "unread"));
    }

    [Fact]
    public async Task OriginalSeen_ByTheOneWhoUploadedIt_IsForbiddenToApplicants()
    {
        var applicant = await Server.As("p14");
        var file = await applicant.Upload("own-scan");
        await applicant.Refused($"/api/attachments/{file}/original-seen", new { }, "FORBIDDEN");
        await (await Server.As("yuwan-vo")).Refused($"/api/attachments/{file}/original-seen", new { }, "NOT_FOUND");
    }

    [Fact]
    public async Task Task_ForAnotherVillage_HidesEverythingAboutIt()
    {
        var (_, _) = await Begin("p15");
        var task = (await (await Server.As("p15")).Tasks())[0];
        var stranger = await Server.As("yuwan-vo");
        foreach (var path in new[] { "", "/events", "/history", "/colleagues", "/attachments", "/picture" })
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.Send(HttpMethod.Get, $"/api/user-tasks/{Api.Text(task, "id")}{path}")).Status);
        Assert.NotEmpty((await (await Server.As("p15")).Get($"/api/user-tasks/{Api.Text(task, "id")}/picture"))["steps"]!.AsArray());
    }

    private static async Task<string> RevealedBy(Api officer, string id)
    {
        var answer = await officer.Send(HttpMethod.Post, $"/api/applications/{id}/reveal", new { field = "idNumber", reason = "VERIFY_IDENTITY" });
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Body!.ToString();
    }

    private async Task<(string Id, string NoticeId)> Begin(string userName)
    {
        var applicant = await Server.As(userName);
        var notice = (await applicant.Get("/api/notices"))["items"]!.AsArray().Single(row => Api.Text(row, "townId") == "shiqiao");
        var line = notice!["lines"]!.AsArray().Single(row => Api.Text(row, "kind") == "Rural");
        var draft = await applicant.Post("/api/applications/drafts", new { operationId = Api.NewId(), noticeId = Api.Text(notice, "id"), lineId = Api.Text(line, "id"), villageId = "shiqiao-hudong" });
        return (Api.Text(draft, "applicationId"), Api.Text(notice, "id"));
    }

    private static List<string> Ids(JsonNode page) => [.. page["items"]!.AsArray().Select(row => Api.Text(row, "id"))];
}
