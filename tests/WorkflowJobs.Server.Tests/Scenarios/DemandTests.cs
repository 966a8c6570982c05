using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.Scenarios;

/// <summary>Stage 1 of DOMAIN §8: villages and post-providing units (设岗单位) state their demand; forbidden posts are refused with their clause (A4).</summary>
public sealed class DemandTests
{
    [Fact]
    public async Task Demand_OfVillagesAndOfAnEmployer_IsGatheredInTheDraftAndForbiddenPostsAreRefused()
    {
        await using var server = await TestServer.Start();
        // The agriculture department provides posts; its certifier acts for it in that as well.
        await (await server.As("shebao-sa")).Post("/api/users/demo-nongye-cd/roles", new { operationId = Api.NewId(), role = "EM", unitId = "nongye" });
        var (handler, employer) = (await server.As("shiqiao-th"), await server.As("nongye-cd"));
        await Allocate(server);
        var begun = await handler.Post("/api/notices", new { operationId = Api.NewId(), year = 2025, townId = "shiqiao" });

        var task = await employer.FindTask("设岗单位申报岗位需求");
        Assert.False(await (await server.As("shefa-cd")).HasTask("设岗单位申报岗位需求"));
        await Refused(employer, task, "POST_FORBIDDEN", Post("专业技术岗", "巡查农田灌溉设施"), "三（一）");
        await Refused(employer, task, "POST_EMPTY", Post("农田管护员", "其他工作"), "三（一）");
        await Refused(employer, task, "POST_EMPTY", Post("农田管护员", "待定"), "三（一）");
        await employer.Complete(task, "Submit", new { posts = new JsonArray(Post("农田管护员", "巡查农田灌溉设施并登记损坏", combined: true)) });

        // The town drafts when the last of them has answered.
        Assert.False(await handler.HasTask("拟制需求公告"));
        foreach (var village in new[] { "hudong", "yuwan", "liugou" })
            await (await server.As(village + "-vo")).Complete("申报岗位需求", "", "Submit", new { });
        Assert.True(await handler.HasTask("拟制需求公告"));
        var post = Assert.Single((await handler.Get("/api/notices/" + Api.Text(begun, "noticeId")))["posts"]!.AsArray())!;
        Assert.Equal(("农田管护员", "区农业农村事务部", "湖东村", "true"),
            (Api.Text(post, "name"), Api.Text(post, "employerUnit"), Api.Text(post, "villageName"), Api.Text(post, "isCombined")));
    }

    private static JsonObject Post(string name, string content, bool combined = false) => new()
    {
        ["villageId"] = "shiqiao-hudong",
        ["kind"] = "Rural",
        ["name"] = name,
        ["postClass"] = "FacilityMaintenance",
        ["setting"] = combined ? "Combined" : "Separate",
        ["content"] = content,
        ["number"] = 2,
    };

    private static async Task Refused(Api employer, JsonNode task, string code, JsonObject post, string clause)
    {
        var answer = await employer.CompleteRefused(task, "FORM_DATA", "Submit", new { posts = new JsonArray(post) });
        var error = Assert.Single(answer.Body!["errors"]!.AsArray())!;
        Assert.Equal(code, Api.Text(error, "code"));
        Assert.Contains(clause, error.ToJsonString(new(System.Text.Json.JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    private static async Task Allocate(TestServer server)
    {
        var handler = await server.As("shebao-hh");
        var begun = await handler.Post("/api/plans/2025/revisions", new { operationId = Api.NewId() });
        await handler.Complete(new JsonObject { ["id"] = Api.Text(begun, "taskId") }, "Submit",
            new { basis = "会议纪要", lines = new[] { new { townId = "shiqiao", kind = "Rural", batch = 1, number = 90, postNames = "综合网格员" } } });
        await (await server.As("shebao-hl")).Complete("审定分配计划", "", "Approve", new JsonObject());
    }
}
