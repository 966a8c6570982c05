using System.Text.Json.Nodes;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>
/// Writes small flowcharts. Activities are added by kind;
/// connections are <c>source.Port>target</c>, port Done by default.
/// </summary>
internal sealed class TestFlow(string definitionId)
{
    private readonly JsonArray activities = [];
    private readonly JsonArray connections = [];

    public TestFlow Elsa(string id, string type, params (string Name, string Value)[] inputs) => Add(id, "Elsa." + type, inputs);

    /// <summary>An activity of Elsa's that starts the workflow.</summary>
    public TestFlow Trigger(string id, string type, params (string Name, string Value)[] inputs)
    {
        Elsa(id, type, inputs);
        ((JsonObject)activities[^1]!)["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        return this;
    }

    public TestFlow Call(string id, string type, params (string Name, string Value)[] inputs) => Add(id, "WorkflowJobs." + type, inputs);

    public TestFlow Task(string id, string outcomes, string role = "TH", string scope = "Town", params (string Name, string Value)[] inputs)
    {
        Add(id, "WorkflowJobs.HumanTask", [("title", id), ("role", role), ("scope", scope), ("stage", "stage " + id), .. inputs]);
        ((JsonObject)activities[^1]!)["outcomes"] = Input("Object", "Object", new JsonArray([.. outcomes.Split(' ').Select(o => JsonValue.Create(o))]).ToJsonString());
        return this;
    }

    /// <summary>Gives an activity's input a script.</summary>
    public TestFlow Script(string id, string name, string script)
    {
        activities.First(activity => activity!["id"]!.GetValue<string>() == id)![name] = Input("Object", "JavaScript", script);
        return this;
    }

    public TestFlow Link(params string[] links)
    {
        foreach (var link in links)
        {
            var (from, to) = (link[..link.IndexOf('>')], link[(link.IndexOf('>') + 1)..]);
            var source = new JsonObject { ["activity"] = from.Split('.')[0] };
            if (from.Contains('.', StringComparison.Ordinal))
                source["port"] = from.Split('.')[1];
            connections.Add(new JsonObject { ["source"] = source, ["target"] = new JsonObject { ["activity"] = to } });
        }

        return this;
    }

    public override string ToString() => new JsonObject
    {
        ["id"] = definitionId,
        ["definitionId"] = definitionId,
        ["version"] = 1,
        ["name"] = definitionId,
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = activities.DeepClone(),
            ["connections"] = connections.DeepClone(),
        },
    }.ToJsonString();

    private TestFlow Add(string id, string type, (string Name, string Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
            activity[name] = Input("String", "Literal", value);
        activities.Add(activity);
        return this;
    }

    private static JsonObject Input(string typeName, string expression, string value) =>
        new() { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = expression, ["value"] = value } };
}
