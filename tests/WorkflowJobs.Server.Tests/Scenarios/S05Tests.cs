using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S05: registered youths at the edges of the age, and one whom the school rolls show as enrolled.</summary>
public sealed class S05Tests
{
    [Fact]
    public async Task Youth_ByAgeAndSchoolRoll_OneInOneTooOldOneStillAtSchool()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        await town.At("2024-06-04T10:00");
        await town.ImportList("School", "2024-06-01", $"公民身份号码,姓名,学校,入学日期\n{Town.NumberOf("P07")},孟雨,石桥中学,2023-09-01\n");
        var p05 = await town.Apply("liugou", Youth("P05"));
        var p06 = await town.Apply("liugou", Youth("P06"));
        var p07 = await town.Apply("liugou", Youth("P07"));

        await town.Accept("liugou", p05);
        Assert.Equal("R-YTH", Api.Text((await town.Case(p05)).Json, "bestCategory"));
        Assert.Equal(["NO_CATEGORY"], await RefusedToAccept(town, p06));
        var student = await town.Case(p07);
        Assert.Empty(student.Json["eligibility"]!["claims"]![0]!["reasons"]!.AsArray());
        Assert.Equal(["E1"], await RefusedToAccept(town, p07));
        Assert.Equal("在校学生不在安置范围（自2023-09-01）", Api.Text(student.Json["eligibility"]!["stop"], "zh"));
        await (await town.Village("liugou")).Complete("受理初审", p07.Receipt, "NotAccept", await town.Checklist("liugou", p07), "学籍信息显示在校");
        Assert.Equal("REJECTED", (await town.Case(p07)).Status);
    }

    private static JsonObject Youth(string person) => Town.Form(person, "R-YTH", form =>
    {
        form["unemploymentRegisteredOn"] = "2024-05-30";
        form["unemploymentNumber"] = "SY-2024-0530";
    });

    private static async Task<IEnumerable<string>> RefusedToAccept(Town town, Application application)
    {
        var officer = await town.Village("liugou");
        var refused = await officer.CompleteRefused(await officer.FindTask("受理初审", application.Receipt), "FORM_DATA", "Accept", await town.Checklist("liugou", application));
        return refused.Body!["errors"]!.AsArray().Select(error => Api.Text(error, "code"));
    }
}
