using System.Net;

namespace WorkflowJobs.Server.Tests.Http;

public sealed class PublicTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Notices_ForAStranger_AreBothTownsWithTheirLines()
    {
        var notices = (await fixture.Server.Anonymous.Get("/api/public/notices"))["items"]!.AsArray();

        Assert.Equal(["shiqiao", "xuzhuang"], notices.Select(notice => Api.Text(notice, "townId")).Order(StringComparer.Ordinal));
        var offered = 0;
        foreach (var notice in notices)
            offered += (await fixture.Server.Anonymous.Get("/api/public/notices/" + Api.Text(notice, "id")))["lines"]!.AsArray().Sum(line => line!["number"]!.GetValue<int>());
        Assert.Equal(140, offered);
    }

    [Theory]
    [InlineData("0000-0000-0000-0000", "NOT_FOUND")]
    [InlineData("nonsense", "RECEIPT_FORMAT")]
    public async Task Progress_WrongReceipt_IsRefused(string receipt, string code) =>
        await fixture.Server.Anonymous.Refused("/api/public/progress", new { receipt, idLastFour = "9820" }, code);

    [Fact]
    public async Task Applications_OfAnotherVillage_AreNotFoundInSearch() =>
        Assert.Empty((await (await fixture.Server.As("yuwan-vo")).Post("/api/applications/search", new { text = "颜秀云" }))["items"]!.AsArray());

    [Fact]
    public async Task Draft_BegunByTheApplicant_IsTheirsAlone()
    {
        var applicant = await fixture.Server.As("p08");
        var notice = (await applicant.Get("/api/notices"))["items"]!.AsArray().Single(row => Api.Text(row, "townId") == "shiqiao");
        var line = (await applicant.Get("/api/notices/" + Api.Text(notice, "id")))["lines"]!.AsArray().Single(row => Api.Text(row, "kind") == "Rural");

        var draft = await applicant.Post("/api/applications/drafts", new { operationId = Api.NewId(), noticeId = Api.Text(notice, "id"), lineId = Api.Text(line, "id"), villageId = "shiqiao-hudong" });

        var id = Api.Text(draft, "applicationId");
        Assert.Equal([id], (await applicant.Get("/api/applications/mine"))["items"]!.AsArray().Select(row => Api.Text(row, "id")));
        await applicant.Get("/api/applications/" + id);
        Assert.Equal(HttpStatusCode.NotFound, (await (await fixture.Server.As("p09")).Send(HttpMethod.Get, "/api/applications/" + id)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await fixture.Server.As("shebao-sa")).Send(HttpMethod.Get, "/api/applications/" + id)).Status);
    }
}
