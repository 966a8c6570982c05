using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.Tests.ElsaApi;

/// <summary>Whether an answer has the fields of a recorded one, each of the same type. Values are its own affair; more fields than recorded do no harm.</summary>
internal static class Shape
{
    /// <summary>Of Elsa's own machinery; the contract names none of them as read by Studio.</summary>
    private static readonly HashSet<string> NotAsked =
        ["tenantId", "schedulingActivityExecutionId", "schedulingActivityId", "callStackDepth", "ownerActivityNodeId", "parentContextId", "aggregateFaultCount", "clrType"];

    /// <summary>Their content depends on the flow, the activity or the values, not on the route.</summary>
    private static readonly HashSet<string> Free =
    [
        "links", "activities", "connections", "variables", "inputs", "outputs", "activityState", "payload", "properties", "metadata", "customProperties", "constructionProperties",
        "uiSpecifications", "options", "value", "input", "output", "dynamicVariables", "bookmarks", "activity", "ports", "activityExecutionContexts", "completionCallbacks",
    ];

    public static IReadOnlyList<string> Differences(JsonNode? recorded, JsonNode? ours)
    {
        var found = new List<string>();
        Compare(recorded, ours, "$", found);
        return found;
    }

    public static JsonObject Recorded(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ElsaApi", "Recorded", name + ".json")))!.AsObject();

    private static void Compare(JsonNode? recorded, JsonNode? ours, string path, List<string> found)
    {
        if (recorded is null || ours is null)
            return;
        if (KindOf(recorded) != KindOf(ours))
        {
            found.Add($"{path}: {KindOf(recorded)} recorded, {KindOf(ours)} answered");
            return;
        }

        if (recorded is JsonArray items && ours is JsonArray own && items.Count > 0)
            for (var index = 0; index < own.Count; index++)
                CompareFields(Common(items), items[0], own[index], $"{path}[{index}]", found);
        if (recorded is JsonObject fields)
            CompareFields([.. fields.Select(field => field.Key)], fields, ours, path, found);
    }

    private static void CompareFields(IReadOnlyCollection<string> names, JsonNode? recorded, JsonNode? ours, string path, List<string> found)
    {
        if (recorded is not JsonObject fields || ours is not JsonObject own)
        {
            Compare(recorded, ours, path, found);
            return;
        }

        foreach (var name in names.Where(name => !NotAsked.Contains(name)))
            if (!own.ContainsKey(name))
                found.Add($"{path}.{name}: missing");
            else if (Free.Contains(name))
                CompareKind(fields[name], own[name], $"{path}.{name}", found);
            else
                Compare(fields[name], own[name], $"{path}.{name}", found);
    }

    private static void CompareKind(JsonNode? recorded, JsonNode? ours, string path, List<string> found)
    {
        if (recorded is not null && ours is not null && path.EndsWith(".value", StringComparison.Ordinal) is false && KindOf(recorded) != KindOf(ours))
            found.Add($"{path}: {KindOf(recorded)} recorded, {KindOf(ours)} answered");
    }

    /// <summary>Fields that every recorded item has: what only some have is optional.</summary>
    private static List<string> Common(JsonArray items) => items.OfType<JsonObject>().Select(item => item.Select(field => field.Key))
        .Aggregate((IEnumerable<string>?)null, (all, keys) => all is null ? keys : all.Intersect(keys))?.ToList() ?? [];

    private static JsonValueKind KindOf(JsonNode node) => node.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : node.GetValueKind();
}
