namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>Stage 11: the roster, and a village's months from the opening on the 1st to the town's audit (S26's August; repeated absence as P23's).</summary>
[Trait("Database", "PostgreSQL")]
public sealed class AttendanceTests
{
    [Fact]
    public async Task Months_AreAskedForReportedAndAudited_AndAbsencesBecomeProposals()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var id = await town.BringOnPost("P21", "R-LOW", "hudong", "消防安全协管员");
        var village = await town.Village("hudong");
        var handler = await town.Handler;

        var row = Assert.Single((await village.Get("/api/placements"))["items"]!.AsArray())!;
        Assert.Equal(("樊素", "370811********9782", "OnPost", "2024-07-16", "2025-07-15", "石桥岗〔2024〕1号"),
            (Api.Text(row, "name"), Api.Text(row, "idMasked"), Api.Text(row, "status"), Api.Text(row, "startsOn"), Api.Text(row, "agreementEndsOn"), Api.Text(row, "postNumber")));
        var finance = await server.As("caizheng-fi");
        Assert.Empty((await finance.Get("/api/placements"))["items"]!.AsArray());
        Assert.Equal(1, (await finance.Get("/api/placements/counts")).AsArray().Single()!["people"]!.GetValue<int>());
        Assert.Empty((await (await server.As("yuwan-vo")).Get("/api/placements"))["items"]!.AsArray());

        // The running month is kept day by day; what is to come stays empty.
        await town.At("2024-07-31T18:00");
        var july = await village.Get("/api/attendance/shiqiao-hudong.2024-07");
        var usual = Api.Text(july["people"]![0], "usual");
        Assert.Equal("...............WWWWRRWWWWWRRWWW", usual);
        await Record(village, "2024-07", id, usual);
        await town.At("2024-08-01T09:00");
        Assert.Equal("2024-08-05", Day((await village.FindTask("上报考勤", "2024年7月"))["dueAt"]!));
        await village.Complete("上报考勤", "2024年7月", "Report");
        await village.Refused("/api/attendance/shiqiao-hudong.2024-07", Body(id, usual), "SHEET_CLOSED");
        await handler.Complete("审核考勤", "2024年7月", "SendBack", reason: "16日请核实");
        await Record(village, "2024-07", id, usual);
        await village.Complete("上报考勤", "2024年7月", "Report");
        await handler.Complete("审核考勤", "2024年7月", "Audit");

        // August: one day unexcused of 22; the 30th is missing at first.
        await town.At("2024-09-02T09:00");
        var august = Api.Text((await village.Get("/api/attendance/shiqiao-hudong.2024-08"))["people"]![0], "usual").ToCharArray();
        august[11] = 'A';
        august[29] = '.';
        await Record(village, "2024-08", id, new string(august));
        var task = await village.FindTask("上报考勤", "2024年8月");
        Assert.Equal("MARK_MISSING", Api.Text((await village.CompleteRefused(task, "FORM_DATA", "Report")).Body!["errors"]![0], "code"));
        august[29] = 'W';
        await Record(village, "2024-08", id, new string(august));
        await Close(village, handler, "2024年8月");

        // September: four days running, 中秋 between them; more than three.
        await town.At("2024-10-08T09:00");
        var september = Api.Text((await village.Get("/api/attendance/shiqiao-hudong.2024-09"))["people"]![0], "usual").ToCharArray();
        Assert.Equal(21, september.Count(mark => mark == 'W'));
        september[11] = september[12] = september[13] = september[17] = 'A';
        await Record(village, "2024-09", id, new string(september));
        await Close(village, handler, "2024年9月");

        var placement = await handler.Get("/api/placements/" + id);
        Assert.Equal(["2024-9 21 4 Audited", "2024-8 22 1 Audited", "2024-7 12 0 Audited"],
            placement["months"]!.AsArray().Select(month => $"{month!["year"]}-{month["month"]} {month["totals"]!["due"]} {month["totals"]!["unexcused"]} {Api.Text(month, "status")}"));
        var proposal = Assert.Single(placement["proposals"]!.AsArray())!;
        Assert.Equal(("AbsentConsecutive", "4", "3", "TAKEN"), (Api.Text(proposal, "ground"), Api.Text(proposal, "count"), Api.Text(proposal, "limit"), Api.Text(proposal, "settlement")));
        Assert.Contains((await handler.Get("/api/documents?subjectType=attendance&subjectId=shiqiao-hudong.2024-08"))["items"]!.AsArray(), paper => Api.Text(paper, "code").Length > 0 && Api.Text(paper, "template") == "attendance-sheet");

        // One of the four was leave after all: a new entry, the ground is gone, and the person is told.
        september[17] = 'W';
        await village.Refused("/api/attendance/shiqiao-hudong.2024-09/corrections", Correction(id, september, "核实"), "NOT_FOUND");
        await handler.Refused("/api/attendance/shiqiao-hudong.2024-09/corrections", Correction(id, september, " "), "REASON_REQUIRED");
        await handler.Post("/api/attendance/shiqiao-hudong.2024-09/corrections", Correction(id, september, "9月18日实际到岗，村级误记"));
        placement = await handler.Get("/api/placements/" + id);
        Assert.Equal("CORRECTED", Api.Text(placement["proposals"]![0], "settlement"));
        Assert.Equal(("3", "True"), (placement["months"]![0]!["totals"]!["unexcused"]!.ToString(), placement["months"]![0]!["corrected"]!.GetValue<bool>().ToString()));
        Assert.True((await (await server.As("jijian-au")).Get("/api/instances/verify"))["ok"]!.GetValue<bool>());
    }

    internal static async Task Close(Api village, Api handler, string month)
    {
        await village.Complete("上报考勤", month, "Report");
        await handler.Complete("审核考勤", month, "Audit");
    }

    internal static Task Record(Api village, string month, string id, string marks) => village.Post("/api/attendance/shiqiao-hudong." + month, Body(id, marks));

    private static object Body(string id, string marks) => new { operationId = Api.NewId(), rows = new[] { new { placementId = id, marks } } };

    private static object Correction(string id, char[] marks, string reason) => new { operationId = Api.NewId(), placementId = id, marks = new string(marks), reason };

    private static string Day(System.Text.Json.Nodes.JsonNode due) => due.GetValue<DateTimeOffset>().ToOffset(TimeSpan.FromHours(8)).AddTicks(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
