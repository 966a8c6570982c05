using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Server.Tests;

namespace WorkflowJobs.Benchmarks.Year;

/// <summary>A placement of the roster.</summary>
internal sealed record Placed(string Id, string TownId, string VillageId, string Kind, string Name);

/// <summary>The months on post: villages keep attendance, towns audit it and draw up the pay, the district checks and approves, finance pays.</summary>
internal sealed class MonthsWalk(YearServer server, Desk desk)
{
    public const long Wage = 220_000;
    public const long EmployerPart = 68_000;

    /// <summary>Everybody on post, all pages of the roster.</summary>
    public async Task<IReadOnlyList<Placed>> Roster()
    {
        var api = await server.As("shebao-hh");
        return [.. (await All(api, "/api/placements")).Select(row => new Placed(Api.Text(row, "id"), Api.Text(row, "townId"), Api.Text(row, "villageId"), Api.Text(row, "kind"), Api.Text(row, "name")))];
    }

    /// <summary>Reports and audits a month; answers how many sheets there were.</summary>
    /// <param name="marks">A person's month, from the placement's id and the usual month; a letter a day.</param>
    public async Task<int> Attendance(int year, int month, Func<string, string, string> marks)
    {
        var next = new DateOnly(year, month, 1).AddMonths(1);
        await server.At(Day(next.AddDays(1)) + "T09:00");
        var title = string.Create(CultureInfo.InvariantCulture, $"{year}年{month}月");
        bool Is(JsonNode task) => Api.Text(task, "subjectName").Contains(title, StringComparison.Ordinal);
        var sheets = await desk.Each(RoundWalk.Villages, "上报考勤", "Report", async (task, api) =>
        {
            var id = Api.Text(task["row"], "subjectId");
            var sheet = await api.Get("/api/attendance/" + id);
            var rows = sheet["people"]!.AsArray().Select(person => new { placementId = Api.Text(person, "placementId"), marks = marks(Api.Text(person, "placementId"), Api.Text(person, "usual")) });
            await api.Post("/api/attendance/" + id, new { operationId = Api.NewId(), rows });
            return [];
        }, Is);
        await desk.Each(RoundWalk.Handlers, "审核考勤", "Audit", only: Is);
        return sheets;
    }

    /// <summary>Pays a month; answers what was paid to people, in 分.</summary>
    public async Task<long> Pay(int year, int month)
    {
        var next = new DateOnly(year, month, 1).AddMonths(1);
        await server.At(Day(next.AddDays(6)) + "T09:00");
        var month1 = string.Create(CultureInfo.InvariantCulture, $"{year}年{month}月");
        bool Is(JsonNode task) => Api.Text(task, "subjectName").Contains(month1, StringComparison.Ordinal);
        await desk.Each(RoundWalk.Handlers, "编制补贴发放表", "Submit", Wages, Is);
        // Who is told a deduction has some days to contest it.
        await server.At(Day(next.AddDays(18)) + "T09:00");
        await desk.Each(RoundWalk.Leaders, "审定补贴发放表", "Approve", only: Is);
        await desk.Each("shebao-hh", "复核补贴发放表", "Pass", only: Is);
        await desk.Each("shebao-hl", "审批补贴发放表", "Approve", only: Is);
        await desk.Each("caizheng-fi", "发放补贴", "Pay", (_, _) => Task.FromResult(new JsonObject { ["payOn"] = Day(next.AddDays(18)), ["returned"] = new JsonArray() }), Is);
        await desk.Each("caizheng-fi", "登记银行回单", "Record", (_, _) => Task.FromResult(new JsonObject { ["failed"] = new JsonArray(), ["othersPaid"] = true }), Is);
        return (await Batches(year, month)).Sum(batch => batch["paidFen"]!.GetValue<long>());
    }

    public async Task<IReadOnlyList<JsonNode>> Batches(int year, int month) =>
        [.. (await (await server.As("shebao-hh")).Get($"/api/subsidies/batches?year={year}&month={month}"))["items"]!.AsArray().Select(row => row!)];

    /// <summary>Every line of a batch.</summary>
    public async Task<IReadOnlyList<JsonNode>> Lines(string batchId) => await All(await server.As("shebao-hh"), $"/api/subsidies/batches/{batchId}/lines");

    /// <summary>Somebody leaves: reported by the village, looked into, decided by town and district.</summary>
    public async Task Leave(Placed person, string kind, string lastDay)
    {
        var village = await server.As(person.VillageId.Split('-')[^1] + "-vo");
        await village.Post("/api/exits", new { operationId = Api.NewId(), placementId = person.Id, kind, lastDay, facts = "本人提出" });
        var handling = new JsonObject { ["lastDay"] = lastDay, ["facts"] = "经核实，情况属实", ["basis"] = "上岗协议的约定", ["handover"] = "Done" };
        await desk.Each(person.TownId + "-th", "核实退出情况", "Submit", (_, _) => Task.FromResult(handling));
        await desk.Each(person.TownId + "-tl", "退出审核（镇街分管负责人）", "Agree", Opinion);
        await desk.Each("shebao-hh", "退出审核（区级经办）", "Pass", Opinion);
        await desk.Each("shebao-hl", "退出审批（区级）", "Approve", Opinion);
    }

    private static Task<JsonObject> Opinion(JsonNode task, Api api) => Task.FromResult(new JsonObject { ["opinion"] = "同意" });

    /// <summary>An urban line needs its wage and the employer's part of the insurance before it is handed in.</summary>
    private async Task<JsonObject> Wages(JsonNode task, Api api)
    {
        if (Api.Text(task["row"], "subjectName").Contains("城镇", StringComparison.Ordinal))
            foreach (var line in await All(api, $"/api/subsidies/batches/{Api.Text(task["row"], "subjectId")}/lines"))
            {
                var answer = await api.Send(HttpMethod.Put, $"/api/subsidies/lines/{Api.Text(line, "id")}/figures",
                    new { operationId = Api.NewId(), expectedRevision = line["revision"]!.GetValue<int>(), wageFen = Wage, otherFen = EmployerPart });
                Assert.True((int)answer.Status == 200, answer.Body?.ToJsonString());
            }

        return [];
    }

    private static async Task<IReadOnlyList<JsonNode>> All(Api api, string path)
    {
        var found = new List<JsonNode>();
        for (string? cursor = null; ;)
        {
            var page = await api.Get($"{path}?pageSize=200{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
            found.AddRange(page["items"]!.AsArray().Select(row => row!));
            cursor = page["nextCursor"]?.GetValue<string>();
            if (cursor is null)
                return found;
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
