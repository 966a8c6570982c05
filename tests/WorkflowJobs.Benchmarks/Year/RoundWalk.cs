using System.Text.Json.Nodes;
using WorkflowJobs.Server.Tests;

namespace WorkflowJobs.Benchmarks.Year;

/// <summary>An application as its receipt names it, with the person.</summary>
internal sealed record Applied(SyntheticPerson Person, string Id, string Receipt);

/// <summary>The round of 2024 (DOMAIN §13, R24) from 400 applications to 140 signed agreements, every step by the officer whose inbox holds it.</summary>
internal sealed class RoundWalk(YearServer server, Desk desk, Action<string> say)
{
    public static readonly string[] RuralVillages = ["hudong-vo", "yuwan-vo", "liugou-vo"];
    public static readonly string[] Villages = [.. RuralVillages, "qingbo-vo", "heyuan-vo"];
    public static readonly string[] Handlers = ["shiqiao-th", "xuzhuang-th"];
    public static readonly string[] Leaders = ["shiqiao-tl", "xuzhuang-tl"];

    public async Task<IReadOnlyList<Applied>> Walk()
    {
        await server.At("2024-06-04T09:00");
        var applied = await Desk.For(SyntheticPeople.Of2024(), Apply);
        say($"{applied.Count} applications");
        await server.At("2024-06-05T09:00");
        say($"{await desk.Each(Villages, "受理初审", "Accept", Checklist)} accepted");
        await server.At("2024-06-20T09:00");
        say($"{await desk.Each(Villages, "记录民主评议", "Record", Review)} review meetings");
        say($"{await desk.Each(Handlers, "核签评议记录", "Certify")} minutes certified");
        say($"{await desk.Each(Handlers, "镇街审核（经办）", "Pass", Opinion)} handled by the towns");
        say($"{await desk.Each(Leaders, "镇街审核（分管负责人）", "Pass", Opinion)} decided by the towns");
        say($"{await desk.Each(Handlers, "排序", "Rank", Ranking)} rankings");
        await desk.Each(Leaders, "排序审签", "Confirm");
        await server.At("2024-06-24T09:00");
        say($"{await desk.Each(Handlers, "张贴公示", "Posted", async (_, api) => new() { ["postedOn"] = "2024-06-24", ["place"] = "村、镇公示栏", ["photo"] = new JsonArray(await api.Upload("张贴")) })} lists posted");
        await server.At("2024-07-02T09:00");
        await desk.Each(Handlers, "公示结果说明", "Conclude", async (_, api) => new() { ["removedOn"] = "2024-07-02", ["removalPhoto"] = new JsonArray(await api.Upload("撤下")), ["objections"] = 0 });
        say($"{await desk.Each("shebao-hh", "区级数据比对", "Pass", Opinion)} compared by the district");
        await server.At("2024-07-05T09:00");
        say($"{await desk.Each("shebao-hl", "区级审批", "Approve", Opinion)} approved");
        await desk.Each(Handlers, "安排培训", "Schedule", (_, _) => Task.FromResult(new JsonObject { ["heldOn"] = "2024-07-10", ["hours"] = 8, ["place"] = "镇文化站", ["lecturer"] = "周老师" }));
        await server.At("2024-07-10T18:00");
        await desk.Each(Handlers, "签到与成绩", "Record", Roll);
        await server.At("2024-07-15T09:00");
        say($"{await desk.Each(Handlers, "签订协议", "Signed", Agreement)} agreements signed");
        await server.At("2024-07-16T09:00");
        return applied;
    }

    private async Task<Applied> Apply(SyntheticPerson person)
    {
        var officer = await server.As(person.Village + "-vo");
        var town = Array.IndexOf(RuralVillages, person.Village + "-vo") >= 0 ? "shiqiao" : "xuzhuang";
        var notice = (await server.Anonymous.Get("/api/public/notices"))["items"]!.AsArray().Single(row => Api.Text(row, "townId") == town)!;
        var detail = await server.Anonymous.Get("/api/public/notices/" + Api.Text(notice, "id"));
        var line = detail["lines"]!.AsArray().Single(row => Api.Text(row, "kind") == person.Kind && row!["batch"]!.GetValue<int>() == person.Batch)!;
        var form = (JsonObject)person.Form.DeepClone();
        form["signature"] = new JsonArray(await officer.Upload("signature " + person.IdNumber));
        var answer = await officer.Post("/api/applications/assisted", new { operationId = Api.NewId(), noticeId = Api.Text(notice, "id"), lineId = Api.Text(line, "id"), villageId = $"{town}-{person.Village}", form });
        return new Applied(person, Api.Text(answer, "applicationId"), Api.Text(answer, "receiptNumber"));
    }

    private static Task<JsonObject> Opinion(JsonNode task, Api api) => Task.FromResult(new JsonObject { ["opinion"] = "同意" });

    private static Task<JsonObject> Checklist(JsonNode task, Api api) => Task.FromResult(new JsonObject
    {
        ["checklist"] = new JsonArray([.. Rows(task, "acceptance-checklist").Select(row => (JsonNode)new JsonObject { ["key"] = Api.Text(row, "key"), ["received"] = true, ["originalSeen"] = true })]),
    });

    /// <summary>Seven of nine came; everybody is recommended.</summary>
    private static async Task<JsonObject> Review(JsonNode task, Api api) => new()
    {
        ["heldOn"] = "2024-06-20",
        ["place"] = "村委会",
        ["chair"] = Api.Text(task["row"], "subjectName").Contains("社区", StringComparison.Ordinal) ? "孙莉" : "张伟民",
        ["roster"] = new JsonArray([.. Enumerable.Range(0, 9).Select(i => (JsonNode)new JsonObject { ["name"] = $"评议成员{i}", ["resident"] = i > 0, ["present"] = i < 7 })]),
        ["firstTeller"] = "监票甲",
        ["secondTeller"] = "计票乙",
        ["tellersConfirmed"] = true,
        ["sheet"] = new JsonArray(await api.Upload("票决单")),
        ["people"] = new JsonArray([.. Rows(task, "review-people").Select(row => (JsonNode)new JsonObject { ["key"] = Api.Text(row, "key"), ["yes"] = 7, ["no"] = 0, ["abstain"] = 0 })]),
    };

    private static Task<JsonObject> Ranking(JsonNode task, Api api) => Task.FromResult(new JsonObject
    {
        ["mode"] = "PRIORITY_FIRST",
        ["scoreEnabled"] = false,
        ["people"] = new JsonArray([.. Rows(task, "ranking-people").Select(row => (JsonNode)new JsonObject { ["key"] = Api.Text(row, "key") })]),
    });

    private static async Task<JsonObject> Roll(JsonNode task, Api api) => new()
    {
        ["roll"] = new JsonArray(await api.Upload("签到表")),
        ["people"] = new JsonArray([.. Rows(task, "training-people").Select(row => (JsonNode)new JsonObject { ["key"] = Api.Text(row, "key"), ["attendance"] = "Attended", ["score"] = 80 })]),
    };

    private static async Task<JsonObject> Agreement(JsonNode task, Api api) => new()
    {
        ["postName"] = "消防安全协管员",
        ["signedOn"] = "2024-07-15",
        ["startsOn"] = "2024-07-16",
        ["signatureMode"] = "WetInk",
        ["scan"] = new JsonArray(await api.Upload("协议")),
        ["policyNumber"] = "PA-20240715",
        ["policyFrom"] = "2024-07-16",
    };

    private static IEnumerable<JsonNode> Rows(JsonNode task, string source) => task["form"]!["sources"]![source]!.AsArray().Select(row => row!);
}
