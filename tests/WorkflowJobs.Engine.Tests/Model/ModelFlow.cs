using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Tests.Execution;

namespace WorkflowJobs.Engine.Tests.Model;

/// <summary>What an activity of a modelled flowchart is.</summary>
internal enum ModelKind
{
    /// <summary>Completes at once with its outcomes: WriteLine, Start, decision, switch, fork.</summary>
    Automatic,

    /// <summary>Waits for somebody's outcome.</summary>
    Task,

    /// <summary>Waits for an event.</summary>
    Event,

    /// <summary>Waits for a time.</summary>
    Timer,

    /// <summary>A join of the mode in <see cref="ModelNode.Detail"/>.</summary>
    Join,

    /// <summary>End, or Complete with outcomes.</summary>
    End,

    /// <summary>Ends the workflow.</summary>
    Finish,

    /// <summary>Fails.</summary>
    Fault,

    /// <summary>A flowchart inside.</summary>
    Nested,
}

/// <summary>One activity; <see cref="Outcomes"/> are what it completes with, or for a task what may be chosen.</summary>
internal sealed record ModelNode(string Id, ModelKind Kind, string Type, string[] Outcomes, string Detail = "")
{
    public ModelFlow? Inner { get; init; }

    /// <summary>Ports that connections may leave from; of them a switch or decision takes only its outcomes.</summary>
    public string[] Ports { get; init; } = Outcomes;

    public bool MayStart { get; init; }
}

/// <summary>A connection.</summary>
internal sealed record ModelLink(ModelNode Source, string Port, ModelNode Target);

/// <summary>A flowchart as plain data: the engine reads it as Elsa JSON, the reference as it is.</summary>
internal sealed record ModelFlow(string Id, IReadOnlyList<ModelNode> Nodes, IReadOnlyList<ModelLink> Links)
{
    public string Definition(bool goesOn)
    {
        var definition = new JsonObject { ["id"] = "m-v1", ["definitionId"] = "m", ["version"] = 1, ["root"] = Json() };
        if (goesOn)
            definition["options"] = new JsonObject { ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core" };
        return definition.ToJsonString();
    }

    public override string ToString() =>
        $"{Id}: {string.Join(' ', Nodes.Select(node => $"{node.Id}({node.Type[(node.Type.IndexOf('.', StringComparison.Ordinal) + 1)..]} {node.Detail}{string.Join(',', node.Outcomes)}{(node.MayStart ? " may start" : "")})"))}\n"
        + $"  {string.Join(' ', Links.Select(link => $"{link.Source.Id}.{link.Port}>{link.Target.Id}"))}\n"
        + string.Concat(Nodes.Select(node => node.Inner?.ToString()));

    private JsonObject Json() => new()
    {
        ["id"] = Id,
        ["type"] = "Elsa.Flowchart",
        ["version"] = 1,
        ["activities"] = new JsonArray([.. Nodes.Select(Activity)]),
        ["connections"] = new JsonArray([.. Links.Select(link => new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = link.Source.Id, ["port"] = link.Port },
            ["target"] = new JsonObject { ["activity"] = link.Target.Id, ["port"] = "In" },
        })]),
    };

    private static JsonNode Activity(ModelNode node)
    {
        var json = node.Inner?.Json() ?? new JsonObject { ["id"] = node.Id, ["type"] = node.Type, ["version"] = 1 };
        if (node.MayStart)
            json["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        switch (node.Type)
        {
            case "Elsa.FlowDecision": json["condition"] = FlowText.Wrapped("Boolean", node.Outcomes[0]); break;
            case "Elsa.FlowJoin" when node.Detail.Length > 0: json["mode"] = FlowText.Wrapped("FlowJoinMode", node.Detail); break;
            case "Elsa.FlowFork": json["branches"] = FlowText.Wrapped("Object", Texts(node.Outcomes), "Object"); break;
            case "Elsa.Complete": json["outcomes"] = FlowText.Wrapped("Object", Texts(node.Outcomes), "Object"); break;
            case "Elsa.Event": json["eventName"] = FlowText.Wrapped("String", node.Detail); break;
            case "Elsa.Delay": json["timeSpan"] = FlowText.Wrapped("TimeSpan", "00:10:00"); break;
            case "Elsa.FlowSwitch":
                json["mode"] = FlowText.Wrapped("SwitchMode", node.Detail);
                json["cases"] = new JsonArray([.. node.Ports.Where(port => port != "Default").Select(port => new JsonObject
                {
                    ["label"] = port,
                    ["condition"] = new JsonObject { ["type"] = "Literal", ["value"] = node.Outcomes.Contains(port) ? "true" : "false" },
                })]);
                break;
        }

        return json;
    }

    private static string Texts(string[] texts) => "[" + string.Join(',', texts.Select(text => $"\"{text}\"")) + "]";
}
