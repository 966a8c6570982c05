using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>What officers do in an inspection and after it (DOMAIN §8, stage 16).</summary>
internal static class Inspecting
{
    /// <summary>The record of today: one person as said, everybody else at the post; ghost pay with a finding about 渔湾村's sheets. Earlier findings as said, by their number.</summary>
    public static Task Record(Api officer, JsonNode task, string person, string result, string note, params (string Number, string Result, string Note)[] retests) =>
        Record(officer, task, person, result, note, [], retests);

    public static async Task Record(Api officer, JsonNode task, string person, string result, string note, string[] photos, params (string Number, string Result, string Note)[] retests)
    {
        var open = await officer.Claim(task);
        var sources = open["form"]!["sources"]!;
        await officer.Complete(task, "Submit", new
        {
            heldOn = await Day(officer),
            team = "张伟民、赵清",
            summary = "台账基本齐全。",
            people = sources["inspection-people"]!.AsArray().Select(row => Api.Text(row, "name") == person
                ? new { key = Api.Text(row, "key"), result, note = (string?)note, photos = photos.Length == 0 ? null : photos }
                : new { key = Api.Text(row, "key"), result = "AtPost", note = (string?)null, photos = (string[]?)null }),
            findings = result == "NeverWorked" ? new[] { new { unit = "shiqiao-yuwan", kind = "Ledger", problem = "考勤表缺签字" } } : [],
            retests = retests.Select(row => new { key = Api.Text(sources["inspection-retests"]!.AsArray().Single(one => Api.Text(one, "name") == row.Number), "key"), result = row.Result, note = row.Note }),
        });
    }

    /// <summary>Today of the system's clock, in Shanghai.</summary>
    public static async Task<string> Day(Api officer) =>
        DateTimeOffset.Parse(Api.Text(await officer.Get("/api/demo/clock"), "now")).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd");

    /// <summary>The unit says that it was put right today.</summary>
    public static async Task Reply(Api village, string number) => await village.Complete("整改并报告", number, "Submit", new
    {
        responsiblePerson = "曾庆国",
        measures = "停发补贴，核对考勤",
        completedOn = await Day(village),
    });
}
