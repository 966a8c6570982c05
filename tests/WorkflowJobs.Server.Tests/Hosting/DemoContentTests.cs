using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Notices;

namespace WorkflowJobs.Server.Tests.Hosting;

public sealed class DemoContentTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Notices_OfBothTowns_AreOpenFromJune3ToJune14AtClosingTime()
    {
        await using var db = fixture.Server.Services.GetRequiredService<DatabaseSettings>().CreateContext();
        var notices = await db.Notices.OrderBy(notice => notice.TownId).ToListAsync();

        Assert.Equal(["shiqiao", "xuzhuang"], notices.Select(notice => notice.TownId));
        Assert.All(notices, notice =>
        {
            Assert.Equal(NoticeStatus.Open, notice.Status);
            Assert.Equal((new DateOnly(2024, 6, 3), new DateOnly(2024, 6, 14)), (notice.OpensOn, notice.ClosesOn));
            Assert.Equal("2024-06-14T17:30", notice.ClosesAt!.Value.ToOffset(ShanghaiTime.Offset).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture));
        });
    }

    [Fact]
    public async Task Notices_Lines_AreTheAllocationOf2024()
    {
        await using var db = fixture.Server.Services.GetRequiredService<DatabaseSettings>().CreateContext();
        var lines = await (from line in db.NoticeLines
                           join notice in db.Notices on line.NoticeId equals notice.Id
                           orderby notice.TownId, line.Kind, line.Batch
                           select $"{notice.TownId} {line.Kind} {line.Batch}: {line.Number}").ToListAsync();
        var posts = await db.Posts.SumAsync(post => post.Number);

        Assert.Equal(["shiqiao Rural 1: 110", "shiqiao Urban 1: 5", "xuzhuang Urban 1: 17", "xuzhuang Urban 2: 8"], lines.Order(StringComparer.Ordinal));
        Assert.Equal(140, posts);
    }

    [Fact]
    public async Task Accounts_OfficersAndThirtyApplicants_CanSignIn()
    {
        var accounts = await fixture.Server.Anonymous.Get("/api/demo/accounts");
        Assert.Equal(30, accounts["applicants"]!.AsArray().Count);
        Assert.Contains("刘桂芳", accounts["accounts"]!.AsArray().Select(account => Api.Text(account, "displayName")));

        var applicant = await (await fixture.Server.As("p08")).Get("/api/auth/me");

        Assert.Equal("颜秀云", Api.Text(applicant, "displayName"));
        Assert.Equal("AP", Api.Text(applicant["roles"]![0], "role"));
    }

    [Fact]
    public async Task Journal_OfTheFreshDemo_Verifies()
    {
        var report = await (await fixture.Server.As("jijian-au")).Get("/api/instances/verify");

        Assert.True(report["ok"]!.GetValue<bool>(), report.ToJsonString());
        Assert.True(report["entries"]!.GetValue<int>() > 20);
    }

    [Fact]
    public async Task Plan_ForEverybodyWhoMayRead_CarriesTheWarningOfI1()
    {
        var plan = await (await fixture.Server.As("shebao-hh")).Get("/api/plans");

        Assert.NotEmpty(plan["warnings"]!.AsArray());
        Assert.Equal(140, plan["lines"]!.AsArray().Sum(line => line!["number"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Definition_BrokenJson_IsRefusedWholeWithAPath()
    {
        var answer = await (await fixture.Server.As("shebao-wa")).Send(HttpMethod.Post, "/api/definitions/import",
            new StringContent("""{"definitionId":"x","definitionId":"y","root":{"type":"Elsa.Flowchart"}}""", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal("DEFINITION_REFUSED", answer.Code);
        Assert.StartsWith("$", Api.Text(answer.Body!["errors"]![0], "field"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Definition_Exported_ImportsUnchanged()
    {
        var administrator = await fixture.Server.As("shebao-wa");
        var all = (await administrator.Get("/api/definitions"))["items"]!.AsArray();
        var published = all.First(row => Api.Text(row, "definitionId") == "objection" && row!["isPublished"]!.GetValue<bool>());
        var json = System.Text.Encoding.UTF8.GetString(await administrator.Bytes($"/api/definitions/versions/{Api.Text(published, "versionId")}/export"));

        var answer = await administrator.Post("/api/definitions/import", new StringContent(json, System.Text.Encoding.UTF8, "application/json"));

        Assert.False(answer["changed"]!.GetValue<bool>());
        Assert.Equal(Api.Text(published, "versionId"), Api.Text(answer, "versionId"));
    }
}
