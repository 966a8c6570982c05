using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Expressions;

namespace WorkflowJobs.Engine.Execution;

/// <summary>A definition, prepared once for running: behaviours found, inputs taken apart, flow graphs cached.</summary>
internal sealed class DefinitionPlan
{
    /// <summary>Id under which the workflow itself is journalled, as Elsa does.</summary>
    public const string WorkflowId = "Workflow1";

    private readonly ConcurrentDictionary<(string Flowchart, string Start), FlowGraph> graphs = new();

    public DefinitionPlan(WorkflowDefinition definition, WorkflowEngine engine)
    {
        Definition = definition;
        Workflow = NodePlan.ForWorkflow(definition, engine);
        foreach (var node in definition.Root.SelfAndDescendants())
        {
            var plan = new NodePlan(node, engine);
            Nodes[node.Id] = plan;
            if (node.Name is not null)
                IdsByName.TryAdd(node.Name, node.Id);
        }
    }

    public WorkflowDefinition Definition { get; }

    /// <summary>The workflow as the activity that contains the root.</summary>
    public NodePlan Workflow { get; }

    public Dictionary<string, NodePlan> Nodes { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> IdsByName { get; } = new(StringComparer.Ordinal);

    public FlowGraph Graph(NodePlan flowchart, string startId) =>
        graphs.GetOrAdd((flowchart.Id, startId), static (key, node) => FlowGraphBuilder.Build(node, key.Start), flowchart.Node!);
}

/// <summary>One activity, prepared.</summary>
internal sealed class NodePlan
{
    public NodePlan(ActivityNode node, WorkflowEngine engine)
    {
        Node = node;
        Id = node.Id;
        Type = node.Type;
        Descriptor = engine.Catalog.Find(node.Type);
        Behavior = engine.BehaviorOf(node, Descriptor);
        Variables = node.Variables;
        Children = node.Children;
        foreach (var (name, value) in node.Json)
            AddProperty(name, value);
        foreach (var input in Descriptor?.Inputs ?? [])
            if (input.Default is not null && !Inputs.ContainsKey(input.Name))
                Inputs[input.Name] = new InputPlan(input.Name, input.TypeName, "Literal", JsonValue.Create(input.Default));
    }

    private NodePlan(WorkflowDefinition definition, ActivityBehavior behavior)
    {
        Id = DefinitionPlan.WorkflowId;
        Type = "Elsa.Workflow";
        Behavior = behavior;
        Variables = definition.Variables;
        Children = [new ChildActivity("root", definition.Root)];
    }

    public string Id { get; }

    public string Type { get; }

    /// <summary>Null for the workflow itself.</summary>
    public ActivityNode? Node { get; }

    public ActivityDescriptor? Descriptor { get; }

    public ActivityBehavior Behavior { get; }

    public IReadOnlyList<VariableDefinition> Variables { get; }

    public IReadOnlyList<ChildActivity> Children { get; }

    /// <summary>Inputs in Elsa's wrapped form, by their JSON name, in document order.</summary>
    public OrderedDictionary<string, InputPlan> Inputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Outputs bound to a variable: JSON name → variable id.</summary>
    public Dictionary<string, string> Bindings { get; } = new(StringComparer.Ordinal);

    public bool IsHumanTask => Type == BuiltInActivities.HumanTask;

    public static NodePlan ForWorkflow(WorkflowDefinition definition, WorkflowEngine engine) =>
        new(definition, engine.WorkflowBehavior);

    /// <summary>A child by the property that holds it; null when there is none.</summary>
    public ActivityNode? Child(string property)
    {
        foreach (var child in Children)
            if (child.Property == property)
                return child.Node;
        return null;
    }

    /// <summary>All children held by a property that is a list.</summary>
    public IEnumerable<ActivityNode> ChildList(string property) => Children
        .Where(child => child.Property == property || child.Property.StartsWith(property + "[", StringComparison.Ordinal))
        .Select(child => child.Node);

    /// <summary>A property as it stands in the document (Elsa does not wrap every input).</summary>
    public JsonNode? Raw(string property) => Node?.Json[property];

    public static bool CanStart(ActivityNode node) =>
        IsTrue((node.Json["customProperties"] as JsonObject)?["canStartWorkflow"]) || IsTrue(node.Json["canStartWorkflow"]);

    private static bool IsTrue(JsonNode? value) => value?.GetValueKind() == JsonValueKind.True;

    private void AddProperty(string name, JsonNode? value)
    {
        if (value is not JsonObject wrapped)
            return;
        if (wrapped["memoryReference"].Member("id") is JsonValue reference && reference.TryGetValue<string>(out var variable))
            Bindings[name] = variable;
        if (!wrapped.ContainsKey("expression") || name is "customProperties" or "metadata")
            return;
        var typeName = wrapped["typeName"]?.ToString() ?? "Object";
        if (wrapped["expression"] is JsonObject expression)
            Inputs[name] = InputPlan.Of(name, typeName, expression["type"]?.ToString() ?? "Literal", expression["value"]);
    }
}

/// <summary>An input: what to evaluate and what type to convert the result to.</summary>
internal sealed record InputPlan(string Name, string TypeName, string ExpressionType, JsonNode? Value)
{
    /// <summary>An object or list written as JSON text is parsed once, here, instead of at every evaluation.</summary>
    public static InputPlan Of(string name, string typeName, string expressionType, JsonNode? value)
    {
        if (expressionType == "Object" && value is JsonValue text && text.TryGetValue<string>(out var json) && Parsed(json) is { } parsed)
            value = parsed;
        return new InputPlan(name, typeName, expressionType, value);
    }

    /// <summary>Null for whatever must be parsed, or refused, when it is evaluated.</summary>
    private static JsonNode? Parsed(string json)
    {
        try
        {
            return ExpressionEvaluator.Parse(json) is { } node and (JsonObject or JsonArray) ? node : null;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name that Elsa shows: <c>condition</c> is <c>Condition</c>.</summary>
    public string DisplayName => Names.Pascal(Name);
}
