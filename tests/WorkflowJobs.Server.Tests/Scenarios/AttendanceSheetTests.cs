using System.Net;
using System.Text;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>A month's attendance by spreadsheet: out, back, and what a bad cell gets.</summary>
public sealed class AttendanceSheetTests
{
    private const string July = "/api/attendance/shiqiao-hudong.2024-07";

    [Fact]
    public async Task Sheet_TakenOutAndBack_FillsInTheMonthOnce()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var id = await town.BringOnPost("P21", "R-LOW", "hudong", "消防安全协管员");
        await town.At("2024-07-31T18:00");
        var village = await town.Village("hudong");
        await AttendanceTests.Record(village, "2024-07", id, Api.Text((await village.Get(July))["people"]![0], "usual"));
        var file = await village.Bytes(July + "/file");
        Assert.Equal(HttpStatusCode.NotFound, (await (await server.As("yuwan-vo")).Send(HttpMethod.Get, July + "/file")).Status);

        var taken = await Upload(village, file, "考勤表.xlsx");

        Assert.Equal(HttpStatusCode.OK, taken.Status);
        Assert.Equal("1", Api.Text(taken.Body, "people"));
        Assert.Equal("...............WWWWRRWWWWWRRWWW", await Marks(village));

        // A row by hand replaces the days that it names and leaves the others.
        Assert.Equal(HttpStatusCode.OK, (await Upload(village, Csv($"岗位编号,姓名,18日,19\r\n石桥岗〔2024〕1号,樊素,×,⊕\r\n"))).Status);
        Assert.Equal("...............WWATRRWWWWWRRWWW", await Marks(village));
        Assert.Equal(HttpStatusCode.NotFound, (await Upload(await server.As("yuwan-vo"), file, "考勤表.xlsx")).Status);
        await town.At("2024-08-01T09:00");
        await village.Complete("上报考勤", "2024年7月", "Report");
        Assert.Equal("SHEET_CLOSED", (await Upload(village, file, "考勤表.xlsx")).Code);
    }

    [Fact]
    public async Task Sheet_WithBadCells_NamesEachAndChangesNothing_GoodRowsAloneByChoice()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await OnPost.Bring(town, ("P21", "hudong", "R-LOW", null), ("P08", "hudong", "R-POV", null));
        await town.At("2024-07-17T18:00");
        var village = await town.Village("hudong");
        var numbers = (await village.Get(July))["people"]!.AsArray().ToDictionary(row => Api.Text(row, "name"), row => Api.Text(row, "postNumber"));
        var before = (await village.Get(July))["people"]!.ToJsonString();
        var bad = Csv($"岗位编号,姓名,16,17\r\n{numbers["樊素"]},樊素,√,×\r\n{numbers["颜秀云"]},樊素,√,来\r\n石桥岗〔2024〕99号,某人,√,√\r\n{numbers["樊素"]},樊素,√,√\r\n");

        var refused = await Upload(village, bad);

        Assert.Equal(("SHEET_PROBLEMS", 422), (refused.Code, (int)refused.Status));
        Assert.Equal(["A2 ROW_CONFLICT", "A4 POST_UNKNOWN", "A5 ROW_CONFLICT", "B3 NAME_DIFFERS", "D3 MARK_UNKNOWN"],
            refused.Body!["errors"]!.AsArray().Select(error => $"{Api.Text(error, "field")} {Api.Text(error, "code")}").Order(StringComparer.Ordinal));
        Assert.All(refused.Body!["errors"]!.AsArray(), error => Assert.False(string.IsNullOrWhiteSpace(Api.Text(error, "messageZh"))));
        Assert.Equal(before, (await village.Get(July))["people"]!.ToJsonString());

        var heading = await Upload(village, Csv("编号,姓名,16\r\n1,樊素,√\r\n"));
        Assert.Contains(heading.Body!["errors"]!.AsArray(), error => Api.Text(error, "code") is "HEADING_MISSING" or "HEADING_NOT_FOUND");
        Assert.Equal("FILE_NOT_SHEET", (await Upload(village, SmallFiles.Png("x"), "考勤表.xlsx")).Code);

        var good = Csv($"岗位编号,姓名,16,17\r\n{numbers["樊素"]},樊素,√,×\r\n{numbers["颜秀云"]},樊素,√,来\r\n");
        Assert.Equal("1", Api.Text((await Upload(village, good, onlyGood: true)).Body, "people"));
        var marks = (await village.Get(July))["people"]!.AsArray().ToDictionary(row => Api.Text(row, "name"), row => Api.Text(row, "marks"));
        Assert.Equal(("WA", ".."), (marks["樊素"][15..17], marks["颜秀云"][15..17]));
    }

    private static async Task<string> Marks(Api village) => Api.Text((await village.Get(July))["people"]![0], "marks");

    private static byte[] Csv(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<Api.Answer> Upload(Api officer, byte[] bytes, string name = "考勤表.csv", bool onlyGood = false)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(bytes), "file", name },
            { new StringContent(Api.NewId()), "operationId" },
            { new StringContent(onlyGood ? "true" : "false"), "onlyGood" },
        };
        return await officer.Send(HttpMethod.Post, July + "/file", form);
    }
}
