using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>
/// A stored definition as Studio is given it. Every step gets its <c>nodeId</c>; a step of an unknown type or version becomes
/// <c>Elsa.NotFoundActivity</c> with the original inside, for one such step empties Studio's canvas; ports of typed outcomes carry the whole
/// outcome (<c>Accept|受理|Accept</c>), because Studio makes its dots of these texts. <see cref="StudioMerge"/> takes all of it back.
/// </summary>
internal static class StudioDocument
{
    public const string NotFoundType = "Elsa.NotFoundActivity";

    /// <summary>Property of <c>customProperties</c> that holds an unknown step as it was but for name and place, as JSON text.</summary>
    public const string Original = "originalActivity";

    /// <summary>Elsa gives the workflow itself, which holds the root, this id.</summary>
    public const string WorkflowNodeId = "Workflow1";

    private static readonly HashSet<string> NoChildren = ["metadata", "customProperties", "connections", "variables", "designerMetadata"];

    /// <summary>Fields that the rows know better, or that are another's.</summary>
    private static readonly HashSet<string> Replaced = ["$schema", "id", "definitionId", "version", "name", "createdAt", "isLatest", "isPublished", "isReadonly", "isSystem", "links", "root", "tenantId"];

    public static JsonObject Definition(DefinitionVersion row, ActivityCatalog catalog, bool mayEdit)
    {
        var stored = JsonNode.Parse(row.Json)!.AsObject();
        var view = new JsonObject
        {
            ["links"] = Links(row.DefinitionId, mayEdit),
            ["id"] = row.Id,
            ["definitionId"] = row.DefinitionId,
            ["name"] = row.Name,
            ["description"] = "",
            ["createdAt"] = row.CreatedAt,
            ["version"] = row.Version,
            ["toolVersion"] = "3.8.2.0",
            ["variables"] = new JsonArray(),
            ["inputs"] = new JsonArray(),
            ["outputs"] = new JsonArray(),
            ["outcomes"] = new JsonArray(),
            ["customProperties"] = new JsonObject(),
            ["isReadonly"] = false,
            ["isSystem"] = false,
            ["isLatest"] = row.IsLatest,
            ["isPublished"] = row.IsPublished,
            ["options"] = new JsonObject(),
        };
        foreach (var (name, value) in stored.Where(field => !Replaced.Contains(field.Key) && field.Value is not null))
            view[name] = value!.DeepClone();
        view["root"] = Activity(stored["root"]!.AsObject(), WorkflowNodeId, catalog, []);
        return view;
    }

    public static JsonObject Summary(DefinitionVersion row, bool mayEdit) => new()
    {
        ["links"] = Links(row.DefinitionId, mayEdit),
        ["isMaterializerAvailable"] = true,
        ["id"] = row.Id,
        ["definitionId"] = row.DefinitionId,
        ["name"] = row.Name,
        ["description"] = JsonNode.Parse(row.Json)?["description"]?.ToString() ?? "",
        ["version"] = row.Version,
        ["toolVersion"] = JsonNode.Parse(row.Json)?["toolVersion"]?.ToString() ?? "3.8.2.0",
        ["isLatest"] = row.IsLatest,
        ["isPublished"] = row.IsPublished,
        ["materializerName"] = "Json",
        ["createdAt"] = row.CreatedAt,
        ["isReadonly"] = false,
    };

    /// <summary>Rights are told by links: Studio edits what has <c>publish</c>.</summary>
    public static JsonArray Links(string definitionId, bool mayEdit)
    {
        var path = "/workflow-definitions/" + definitionId;
        var links = new JsonArray { Link(path, "self", "GET"), Link(path + "/export", "export", "GET") };
        if (!mayEdit)
            return links;
        links.Add(Link(path + "/publish", "publish", "POST"));
        links.Add(Link(path + "/retract", "retract", "POST"));
        links.Add(Link("/workflow-definitions/import", "import", "POST"));
        return links;
    }

    public static JsonObject Link(string href, string rel, string method) => new() { ["href"] = href, ["rel"] = rel, ["method"] = method };

    public static bool IsActivity(JsonNode? node) =>
        node is JsonObject json && Text(json, "type") is not null && json.ContainsKey("id") && !json.ContainsKey("expression") && !json.ContainsKey("typeName");

    public static bool HoldsActivities(string property) => !NoChildren.Contains(property);

