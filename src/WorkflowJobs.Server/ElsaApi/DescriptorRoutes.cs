using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>What there is to choose from: activities, expressions, strategies, types. Only what the engine knows.</summary>
internal static class DescriptorRoutes
{
    private const string Instance = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core";
    private const string Memory = "Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core";

    public static void MapDescriptors(this RouteGroupBuilder elsa)
    {
        elsa.MapGet("/features/installed", () => Json(ElsaRoutes.Items([])));
        var descriptors = elsa.MapGroup("/descriptors");
        descriptors.MapGet("/activities", async (StudioDescriptors activities, CancellationToken cancel) => Json(ElsaRoutes.Items(await activities.All(cancel))));
        descriptors.MapPost("/activities/{type}/options/{input}", async (string type, string input, StudioDescriptors activities, CancellationToken cancel) =>
            Json(new JsonObject { ["items"] = await activities.Options(type, input, cancel) }));
        descriptors.MapGet("/expression-descriptors", () => Json(ElsaRoutes.Items(Expressions())));
        descriptors.MapGet("/workflow-activation-strategies", () => Json(ElsaRoutes.Items([])));
        descriptors.MapGet("/log-persistence-strategies", () => Json(ElsaRoutes.Items([])));
        descriptors.MapGet("/commit-strategies/workflows", () => Json(ElsaRoutes.Items([])));
        descriptors.MapGet("/commit-strategies/activities", () => Json(ElsaRoutes.Items([])));
        descriptors.MapGet("/output-converters", () => Json(new JsonObject { ["items"] = new JsonArray() }));
        descriptors.MapGet("/incident-strategies", () => Json(ElsaRoutes.Items(
        [
            Strategy("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", "整个流程停下", "一步出错，整个流程进入故障状态。"),
            Strategy("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", "其他分支继续", "出错的一步等待处理，其他分支继续办理。"),
        ])));
        descriptors.MapGet("/storage-drivers", () => Json(new JsonObject { ["items"] = new JsonArray(Driver(Instance, "随流程保存", 5), Driver(Memory, "仅当次有效", 0)) }));
        descriptors.MapGet("/variables", () => Json(ElsaRoutes.Items(
        [
            Variable("Object", "对象", "任意结构，人工任务的结果用它。"), Variable("String", "文字", "一段文字。"), Variable("Boolean", "是否", "是或否。"),
            Variable("Int32", "整数", "整数。"), Variable("Long", "长整数", "较大的整数。"), Variable("Double", "小数", "小数。"), Variable("Decimal", "精确小数", "精确小数。"),
            Variable("DateTime", "时间", "日期和时间。"), Variable("DateTimeOffset", "时刻", "带时区的时刻。"), Variable("TimeSpan", "时长", "一段时间。"),
        ])));
    }

    private static JsonArray Expressions() =>
    [
        Expression("Literal", "值", false, null), Expression("Object", "对象", false, "json"), Expression("Variable", "变量", true, null), Expression("Input", "输入", true, null),
        Expression("JavaScript", "JavaScript", true, "javascript"), Expression("Liquid", "Liquid", true, "liquid"),
    ];

    private static JsonObject Expression(string type, string name, bool isBrowsable, string? language) => new()
    {
        ["type"] = type,
        ["displayName"] = name,
        ["isSerializable"] = true,
        ["isBrowsable"] = isBrowsable,
        ["properties"] = language is null ? [] : new JsonObject { ["MonacoLanguage"] = language },
    };

    private static JsonObject Strategy(string type, string name, string description) =>
        new() { ["displayName"] = name, ["description"] = description, ["typeName"] = type };

    private static JsonObject Driver(string type, string name, int priority) =>
        new() { ["typeName"] = type, ["displayName"] = name, ["priority"] = priority, ["deprecated"] = false };

    private static JsonObject Variable(string type, string name, string description) =>
        new() { ["typeName"] = type, ["displayName"] = name, ["category"] = "类型", ["description"] = description };

    private static IResult Json(JsonObject answer) => Results.Json(answer, Plain.Json);
}
