using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Data;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S30, its part of personal data: copy within 15 working days, deletion refused until retention ends, watermarked export, the altered row named.</summary>
[Trait("Database", "PostgreSQL")]
public sealed class S30DataTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task CopyIsGiven_DeletionRefusedWhileRetentionRuns_AndDoneByTwoPeopleAfter()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-05T10:00");
        var rejected = await town.Apply("liugou", Town.Form("P06", "R-YTH", form => form["registeredInTown"] = true));
        await (await town.Village("liugou")).Complete("受理初审", rejected.Receipt, "NotAccept", reason: "年龄不符");
        await town.At("2024-06-26T10:00");
        var person = await server.As("p06");
        await Ask(person, "Copy");
        await person.Refused("/api/data-requests", new { operationId = Api.NewId(), kind = "Copy" }, "DATA_REQUEST_RUNNING");
        // The answer is owed also when an administrator ends the process.
        await town.Cancel("data-request");
        await person.Refused("/api/data-requests", new { operationId = Api.NewId(), kind = "Correct", field = "phone" }, "DATA_REQUEST_INVALID");
        await person.Refused("/api/data-requests", new { operationId = Api.NewId(), kind = "Retention" }, "NOT_FOUND");

        // The copy: due in 15 working days, for the person alone.
        var district = await town.DistrictHandler;
        var task = await district.FindTask("核发个人信息副本", "韩晓帆");
        Assert.Equal("2024-07-17", Day(task, "dueAt"));
        await district.Complete(task, "Deliver", new { answer = "已核对身份" });
        var copy = (await Requests(person)).Single(row => Api.Text(row, "kind") == "Copy")!;
        Assert.True(copy["hasCopy"]!.GetValue<bool>());
        var held = (await person.Get($"/api/data-requests/{Api.Text(copy, "id")}/copy")).ToJsonString(Relaxed);
        foreach (var text in new[] { Town.NumberOf("P06"), "13900000000", rejected.Receipt, "年龄不符", "基本信息", "未通过", "不予受理" })
            Assert.Contains(text, held, StringComparison.Ordinal);
        // In words that the person reads, not by the names of the program.
        foreach (var code in new[] { "Rejected", "NotAccept", "Submitted" })
            Assert.DoesNotContain(code, held, StringComparison.Ordinal);
        foreach (var other in new[] { "shebao-hh", "liugou-vo", "p08" })
            Assert.Equal(HttpStatusCode.NotFound, (await (await server.As(other)).Send(HttpMethod.Get, $"/api/data-requests/{Api.Text(copy, "id")}/copy")).Status);
        Assert.Equal("data-copy", Api.Text((await person.Get($"/api/documents?subjectType=data-request&subjectId={Api.Text(copy, "id")}"))["items"]!.AsArray().Single(), "template"));

        // A correction takes effect.
        await person.Post("/api/data-requests", new { operationId = Api.NewId(), kind = "Correct", field = "phone", value = "13912345678" });
        await district.Complete("审核更正申请", "韩晓帆", "Correct", new { answer = "已更正" });
        var people = (await (await town.Village("liugou")).Post("/api/people/search", new { text = "韩晓帆" }))["items"]!.AsArray();
        Assert.Equal("139****5678", Api.Text(people.Single(), "phone"));

        // Deletion: refused in writing, with the day until which the law keeps it.
        await Ask(person, "Delete");
        Assert.False(await district.HasTask("审核删除申请"));
        await district.Complete("答复删除申请（保存期未满）", "韩晓帆", "Refuse", new { answer = "未获批申请依法保存二年" }, "保存期未满");
        var refused = (await Requests(person)).First(row => Api.Text(row, "kind") == "Delete")!;
        Assert.Equal(("Refuse", "未获批申请依法保存二年", "2026-06-05"), (Api.Text(refused, "outcome"), Api.Text(refused, "answer"), Api.Text(refused, "keptUntil")));
        Assert.Equal("deletion-refusal", Api.Text((await person.Get($"/api/documents?subjectType=data-request&subjectId={Api.Text(refused, "id")}"))["items"]!.AsArray().Single(), "template"));
        await district.Refused("/api/data-requests", new { operationId = Api.NewId(), personId = "demo-p06", kind = "Retention" }, "NOT_FOUND");

        // What falls due is reported; two people decide, and the journal still verifies.
        await town.At("2026-06-05T10:00");
        Assert.Empty(await Due(district, "韩晓帆"));
        Assert.Equal("2026-06-05", Api.Text(Assert.Single(await Due(district, "韩晓帆", "?by=2026-06-06&pageSize=200")), "lastDay"));
        await town.At("2026-06-06T10:00");
        var due = Assert.Single(await Due(district, "韩晓帆"))!;
        Assert.Equal("NOT_APPROVED", Api.Text(due, "basis"));
        var proposal = new { operationId = Api.NewId(), personId = Api.Text(due, "personId"), kind = "Retention" };
        await (await server.As("liugou-vo")).Refused("/api/data-requests", proposal, "NOT_FOUND");
        await district.Post("/api/data-requests", proposal);
        Assert.True((await Due(district, "韩晓帆")).Single()!["requested"]!.GetValue<bool>());
        await (await town.DistrictLeader).Complete("批准销毁个人信息", "韩晓帆", "Approve", new { answer = "同意" });

        Assert.Empty(await Due(district, "韩晓帆"));
        var file = (await (await town.Handler).Get("/api/applications/" + rejected.Id)).ToJsonString(Relaxed);
        foreach (var gone in new[] { "韩晓帆", Town.NumberOf("P06"), "13912345678" })
            Assert.DoesNotContain(gone, file, StringComparison.Ordinal);
        Assert.Empty((await (await town.Village("liugou")).Post("/api/people/search", new { text = Town.NumberOf("P06") }))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Send(HttpMethod.Get, "/api/data-requests")).Status);
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task AuditorsExport_IsWatermarkedAndJournalled_AndAnAlteredRowIsNamed()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var person = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        await town.Accept("hudong", person);
        var auditor = await server.As("jijian-au");
        Assert.Equal("EXPORT_REASON", (await auditor.Send(HttpMethod.Get, "/api/journal/export?stream=users")).Code);
        foreach (var other in new[] { "shebao-wa", "jijian-di", "shebao-hh" })
            foreach (var path in new[] { "/api/journal/entries", "/api/journal/streams", "/api/journal/export?reason=AUDIT" })
                Assert.Equal(HttpStatusCode.NotFound, (await (await server.As(other)).Send(HttpMethod.Get, path)).Status);
        var book = Text(await auditor.Bytes("/api/journal/export?reason=AUDIT&stream=instance"));
        Assert.Contains("何审 ", book, StringComparison.Ordinal);
        var export = (await auditor.Get("/api/journal/entries?stream=exports"))["items"]!.AsArray().Single()!;
        Assert.Contains("\"kind\":\"JOURNAL\"", Api.Text(export, "body"), StringComparison.Ordinal);
        Assert.Contains(JsonNode.Parse(Api.Text(export, "body"))!["code"]!.ToString(), book, StringComparison.Ordinal);
        await ReadBothWays(auditor);
        Assert.All((await auditor.Get("/api/journal/entries?kind=Exported"))["items"]!.AsArray(), row => Assert.Equal("exports", Api.Text(row, "stream")));
        Assert.NotEmpty((await auditor.Get($"/api/journal/entries?text={person.Id}&pageSize=5"))["items"]!.AsArray());

        // Everything that an officer decided, for discipline and auditor.
        var commission = await server.As("jijian-di");
        var officer = (await commission.Get("/api/supervision/officers?text=" + Uri.EscapeDataString("刘桂芳")))["items"]!.AsArray().Single()!;
        var decision = (await commission.Get($"/api/supervision/officers/{Api.Text(officer, "userId")}/decisions"))["items"]!.AsArray()[0]!;
        Assert.Equal(("受理", true), (Api.Text(decision, "outcome"), Api.Text(decision, "about").Contains("颜秀云", StringComparison.Ordinal)));
        var list = Text(await commission.Bytes($"/api/supervision/officers/{Api.Text(officer, "userId")}/decisions/export?reason=CASE"));
        Assert.Contains("颜秀云", list, StringComparison.Ordinal);
        Assert.Contains("郭正 ", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await server.As("shebao-hl")).Send(HttpMethod.Get, "/api/supervision/officers")).Status);

        Assert.True((await auditor.Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
        await using (var db = server.Services.GetRequiredService<DatabaseSettings>().CreateContext())
            Assert.Equal(1, await db.Database.ExecuteSqlAsync($"""UPDATE "JournalEntries" SET "Kind" = 'Nothing' WHERE "Stream" = 'exports' AND "Sequence" = 2""", TestContext.Current.CancellationToken));
        var report = await auditor.Get("/api/instances/verify");
        Assert.False(report["ok"]!.GetValue<bool>());
        var problem = Assert.Single(report["problems"]!.AsArray())!;
        Assert.Equal(("exports", "2", "ENTRY_CHANGED"), (Api.Text(problem, "stream"), Api.Text(problem, "sequence"), Api.Text(problem, "code")));
    }

    private static Task<JsonNode> Ask(Api person, string kind) => person.Post("/api/data-requests", new { operationId = Api.NewId(), kind, text = "本人申请" });

    private static async Task<JsonArray> Requests(Api person) => (await person.Get("/api/data-requests"))["items"]!.AsArray();

    private static async Task<List<JsonNode?>> Due(Api officer, string name, string query = "?pageSize=200") =>
        [.. (await officer.Get("/api/retention" + query))["items"]!.AsArray().Where(row => Api.Text(row, "name") == name)];

    private static string Day(JsonNode task, string name) => DateTimeOffset.Parse(Api.Text(task, name)).ToOffset(TimeSpan.FromHours(8)).AddMilliseconds(-1).ToString("yyyy-MM-dd");

    /// <summary>All texts of a workbook's parts.</summary>
    private static string Text(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return string.Concat(zip.Entries.Where(entry => entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    /// <summary>A stream is read page by page from its newest entry, and by choice from its oldest.</summary>
    private static async Task ReadBothWays(Api auditor)
    {
        var stream = (await auditor.Get("/api/journal/streams?prefix=instance:"))["items"]!.AsArray().First(row => row!["entries"]!.GetValue<long>() > 4)!;
        var (newest, oldest) = (await All(""), await All("&oldestFirst=true"));
        Assert.Equal(stream["entries"]!.GetValue<long>(), newest[0]);
        Assert.Equal(1, oldest[0]);
        Assert.Equal(stream["entries"]!.GetValue<long>(), oldest.Count);
        Assert.Equal(oldest.AsEnumerable().Reverse(), newest);

        async Task<List<long>> All(string order)
        {
            var (found, cursor) = (new List<long>(), "");
            do
            {
                var page = await auditor.Get($"/api/journal/entries?stream={Uri.EscapeDataString(Api.Text(stream, "stream"))}&pageSize=2{order}{(cursor.Length == 0 ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
                found.AddRange(page["items"]!.AsArray().Select(row => row!["sequence"]!.GetValue<long>()));
                cursor = Api.Text(page, "nextCursor");
            }
            while (cursor.Length > 0);
            return found;
        }
    }
}
