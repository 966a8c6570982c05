using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowJobs.Domain.Runtime.Outbox;
using WorkflowJobs.Server.Tests.Documents;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>S20: a leader is away and a colleague of the same role and unit acts for him; a handler resigns and her tasks go to the pool.</summary>
public sealed class S20Tests
{
    private const string Password = "first-password-1";

    [Fact]
    public async Task Delegation_PrintsBothNames_HoldsTheGuardAgainstEither_AndEndsByItself()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var administrator = await server.As("shebao-sa");
        var lin = await NewOfficer(server, "lin.fang", "林芳", "TL", "shiqiao");
        await town.At("2024-06-04T10:00");
        var p08 = await town.Apply("hudong", Town.Form("P08", "R-POV"));
        var p21 = await town.Apply("hudong", Town.Form("P21", "R-LOW"));
        // A relative of the leader who is away.
        var p04 = await town.Apply("hudong", Town.Form("P01", "R-AGE", form => form["relatives"] = new JsonArray(new JsonObject { ["name"] = "王建国", ["relation"] = "兄弟" })));
        Application[] all = [p08, p21, p04];
        foreach (var one in all)
            await town.Accept("hudong", one);
        await town.At("2024-06-20T10:00");
        await town.Recommend("hudong", "2024-06-20", all);
        var (handler, leader) = (await town.Handler, await town.Leader);
        foreach (var one in all)
            await handler.Complete("镇街审核（经办）", one.Receipt, "Pass", new { opinion = "同意" });
        var held = await leader.FindTask(Decision, p08.Receipt);
        await leader.Claim(held);

        // 张伟民 holds another role; given the same one too, he has handled these very cases.
        var handlerId = Api.Text(await handler.Get("/api/auth/me"), "userId");
        await leader.Refused("/api/delegations", Delegate(handlerId), "DELEGATE_UNFIT");
        await leader.Refused("/api/delegations", Delegate(lin.Id, from: "2024-06-19"), "DELEGATION_DATES");
        await administrator.Post($"/api/users/{handlerId}/roles", new { operationId = Api.NewId(), role = "TL", unitId = "shiqiao" });
        var toHandler = await leader.Post("/api/delegations", Delegate(handlerId));
        await leader.Refused("/api/delegations", Delegate(lin.Id), "DELEGATION_TWICE");
        await handler.CompleteRefused(await handler.FindTask(Decision, p21.Receipt), "SOD_SAME_PERSON", "Pass", new { opinion = "同意" });
        await leader.Post($"/api/delegations/{toHandler.GetValue<string>()}/end", new { operationId = Api.NewId() });

        await leader.Post("/api/delegations", Delegate(lin.Id));
        Assert.Equal("林芳", Api.Text(Assert.Single((await leader.Get("/api/delegations/in-force")).AsArray()), "toName"));
        Assert.Equal(Api.Text(held, "id"), Api.Text(await lin.Api.FindTask(Decision, p08.Receipt), "id"));
        await lin.Api.Complete(Decision, p08.Receipt, "Pass", new { opinion = "同意" });
        await lin.Api.Complete(Decision, p21.Receipt, "Pass", new { opinion = "同意" });
        var barred = await lin.Api.CompleteRefused(await lin.Api.FindTask(Decision, p04.Receipt), "RELATIVE_CONFLICT", "Pass", new { opinion = "同意" });
        Assert.Contains("委托人王建国须回避", Api.Text(barred.Body, "messageZh"), StringComparison.Ordinal);
        var decision = (await town.Case(p08)).Json["decisions"]!.AsArray().Single(row => Api.Text(row, "role") == "TL");
        Assert.Equal(("林芳", "王建国"), (Api.Text(decision, "actorName"), Api.Text(decision, "onBehalfOf")));
        Assert.Contains("林芳 代 王建国", (await lin.Api.Get($"/api/user-tasks/{Api.Text(held, "id")}/events")).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);

        await town.At("2024-06-28T23:59");
        Assert.Single((await lin.Api.Get("/api/delegations/in-force")).AsArray());
        await town.At("2024-06-29T00:00");
        Assert.Empty((await lin.Api.Get("/api/delegations/in-force")).AsArray());
        Assert.Equal(["Over", "Ended"], (await leader.Get("/api/delegations"))["items"]!.AsArray().Select(row => Api.Text(row, "state")));
        // In her own name she may decide what he may not.
        await lin.Api.Complete(Decision, p04.Receipt, "Pass", new { opinion = "同意" });
        Assert.Equal("", Api.Text((await town.Case(p04)).Json["decisions"]!.AsArray().Single(row => Api.Text(row, "role") == "TL"), "onBehalfOf"));

        // Discipline, the town's and the district's, sees on its dashboard what was decided in another's stead.
        foreach (var account in new[] { "shiqiao-td", "jijian-di" })
        {
            var rows = (await (await server.As(account)).Get("/api/dashboards/Discipline/rows?year=2024&figure=delegated.Decisions"))["items"]!.AsArray();
            Assert.Equal(["林芳 代 王建国", "林芳 代 王建国"], rows.Select(row => Api.Text(row, "title")));
            Assert.Equal(new[] { p08.Id, p21.Id }.Order(StringComparer.Ordinal), rows.Select(row => Api.Text(row, "subjectId")).Order(StringComparer.Ordinal));
        }

