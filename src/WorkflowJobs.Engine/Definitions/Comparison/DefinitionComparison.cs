using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Definitions.Comparison;

/// <summary>What became of a step between two versions.</summary>
public enum StepFate
{
    /// <summary>Only the newer version has it.</summary>
    Added,

    /// <summary>Only the older version has it.</summary>
    Removed,

    /// <summary>Both have it, with other inputs, another type or in another container.</summary>
    Changed,
}

/// <summary>A step that differs. Where it is drawn does not count.</summary>
/// <param name="Title">What people know it by, in the newer version where that has it.</param>
/// <param name="Values">Which of its inputs differ; empty unless <see cref="StepFate.Changed"/>.</param>
public sealed record StepDifference(string ActivityId, string ActivityType, string Title, StepFate Fate, IReadOnlyList<ValueDifference> Values);

/// <summary>A value by its JSON name; null where a version has none. An expression other than a literal is written <c>Syntax: text</c>.</summary>
public sealed record ValueDifference(string Name, string? Before, string? After);

/// <summary>A connection that only one version has.</summary>
public sealed record ConnectionDifference(string SourceId, string Port, string TargetId, bool IsAdded);

/// <summary>All that differs between two versions of a definition, in document order. Pure.</summary>
/// <param name="Settings">Of the workflow itself: name, description, variables, inputs, outputs, options.</param>
public sealed record DefinitionComparison(
    IReadOnlyList<StepDifference> Steps, IReadOnlyList<ConnectionDifference> Connections, IReadOnlyList<ValueDifference> Settings)
{
    /// <summary>Nothing differs but how it is drawn.</summary>
    public bool IsSame => Steps.Count == 0 && Connections.Count == 0 && Settings.Count == 0;

    private static readonly string[] OfTheWorkflow = ["name", "description", "variables", "inputs", "outputs", "outcomes", "options"];
    private static readonly HashSet<string> NotInputs = new(StringComparer.Ordinal) { "id", "nodeId", "metadata", "connections", "customProperties", "type", "version" };

    /// <summary>Compares by activity id.</summary>
    public static DefinitionComparison Of(WorkflowDefinition before, WorkflowDefinition after)
    {
        var (old, young) = (Nodes(before), Nodes(after));
        var steps = young.Values.Where(step => !old.ContainsKey(step.Node.Id)).Select(step => Difference(step.Node, StepFate.Added))
            .Concat(old.Values.Where(step => !young.ContainsKey(step.Node.Id)).Select(step => Difference(step.Node, StepFate.Removed)))
            .Concat(young.Values.Where(step => old.ContainsKey(step.Node.Id)).Select(step => Changed(old[step.Node.Id], step)).OfType<StepDifference>());
        var (wires, newWires) = (Wires(before), Wires(after));
        var connections = newWires.Except(wires).Select(wire => Difference(wire, isAdded: true)).Concat(wires.Except(newWires).Select(wire => Difference(wire, isAdded: false)));
        return new DefinitionComparison([.. steps], [.. connections], [.. Differing(before.Json, after.Json, OfTheWorkflow)]);
    }

    private static OrderedDictionary<string, (ActivityNode Node, string Container)> Nodes(WorkflowDefinition definition)
    {
        var nodes = new OrderedDictionary<string, (ActivityNode, string)>(StringComparer.Ordinal);
        Add(definition.Root, "");
        return nodes;

        void Add(ActivityNode node, string container)
        {
            nodes[node.Id] = (node, container);
            foreach (var child in node.Children)
                Add(child.Node, $"{node.Id}.{child.Property.Split('[')[0]}");
        }
    }

    private static StepDifference Difference(ActivityNode node, StepFate fate) => new(node.Id, node.Type, node.Title, fate, []);

    private static StepDifference? Changed((ActivityNode Node, string Container) before, (ActivityNode Node, string Container) after)
    {
        var held = before.Node.Children.Concat(after.Node.Children).Select(child => child.Property.Split('[', '.')[0]).ToHashSet(StringComparer.Ordinal);
        var names = before.Node.Json.Concat(after.Node.Json).Select(property => property.Key).Where(name => !NotInputs.Contains(name) && !held.Contains(name)).Distinct();
        var values = Differing(before.Node.Json, after.Node.Json, names).ToList();
        if (before.Node.Type != after.Node.Type)
            values.Insert(0, new ValueDifference("type", before.Node.Type, after.Node.Type));
        if (before.Container != after.Container)
            values.Add(new ValueDifference("container", before.Container, after.Container));
        return values.Count == 0 ? null : Difference(after.Node, StepFate.Changed) with { Values = values };
    }

    private static IEnumerable<ValueDifference> Differing(JsonObject before, JsonObject after, IEnumerable<string> names) =>
        from name in names
        let pair = (Before: Text(before[name]), After: Text(after[name]))
        where pair.Before != pair.After
        select new ValueDifference(name, pair.Before, pair.After);

    private static List<Connection> Wires(WorkflowDefinition definition) =>
        [.. definition.Root.SelfAndDescendants().SelectMany(node => node.Connections).Select(wire => wire with { TargetPort = null })];

    private static ConnectionDifference Difference(Connection wire, bool isAdded) => new(wire.SourceId, wire.SourcePort, wire.TargetId, isAdded);

    /// <summary>An empty value is as good as none: Studio writes many of them.</summary>
    private static string? Text(JsonNode? value)
    {
        if (value is JsonObject wrapped && wrapped["expression"] is JsonObject expression)
        {
            var text = Plain(expression["value"]);
            return text is null || expression["type"]?.ToString() is null or "Literal" or "Object" ? text : $"{expression["type"]}: {text}";
        }

        return Plain(value);
    }

    private static string? Plain(JsonNode? value) => value switch
    {
        null or JsonObject { Count: 0 } or JsonArray { Count: 0 } => null,
        JsonValue text when text.TryGetValue<string>(out var plain) => plain.Length == 0 ? null : plain,
        _ => value.ToJsonString(Written),
    };

    private static readonly System.Text.Json.JsonSerializerOptions Written = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