    public static string? Text(JsonNode? json, string name) =>
        json is JsonObject fields && fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Node ids of all steps, by activity id.</summary>
    public static Dictionary<string, string> NodeIds(JsonObject root)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var activity in All(root))
            found[Text(activity, "id")!] = Text(activity, "nodeId") ?? "";
        return found;
    }

    /// <summary>The step and all below it.</summary>
    public static IEnumerable<JsonObject> All(JsonObject activity)
    {
        yield return activity;
        foreach (var (name, value) in activity)
            if (HoldsActivities(name))
                foreach (var child in Children(value))
                    foreach (var inner in All(child))
                        yield return inner;
    }

    private static IEnumerable<JsonObject> Children(JsonNode? value) => value switch
    {
        JsonObject single when IsActivity(single) => [single],
        JsonArray items => items.OfType<JsonObject>().Select(item => IsActivity(item) ? item : item["activity"] as JsonObject).OfType<JsonObject>().Where(IsActivity),
        _ => [],
    };

    private static JsonObject Activity(JsonObject stored, string parentNodeId, ActivityCatalog catalog, IReadOnlyList<string> portsInUse)
    {
        var id = Text(stored, "id") ?? "";
        var nodeId = $"{parentNodeId}:{id}";
        if (!IsKnown(stored, catalog))
            return NotFound(stored, nodeId, portsInUse);
        var view = new JsonObject { ["id"] = id, ["nodeId"] = nodeId, ["version"] = 1, ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject() };
        var outcomes = Outcomes.ByStep(stored);
        foreach (var (name, value) in stored)
        {
            if (name is "id" or "nodeId")
                continue;
            view[name] = name == "connections" ? Connections(value, outcomes) : HoldsActivities(name) ? Children(value, nodeId, catalog, stored) : value?.DeepClone();
        }

        if (Text(stored, "type") == "Elsa.Flowchart")
            foreach (var list in new[] { "activities", "connections", "variables" })
                view[list] ??= new JsonArray();
        return view;
    }

    private static JsonNode? Children(JsonNode? value, string nodeId, ActivityCatalog catalog, JsonObject container)
    {
        IReadOnlyList<string> Ports(JsonNode child) => [.. (container["connections"] as JsonArray ?? [])
            .Where(line => Text(line?["source"], "activity") == Text(child, "id")).Select(line => Text(line?["source"], "port") ?? "Done").Distinct()];
        switch (value)
        {
            case JsonObject single when IsActivity(single):
                return Activity(single, nodeId, catalog, Ports(single));
            case JsonObject wrapped when wrapped["expression"] is JsonObject { } expression && Text(expression, "type") == "Variable" && expression["value"] is JsonObject variable:
                // Studio reads the variable out of a text and breaks on an object.
                var copy = wrapped.DeepClone().AsObject();
                copy["expression"]!["value"] = variable.ToJsonString(Plain.Json);
                return copy;
            case JsonArray items when items.Any(item => IsActivity(item) || IsActivity((item as JsonObject)?["activity"])):
                return new JsonArray([.. items.Select(item => Item(item))]);
            default:
                return value?.DeepClone();
        }

        JsonNode? Item(JsonNode? item)
        {
            if (IsActivity(item))
                return Activity(item!.AsObject(), nodeId, catalog, Ports(item));
            if (item is not JsonObject nested || !IsActivity(nested["activity"]))
                return item?.DeepClone();
            var copy = nested.DeepClone().AsObject();
            copy["activity"] = Activity(nested["activity"]!.AsObject(), nodeId, catalog, []);
            return copy;
        }
    }

    private static JsonNode? Connections(JsonNode? value, IReadOnlyDictionary<string, Outcomes> outcomes)
    {
        if (value is not JsonArray lines)
            return value?.DeepClone();
        var view = lines.DeepClone().AsArray();
        foreach (var source in view.Select(line => line?["source"]).OfType<JsonObject>())
            if (Text(source, "activity") is { } from && outcomes.TryGetValue(from, out var typed) && typed.TextOf(Text(source, "port") ?? "Done") is { } text)
                source["port"] = text;
        return view;
    }

    private static bool IsKnown(JsonObject stored, ActivityCatalog catalog) =>
        catalog.Find(Text(stored, "type")!) is { } descriptor && (stored["version"] is not JsonValue version || !version.TryGetValue<int>(out var number) || number == descriptor.Version);

    /// <summary>What an unknown step is called on the drawing when nothing else is said; never stored.</summary>
    public static string UnknownTitle(JsonObject stored) => $"未知步骤 {Text(stored, "type")}";

    /// <summary>Without name and place, which Studio may change: the rest stays the same text from save to save.</summary>
    private static JsonObject Unplaced(JsonObject stored)
    {
        var copy = stored.DeepClone().AsObject();
        copy.Remove("metadata");
        copy.Remove("name");
        return copy;
    }

    /// <summary>A stand-in with the ports that the drawing uses.</summary>
    private static JsonObject NotFound(JsonObject stored, string nodeId, IReadOnlyList<string> portsInUse)
    {
        var metadata = (stored["metadata"]?.DeepClone() as JsonObject) ?? [];
        metadata["displayText"] ??= UnknownTitle(stored);
        return new JsonObject
        {
            ["id"] = Text(stored, "id"),
            ["nodeId"] = nodeId,
            ["name"] = Text(stored, "name"),
            ["type"] = NotFoundType,
            ["version"] = 1,
            ["customProperties"] = new JsonObject { [Original] = Unplaced(stored).ToJsonString(Plain.Json) },
            ["metadata"] = metadata,
            ["missingTypeName"] = Text(stored, "type"),
            ["outcomes"] = new JsonObject
            {
                ["typeName"] = "Object",
                ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = new JsonArray([.. portsInUse.Select(port => JsonValue.Create(port))]).ToJsonString(Plain.Json) },
            },
        };
    }
}
