using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Expressions;

namespace WorkflowJobs.Engine.Definitions.Validation;

/// <summary>An activity by itself: its type is known, its required inputs are given, its expressions compile.</summary>
internal static class ActivityRules
{
    public static IEnumerable<DefinitionProblem> Check(ActivityNode node, ActivityCatalog catalog)
    {
        if (catalog.Find(node.Type) is not { } descriptor)
        {
            yield return Error("ACTIVITY_TYPE_UNKNOWN", $"{node.JsonPath}.type",
                $"“{node.Title}”的类型“{node.Type}”未知，请换成本系统提供的活动。",
                $"Activity \"{node.Id}\" is of the unknown type \"{node.Type}\"; use one that this system offers.");
        }
        else
        {
            foreach (var input in descriptor.Inputs.Where(input => input.Required && IsEmpty(node.Json[input.Name])))
                yield return Error("INPUT_REQUIRED", $"{node.JsonPath}.{input.Name}",
                    $"“{node.Title}”须填写“{input.NameZh}”。", $"Activity \"{node.Id}\" needs \"{input.NameEn}\".");
        }

        foreach (var (path, expression) in Expressions(node))
            if (ExpressionEvaluator.CompileProblem(expression["type"]?.ToString() ?? "", expression["value"]) is { } problem)
                yield return Error("EXPRESSION_BROKEN", path, $"“{node.Title}”的表达式有误：{problem}", $"An expression of activity \"{node.Id}\" is broken: {problem}");
    }

    private static bool IsEmpty(JsonNode? input) => input switch
    {
        null => true,
        JsonObject wrapped when wrapped["expression"] is JsonObject expression => expression["value"] is null || expression["value"]!.ToString() is "" or "[]",
        JsonArray list => list.Count == 0,
        _ => false,
    };

    private static IEnumerable<(string Path, JsonObject Expression)> Expressions(ActivityNode node)
    {
        foreach (var (name, value) in node.Json)
        {
            if (value is JsonObject wrapped && wrapped["expression"] is JsonObject expression)
                yield return ($"{node.JsonPath}.{name}.expression", expression);
            if (name != "cases" || value is not JsonArray cases)
                continue;
            for (var index = 0; index < cases.Count; index++)
                if (cases[index] is JsonObject item && item["condition"] is JsonObject condition)
                    yield return ($"{node.JsonPath}.cases[{index}].condition", condition);
        }
    }

    private static DefinitionProblem Error(string code, string path, string zh, string en) => new(code, ProblemSeverity.PublishError, path, zh, en);
}
