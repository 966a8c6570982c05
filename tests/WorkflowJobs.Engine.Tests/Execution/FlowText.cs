using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Tests.Execution;

/// <summary>
/// Flowcharts in the short notation of <c>scenarios.json</c>. Nodes <c>id:kind</c>: S start, T human task, D:value decision,
/// J:mode join, E end, X an activity that throws, C:type a call, V:name an event, no kind an automatic activity.
/// Connections <c>source.port>target</c>.
/// </summary>
internal static class FlowText
{
    public static string Definition(string nodes, string connections, string? incidentStrategy = null)
    {
        var root = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray([.. Words(nodes).Select(Activity)]),
            ["connections"] = new JsonArray([.. Words(connections).Select(Connection)]),
        };
        var definition = new JsonObject { ["id"] = "d-v1", ["definitionId"] = "d", ["version"] = 1, ["root"] = root };
        if (incidentStrategy is not null)
            definition["options"] = new JsonObject { ["incidentStrategyType"] = $"Elsa.Workflows.IncidentStrategies.{incidentStrategy}Strategy, Elsa.Workflows.Core" };
        return definition.ToJsonString();
    }

    public static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static JsonObject Wrapped(string typeName, string value, string expressionType = "Literal") =>
        new() { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = expressionType, ["value"] = value } };

    private static JsonNode Activity(string word)
    {
        var parts = word.Split(':');
        var activity = new JsonObject { ["id"] = parts[0], ["name"] = parts[0], ["version"] = 1 };
        switch (parts.ElementAtOrDefault(1))
        {
            case "S": activity["type"] = "Elsa.Start"; break;
            case "E": activity["type"] = "Elsa.End"; break;
            case "X": activity["type"] = "Elsa.Fault"; break;
            case "T":
                activity["type"] = "WorkflowJobs.HumanTask";
                activity["title"] = Wrapped("String", parts[0]);
                break;
            case "D":
                activity["type"] = "Elsa.FlowDecision";
                activity["condition"] = Wrapped("Boolean", parts[2]);
                break;
            case "J":
                activity["type"] = "Elsa.FlowJoin";
                activity["mode"] = Wrapped("FlowJoinMode", parts[2]);
                break;
            case "C":
                activity["type"] = parts[2];
                activity["kind"] = Wrapped("String", parts[0]);
                break;
            case "V":
                activity["type"] = "Elsa.Event";
                activity["eventName"] = Wrapped("String", parts[2]);
                break;
            case null:
                activity["type"] = "Elsa.WriteLine";
                activity["text"] = Wrapped("String", parts[0]);
                break;
            default: throw new ArgumentException($"Unknown kind in '{word}'.");
        }

        return activity;
    }

    public static JsonNode Connection(string word)
    {
        var (from, to) = (word.Split('>')[0].Split('.'), word.Split('>')[1]);
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from[0], ["port"] = from.ElementAtOrDefault(1) ?? "Done" },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        };
    }
}
