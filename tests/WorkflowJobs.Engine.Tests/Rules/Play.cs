using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Tests.Execution;
using WorkflowJobs.Engine.Tests.Vectors;

namespace WorkflowJobs.Engine.Tests.Rules;

/// <summary>Builds workflows of any shape and plays them as a vector is played; what came of it is one line a step.</summary>
internal static class Play
{
    public static JsonObject Act(string id, string type, params (string Name, JsonNode? Value)[] properties)
    {
        var json = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = "Elsa." + type, ["version"] = 1 };
        foreach (var (name, value) in properties)
            json[name] = value;
        return json;
    }

    public static JsonObject Print(string id, string? script = null) =>
        Act(id, "WriteLine", ("text", FlowText.Wrapped("String", script ?? id, script is null ? "Literal" : "JavaScript")));

    public static JsonObject Event(string id) => Act(id, "Event", ("eventName", FlowText.Wrapped("String", id)));

    public static JsonObject Fault(string id) => Act(id, "Fault", ("message", FlowText.Wrapped("String", "no")));

    public static JsonObject Script(string typeName, string script) => FlowText.Wrapped(typeName, script, "JavaScript");

    public static JsonObject Sequence(string id, params JsonNode[] activities) => Act(id, "Sequence", ("activities", new JsonArray(activities)));

    /// <summary>Connections <c>a.Port>b</c>.</summary>
    public static JsonObject Flow(string id, string connections, params JsonNode[] activities) => Act(
        id, "Flowchart",
        ("activities", new JsonArray(activities)),
        ("connections", new JsonArray([.. FlowText.Words(connections).Select(word => FlowText.Connection(word))])));

    public static JsonObject Bound(string variable) =>
        new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };

    public static JsonObject Variable(string name, string? value = null, string typeName = "Object", bool memory = false) => new()
    {
        ["id"] = "v_" + name,
        ["name"] = name,
        ["typeName"] = typeName,
        ["value"] = value,
        ["storageDriverTypeName"] = memory ? "Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core" : null,
    };

    public static JsonObject Workflow(string definitionId, JsonObject root, params JsonNode[] variables) => new()
    {
        ["id"] = definitionId + "-v1",
        ["definitionId"] = definitionId,
        ["version"] = 1,
        ["variables"] = new JsonArray(variables),
        ["root"] = root,
    };

    public static JsonObject GoesOn(JsonObject workflow)
    {
        workflow["options"] = new JsonObject { ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core" };
        return workflow;
    }

    /// <summary>Steps: an event's name; <c>name@correlation</c>; <c>+ms</c> lets time pass; <c>cancel</c>; <c>task=result</c> ends a RunTask.</summary>
    public static string[] Steps(JsonObject start, string steps, params JsonObject[] definitions)
    {
        var host = new VectorHost(new JsonObject { ["definitions"] = new JsonArray([.. definitions]), ["start"] = start });
        var seen = new List<string> { Short(host) };
        foreach (var step in FlowText.Words(steps))
        {
            host.Step(Step(step));
            seen.Add(Short(host));
        }

        foreach (var instance in host.All)
            instance.Recording.AssertReplays(VectorHost.Engine, instance.Definition, instance.Id);
        return [.. seen];
    }

    public static string[] Steps(string steps, params JsonObject[] definitions) => Steps([], steps, definitions);

    private static string Short(VectorHost host) => host.Line().Replace("Workflow1:Started ", "", StringComparison.Ordinal);

    private static JsonObject Step(string step) => step switch
    {
        "cancel" => new() { ["type"] = "cancel" },
        ['+', .. var ms] => new() { ["type"] = "wait", ["ms"] = int.Parse(ms, System.Globalization.CultureInfo.InvariantCulture) },
        _ when step.Split('=') is [var task, var result] => new() { ["type"] = "task", ["name"] = task, ["result"] = result },
        _ => new() { ["type"] = "event", ["name"] = step.Split('@')[0], ["correlationId"] = step.Split('@').ElementAtOrDefault(1), ["broadcast"] = true },
    };
}
