using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;

namespace WorkflowJobs.Engine.Definitions.Validation;

/// <summary>The ports that an activity has, as far as the document tells.</summary>
internal static class Ports
{
    /// <summary>Null when they cannot be known: an unknown type, outcomes that are computed, a container that completes with outcomes of its own.</summary>
    public static IReadOnlyList<string>? Of(ActivityNode node, ActivityCatalog catalog)
    {
        if (catalog.Find(node.Type) is not { } descriptor)
            return null;
        if (node.Children.SelectMany(child => child.Node.SelfAndDescendants()).Any(inner => inner.Type == "Elsa.Complete"))
            return null;
        if (descriptor.OutcomesInput is not { } input)
            return descriptor.Outcomes;
        return Listed(node.Json[input]) is { } listed ? [.. descriptor.Outcomes, .. listed] : null;
    }

    private static List<string>? Listed(JsonNode? input)
    {
        if (input is JsonObject wrapped && wrapped["expression"] is JsonObject expression)
            return expression["type"]?.ToString() is "Literal" or "Object" ? Texts(expression["value"]) : null;
        return input is null ? [] : Texts(input);
    }

    private static List<string>? Texts(JsonNode? value)
    {
        if (value is JsonArray items)
            return items.Select(item => Key(item is JsonObject named ? named["label"]?.ToString() ?? "" : item?.ToString() ?? "")).ToList();
        try
        {
            return value is JsonValue text && JsonNode.Parse(text.ToString()) is JsonArray parsed ? Texts(parsed) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An outcome may be written <c>Key!|中文|English</c>; the port is the key.</summary>
    private static string Key(string outcome) => outcome.Split('|')[0].TrimEnd('!');
}
