using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Definitions;

/// <summary>Reading documents of any shape.</summary>
public static class JsonMembers
{
    /// <summary>A member of an object; null when there is none, or when this is no object (the indexer of <see cref="JsonNode"/> throws then).</summary>
    public static JsonNode? Member(this JsonNode? node, string name) => (node as JsonObject)?[name];
}
