namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>P22 dies on post on 2024-11-05; the village reports him as present to the end of the month, and his death only afterwards.</summary>
public sealed class DeathAttendanceTests
{
    [Fact]
    public async Task Attendance_ReportedAfterADeath_OpensAClueByItself()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var id = await town.BringOnPost("P22", "R-AGE", "hudong", "消防安全协管员");
        var village = await town.Village("hudong");
        await town.At("2024-12-02T09:00");
        var sheet = "/api/attendance/shiqiao-hudong.2024-11";
        var marks = Api.Text((await village.Get(sheet))["people"]![0], "usual");
        Assert.Equal(18, marks.Skip(5).Count(mark => mark == 'W'));
        await village.Post(sheet, new { operationId = Api.NewId(), rows = new[] { new { placementId = id, marks } } });
        var commission = await server.As("jijian-di");
        Assert.Empty((await commission.Get("/api/supervision/clues"))["items"]!.AsArray());

        await village.Post("/api/exits", new { operationId = Api.NewId(), placementId = id, kind = "Death", lastDay = "2024-11-05", facts = "11月5日因病去世" });

        var clue = Assert.Single((await commission.Get("/api/supervision/clues"))["items"]!.AsArray())!;
        Assert.Equal(("Attendance", "ATTENDANCE_AFTER_DEATH", "申远", false), (Api.Text(clue, "source"), Api.Text(clue, "kind"), Api.Text(clue, "about"), clue["barred"]!.GetValue<bool>()));
        Assert.Contains("人员于2024-11-05死亡，此后仍上报出勤18天（2024-11-06至2024-11-29）", Api.Text(clue, "summary"), StringComparison.Ordinal);
        Assert.True(await commission.HasTask("接收问题线索", "申远"));
    }
}
