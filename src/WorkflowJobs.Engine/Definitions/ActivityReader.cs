using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Definitions;

/// <summary>Reads activities and what hangs on them. Whatever looks like an activity inside a property is a child.</summary>
internal static class ActivityReader
{
    private static readonly HashSet<string> NoChildren = ["metadata", "customProperties", "connections", "variables", "designerMetadata"];

    public static ActivityNode Read(JsonObject json, string path) => new()
    {
        Json = json,
        Id = DefinitionReader.Text(json, "id") ?? "",
        Type = DefinitionReader.Text(json, "type") ?? "",
        TypeVersion = json["version"] is JsonValue version && version.TryGetValue<int>(out var number) ? number : 1,
        Name = DefinitionReader.Text(json, "name"),
        JsonPath = path,
        Variables = Variables(json),
        Children = Children(json, path).ToList(),
        Connections = (json["connections"] as JsonArray)?.OfType<JsonObject>().Select(ReadConnection).ToList() ?? [],
    };

    public static IReadOnlyList<VariableDefinition> Variables(JsonObject json) =>
        (json["variables"] as JsonArray)?.OfType<JsonObject>().Select(item => new VariableDefinition(
            DefinitionReader.Text(item, "id") ?? "",
            DefinitionReader.Text(item, "name") ?? "",
            DefinitionReader.Text(item, "typeName") ?? "Object",
            DefinitionReader.Flag(item, "isArray"),
            item["value"]?.DeepClone(),
            DefinitionReader.Text(item, "storageDriverTypeName"))).ToList() ?? [];

    public static IReadOnlyList<ArgumentDefinition> Arguments(JsonObject json, string property) =>
        (json[property] as JsonArray)?.OfType<JsonObject>().Select(item => new ArgumentDefinition(
            DefinitionReader.Text(item, "name") ?? "",
            DefinitionReader.Text(item, "type") ?? "Object",
            DefinitionReader.Flag(item, "isArray"),
            item["defaultValue"]?.DeepClone(),
            DefinitionReader.Text(item, "storageDriverType"))).ToList() ?? [];

    private static IEnumerable<ChildActivity> Children(JsonObject json, string path)
    {
        foreach (var (name, value) in json)
        {
            if (NoChildren.Contains(name))
                continue;
            if (value is JsonObject single && IsActivity(single))
                yield return new ChildActivity(name, Read(single, $"{path}.{name}"));
            if (value is not JsonArray list)
                continue;
            for (var index = 0; index < list.Count; index++)
            {
                if (list[index] is not JsonObject item)
                    continue;
                if (IsActivity(item))
                    yield return new ChildActivity($"{name}[{index}]", Read(item, $"{path}.{name}[{index}]"));
                else if (item["activity"] is JsonObject inner && IsActivity(inner))
                    yield return new ChildActivity($"{name}[{index}].activity", Read(inner, $"{path}.{name}[{index}].activity"));
            }
        }
    }

    private static bool IsActivity(JsonObject json) =>
        DefinitionReader.Text(json, "type") is not null && json.ContainsKey("id") && !json.ContainsKey("expression") && !json.ContainsKey("typeName");

    private static Connection ReadConnection(JsonObject json)
    {
        var source = json["source"] as JsonObject ?? [];
        var target = json["target"] as JsonObject ?? [];
        return new Connection(
            DefinitionReader.Text(source, "activity") ?? "",
            DefinitionReader.Text(source, "port") ?? "Done",
            DefinitionReader.Text(target, "activity") ?? "",
            DefinitionReader.Text(target, "port"));
    }
}
