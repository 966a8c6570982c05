using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions.Validation;

namespace WorkflowJobs.Engine.Definitions;

/// <summary>
/// One version of an Elsa 3 workflow definition, as read. <see cref="Json"/> is the whole document, so what the engine
/// does not know survives a round trip. Treat it as immutable.
/// </summary>
public sealed class WorkflowDefinition
{
    /// <summary>The document as it came; the writer writes this, not the parsed view.</summary>
    public required JsonObject Json { get; init; }

    /// <summary>Elsa's <c>definitionId</c>: the same for all versions.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Elsa's <c>id</c>: this version's own id. Empty when the document names none.</summary>
    public string VersionId { get; init; } = "";

    /// <summary>The version's number, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Display name; empty when the document names none.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the process is for; empty when the document does not say.</summary>
    public string Description { get; init; } = "";

    /// <summary>Variables of the workflow itself; those of inner containers hang on their <see cref="ActivityNode"/>.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; init; } = [];

    /// <summary>Declared inputs.</summary>
    public IReadOnlyList<ArgumentDefinition> Inputs { get; init; } = [];

    /// <summary>Declared outputs.</summary>
    public IReadOnlyList<ArgumentDefinition> Outputs { get; init; } = [];

    /// <summary>Declared outcomes, used when the workflow is an activity of another one.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Fault (default) or continue with incidents; from <c>options.incidentStrategyType</c>.</summary>
    public IncidentStrategy IncidentStrategy { get; init; }

    /// <summary>Whether the definition may be used as an activity (<c>options.usableAsActivity</c>).</summary>
    public bool UsableAsActivity { get; init; }

    /// <summary>The root activity, usually an <c>Elsa.Flowchart</c>.</summary>
    public required ActivityNode Root { get; init; }

    /// <summary>What people know each activity by, by its id.</summary>
    public Dictionary<string, string> Titles() =>
        Root.SelfAndDescendants().DistinctBy(node => node.Id).ToDictionary(node => node.Id, node => node.Title, StringComparer.Ordinal);

    /// <summary>The ports by which the process may go on from an activity: those that it declares and those that are connected. Empty for one that is not there.</summary>
    public IReadOnlyList<string> OutcomesOf(string activityId, ActivityCatalog catalog)
    {
        var nodes = Root.SelfAndDescendants().ToList();
        return nodes.Find(node => node.Id == activityId) is not { } node ? [] :
            [.. (Ports.Of(node, catalog) ?? []).Concat(nodes.SelectMany(flow => flow.Connections).Where(wire => wire.SourceId == activityId).Select(wire => wire.SourcePort)).Distinct(StringComparer.Ordinal)];
    }
}

/// <summary>What a fault of one activity does to the others (SEMANTICS rule 9).</summary>
public enum IncidentStrategy
{
    /// <summary>The workflow is Finished/Faulted. The default.</summary>
    Fault,

    /// <summary>Other branches go on; the successors of the failed activity do not run.</summary>
    ContinueWithIncidents,
}

/// <summary>A declared variable. Its default is a string or null in JSON and is converted by <see cref="TypeName"/>.</summary>
public sealed record VariableDefinition(
    string Id, string Name, string TypeName, bool IsArray, JsonNode? Value, string? StorageDriverTypeName);

/// <summary>A declared workflow input or output.</summary>
public sealed record ArgumentDefinition(
    string Name, string Type, bool IsArray, JsonNode? DefaultValue, string? StorageDriverTypeName);

/// <summary>An outbound connection of a flowchart: a port of a source activity leads to a target activity.</summary>
public sealed record Connection(string SourceId, string SourcePort, string TargetId, string? TargetPort);

/// <summary>One activity of a definition, with its children where it is a container.</summary>
public sealed class ActivityNode
{
    /// <summary>The activity's own JSON object; every input is read from here by its camelCase name.</summary>
    public required JsonObject Json { get; init; }

    /// <summary>Id, unique within the definition.</summary>
    public required string Id { get; init; }

    /// <summary>Type name, e.g. <c>Elsa.Flowchart</c> or <c>WorkflowJobs.HumanTask</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Version of the activity type, 1 by default.</summary>
    public int TypeVersion { get; init; } = 1;

    /// <summary>Technical name given in the designer; null when none.</summary>
    public string? Name { get; init; }

    /// <summary>Where the activity stands in the document, e.g. <c>$.root.activities[3]</c>.</summary>
    public string JsonPath { get; init; } = "$.root";

    /// <summary>Variables of this container.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; init; } = [];

    /// <summary>Direct children by the property that holds them: <c>activities</c>, <c>body</c>, <c>then</c>, <c>cases[0].activity</c> …</summary>
    public IReadOnlyList<ChildActivity> Children { get; init; } = [];

    /// <summary>Connections, when the activity is a flowchart.</summary>
    public IReadOnlyList<Connection> Connections { get; init; } = [];

    /// <summary>What people know it by: the designer's display text, else a title given as a literal, else its name or id.</summary>
    public string Title => NotEmpty(Json["metadata"].Member("displayText")) ?? NotEmpty(Json["title"].Member("expression").Member("value")) ?? (string.IsNullOrEmpty(Name) ? Id : Name);

    /// <summary>This node and all below it, in document order.</summary>
    public IEnumerable<ActivityNode> SelfAndDescendants() =>
        Children.SelectMany(child => child.Node.SelfAndDescendants()).Prepend(this);

    private static string? NotEmpty(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var title) && title.Length > 0 ? title : null;
}

/// <summary>A child activity and the property of its parent that holds it.</summary>
public sealed record ChildActivity(string Property, ActivityNode Node);

/// <summary>Something wrong, or surprising, in a definition.</summary>
/// <param name="Code">Stable code, e.g. <c>ACTIVITY_ID_DUPLICATE</c>.</param>
/// <param name="Severity">Whether it stops the import, only the publication, or nothing.</param>
/// <param name="JsonPath">Where, e.g. <c>$.root.activities[2].id</c>.</param>
/// <param name="MessageZh">A sentence for the administrator, in Chinese.</param>
/// <param name="MessageEn">The same in English.</param>
public sealed record DefinitionProblem(string Code, ProblemSeverity Severity, string JsonPath, string MessageZh, string MessageEn);

/// <summary>How much a <see cref="DefinitionProblem"/> stops.</summary>
public enum ProblemSeverity
{
    /// <summary>Told, and nothing more.</summary>
    Warning,

    /// <summary>May be saved as a draft, not published.</summary>
    PublishError,

    /// <summary>Not even imported.</summary>
    ImportError,
}
