using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>JSON as people read it: Chinese stays Chinese.</summary>
internal static class Plain
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>The typed outcomes of a step: texts such as <c>Accept!|受理|Accept</c>, of which the engine's port is the key alone.</summary>
internal sealed record Outcomes(IReadOnlyList<string> Texts)
{
    /// <summary>The engine's port of an outcome text; a plain port is its own.</summary>
    public static string PortOf(string text) => text.Split('|')[0].TrimEnd('!');

    /// <summary>The text whose port this is; null when none is.</summary>
    public string? TextOf(string port) => Texts.FirstOrDefault(text => PortOf(text) == port);

    /// <summary>Of every step of a flowchart that has typed outcomes.</summary>
    public static Dictionary<string, Outcomes> ByStep(JsonObject flowchart)
    {
        var found = new Dictionary<string, Outcomes>(StringComparer.Ordinal);
        foreach (var step in (flowchart["activities"] as JsonArray ?? []).OfType<JsonObject>())
            if (StudioDocument.Text(step, "id") is { } id && Of(step["outcomes"]) is { } outcomes)
                found[id] = outcomes;
        return found;
    }

    private static Outcomes? Of(JsonNode? input)
    {
        var value = input is JsonObject wrapped ? wrapped["expression"].Member("value") : input;
        try
        {
            var list = value is JsonValue text && text.TryGetValue<string>(out var json) ? JsonNode.Parse(json) : value;
            return list is JsonArray items ? new Outcomes([.. items.OfType<JsonValue>().Select(item => item.ToString())]) : null;
        }
        catch (JsonException)
        {
            // An expression that computes them: then there are no dots to name.
            return null;
        }
    }
}
