using System.Text.Json.Nodes;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>A part of a definition, for Studio's look into containers.</summary>
internal static class Subgraphs
{
    /// <summary>The container of the node id, the root when none is named or it is unknown.</summary>
    public static JsonObject Below(JsonObject root, string? nodeId)
    {
        var found = Find(root, nodeId) ?? root;
        var children = StudioDocument.All(found).Skip(1).Where(step => ParentOf(step) == StudioDocument.Text(found, "nodeId"));
        var node = Node(found, found == root ? "Root" : "Activities");
        node["children"] = new JsonArray([.. children.Select(child => Node(child, "Activities"))]);
        return node;
    }

    /// <summary>From the root down to the container of the node id.</summary>
    public static JsonObject PathTo(JsonObject root, string? nodeId)
    {
        var child = Find(root, nodeId) ?? root;
        var container = Find(root, ParentOf(child)) ?? root;
        var path = new JsonArray();
        for (var step = container; step != root && step is not null; step = Find(root, ParentOf(step)))
            path.Insert(0, new JsonObject { ["activityNodeId"] = StudioDocument.Text(step, "nodeId"), ["activityName"] = StudioDocument.Text(step, "name") ?? "", ["portName"] = "" });
        return new JsonObject
        {
            ["childNode"] = Node(child, child == root ? "Root" : "Activities"),
            ["container"] = Node(container, container == root ? "Root" : "Activities"),
            ["pathSegments"] = path,
        };
    }

    private static JsonObject? Find(JsonObject root, string? nodeId) => StudioDocument.All(root).FirstOrDefault(step => StudioDocument.Text(step, "nodeId") == nodeId);

    private static string ParentOf(JsonObject step)
    {
        var nodeId = StudioDocument.Text(step, "nodeId") ?? "";
        return nodeId[..Math.Max(nodeId.LastIndexOf(':'), 0)];
    }

    private static JsonObject Node(JsonObject step, string port) =>
        new() { ["nodeId"] = StudioDocument.Text(step, "nodeId"), ["port"] = port, ["activity"] = step.DeepClone(), ["children"] = new JsonArray() };
}