        await BothNamesOnPaper(server, town, all);
    }

    /// <summary>The approved form bears both names; where she acted in her own, hers alone.</summary>
    private static async Task BothNamesOnPaper(TestServer server, Town town, Application[] all)
    {
        await town.At("2024-07-01T08:00");
        await town.Rank("PRIORITY_FIRST", [.. all.Select(one => (one, (int?)null))]);
        await town.Post("2024-07-01");
        await town.TakeDown("2024-07-09");
        await town.Compare(all);
        await town.Approve(all);
        var district = await town.DistrictHandler;
        Assert.Contains("林芳代王建国", await Paper(server, district, "application", all[0].Id, "application-form"), StringComparison.Ordinal);
        var own = await Paper(server, district, "application", all[2].Id, "application-form");
        Assert.Contains("（林芳）", own, StringComparison.Ordinal);
        Assert.DoesNotContain("代王建国", own, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resignation_SendsFourteenTasksToThePool_WhereTheyAreReassigned_AndThePastNamesStay()
    {
        await using var server = await TestServer.Start();
        var town = new Town(server, "shiqiao");
        var crowd = new Crowd(server, town);
        await crowd.Apply(16, (_, _) => { });
        await crowd.Post();
        await town.TakeDown("2024-07-02");
        var chen = await town.DistrictHandler;
        await town.Compare(crowd.All[0], crowd.All[1]);
        var tasks = await chen.Tasks();
        foreach (var open in tasks)
            await chen.Claim(open);
        Assert.Equal(14, (await chen.Tasks("&scope=Mine")).Count);

        await town.At("2024-07-03T10:00");
        var successor = await NewOfficer(server, "zhao.min", "赵敏", "HH", "shebao");
        await (await server.As("shebao-sa")).Post("/api/users/demo-shebao-hh/disable", new { operationId = Api.NewId() });

        // The same fourteen, nobody's now, in the unit's pool.
        var pool = await successor.Api.Tasks();
        Assert.Equal(Ids(tasks), Ids(pool));
        Assert.All(pool, task => Assert.Equal(("Available", "", "区级数据比对"), (Api.Text(task, "state"), Api.Text(task, "assigneeId"), Api.Text(task, "title"))));

        var workflows = await server.As("shebao-wa");
        var first = $"/api/instances/{Api.Text(pool[0], "instanceId")}/tasks/{Api.Text(pool[0], "id")}/reassign";
        await workflows.Refused(first, new { operationId = Api.NewId(), toUserId = successor.Id }, "REASON_REQUIRED");
        foreach (var task in pool)
            await workflows.Post($"/api/instances/{Api.Text(task, "instanceId")}/tasks/{Api.Text(task, "id")}/reassign", new { operationId = Api.NewId(), toUserId = successor.Id, reason = "陈静离职" });
        Assert.Equal(Ids(tasks), Ids(await successor.Api.Tasks("&scope=Mine")));
        foreach (var task in pool)
        {
            var events = (await successor.Api.Get($"/api/user-tasks/{Api.Text(task, "id")}/events")).AsArray();
            Assert.Contains(events, row => Api.Text(row, "note").Contains("陈静离职", StringComparison.Ordinal));
        }

        // None is lost: all sixteen come to the approval, and each paper names who compared.
        await Crowd.Handle(successor.Api, "区级数据比对", "Pass", new JsonObject { ["opinion"] = "无异常" });
        await town.At("2024-07-05T10:00");
        await Crowd.Handle(await town.DistrictLeader, "区级审批", "Approve", new JsonObject { ["opinion"] = "同意" });
        Assert.Equal(16, (await (await town.DistrictLeader).Get("/api/plans"))["lines"]!.AsArray().Where(line => Api.Text(line, "townId") == "shiqiao").Sum(line => line!["taken"]!.GetValue<int>()));
        for (var i = 0; i < 16; i++)
            Assert.Contains($"HH {(i < 2 ? "陈静" : "赵敏")} Pass", (await town.Case(crowd.All[i])).Decisions);
        var past = await Paper(server, successor.Api, "application", crowd.All[0].Id, "application-form");
        Assert.Contains("陈静", past, StringComparison.Ordinal);
        Assert.DoesNotContain("赵敏", past, StringComparison.Ordinal);
        Assert.Contains("赵敏", await Paper(server, successor.Api, "application", crowd.All[2].Id, "application-form"), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(IEnumerable<JsonNode> tasks) => tasks.Select(task => Api.Text(task, "id")).Order(StringComparer.Ordinal);

    /// <summary>The latest paper of the application, read back out of its PDF.</summary>
    private static async Task<string> Paper(TestServer server, Api reader, string subjectType, string subjectId, string template)
    {
        await server.Services.GetRequiredService<OutboxPump>().Drain(TestContext.Current.CancellationToken);
        return await Papers.Text(reader, await Papers.Of(reader, subjectType, subjectId), template);
    }

    private const string Decision = "镇街审核（分管负责人）";

    private static object Delegate(string toUserId, string from = "2024-06-20") =>
        new { operationId = Api.NewId(), toUserId, role = "TL", unitId = "shiqiao", from, until = "2024-06-28", reason = "年休假" };

    internal static async Task<(string Id, Api Api)> NewOfficer(TestServer server, string userName, string displayName, string role, string unitId)
    {
        var id = (await (await server.As("shebao-sa")).Post("/api/users", new { operationId = Api.NewId(), userName, displayName, password = Password, roles = new[] { new { role, unitId } } })).GetValue<string>();
        return (id, server.With(Api.Text(await server.Anonymous.Post("/api/auth/login", new { userName, password = Password }), "accessToken")));
    }
}
