using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Expressions;

/// <summary>Evaluates an Elsa expression of a given type. Every failure is an <see cref="ExpressionException"/>.</summary>
public static class ExpressionEvaluator
{
    /// <summary>Evaluates <paramref name="value"/>; the result is a node of its own, free of any parent.</summary>
    public static JsonNode? Evaluate(string expressionType, JsonNode? value, IExpressionScope scope) => expressionType switch
    {
        "Literal" => value?.DeepClone(),
        "Object" => ParseObject(value),
        "Variable" => Variable(value, scope),
        "Input" => scope.Input[value?.ToString() ?? ""]?.DeepClone(),
        "JavaScript" => JavaScriptExpression.Evaluate(value?.ToString() ?? "", scope),
        "Liquid" => LiquidExpression.Evaluate(value?.ToString() ?? "", scope),
        _ => throw new ExpressionException($"Expression type '{expressionType}' is unknown."),
    };

    /// <summary>Null when a script or template can be compiled, else what is wrong with it; other types always can.</summary>
    public static string? CompileProblem(string expressionType, JsonNode? value) => expressionType switch
    {
        "JavaScript" => JavaScriptExpression.Problem(value?.ToString() ?? ""),
        "Liquid" => LiquidExpression.Problem(value?.ToString() ?? ""),
        _ => null,
    };

    private static JsonNode? ParseObject(JsonNode? value)
    {
        if (value is not JsonValue text || text.GetValueKind() != JsonValueKind.String)
            return value?.DeepClone();
        try
        {
            return Parse(text.GetValue<string>());
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new ExpressionException("The value is not valid JSON.");
        }
    }

    /// <summary>Parses, and reads escapes now: a lone surrogate would else throw only when the state is saved.</summary>
    internal static JsonNode? Parse(string json)
    {
        var node = JsonNode.Parse(json);
        if (json.Contains("\\ud", StringComparison.OrdinalIgnoreCase))
            node?.ToJsonString();
        return node;
    }

    /// <summary>Elsa stores a variable reference as its id or name in a string, or as an object with a name.</summary>
    private static JsonNode? Variable(JsonNode? value, IExpressionScope scope)
    {
        // Studio saves the reference as a JSON text, Elsa's exports hold it as an object.
        var name = value?.ToString();
        if ((value as JsonObject ?? ParsedObject(name)) is { } reference)
            name = (reference["name"] ?? reference["id"])?.ToString();
        if (name is null || !scope.TryGetVariable(name, out var found))
            throw new ExpressionException($"Variable '{name}' does not exist.");
        return found?.DeepClone();
    }

    private static JsonObject? ParsedObject(string? text)
    {
        if (text is null || !text.StartsWith('{'))
            return null;
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
