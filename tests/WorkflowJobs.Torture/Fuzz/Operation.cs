using System.Text.Json.Nodes;

namespace WorkflowJobs.Torture.Fuzz;

/// <summary>An operation of an OpenAPI document, its schemas resolved.</summary>
internal sealed record Operation(HttpMethod Method, string Path, string Id, IReadOnlyList<OperationParameter> Parameters, JsonObject? Body, string? ContentType)
{
    public static IReadOnlyList<Operation> Read(JsonObject document)
    {
        var found = new List<Operation>();
        foreach (var (path, item) in document["paths"]!.AsObject())
            foreach (var (method, operation) in item!.AsObject().Where(entry => entry.Key is "get" or "post" or "put" or "delete" or "patch"))
            {
                var content = operation!["requestBody"]?["content"] as JsonObject;
                var type = content?.FirstOrDefault().Key;
                var parameters = (operation["parameters"] as JsonArray ?? []).Select(parameter => new OperationParameter(
                    parameter!["name"]!.GetValue<string>(), parameter["in"]!.GetValue<string>(), Resolve(document, parameter["schema"]))).ToList();
                found.Add(new Operation(HttpMethod.Parse(method), path, operation["operationId"]?.GetValue<string>() ?? $"{method} {path}",
                    parameters, type is null ? null : Resolve(document, content![type]?["schema"]), type));
            }

        return found;
    }

    /// <summary>References are followed some levels down; below, anything may stand.</summary>
    private static JsonObject Resolve(JsonObject document, JsonNode? schema, int depth = 0)
    {
        if (schema is not JsonObject given || depth > 8)
            return [];
        if (given["$ref"]?.GetValue<string>() is { } reference)
            return Resolve(document, document["components"]?["schemas"]?[reference.Split('/')[^1]], depth + 1);
        if ((given["oneOf"] ?? given["anyOf"]) is JsonArray choices)
            return Resolve(document, choices.FirstOrDefault(choice => choice?["type"]?.ToString() != "null"), depth + 1);
        var resolved = (JsonObject)given.DeepClone();
        if (given["properties"] is JsonObject properties)
            resolved["properties"] = new JsonObject(properties.Select(property => new KeyValuePair<string, JsonNode?>(property.Key, Resolve(document, property.Value, depth + 1))));
        if (given["items"] is { } items)
            resolved["items"] = Resolve(document, items, depth + 1);
        return resolved;
    }
}

internal sealed record OperationParameter(string Name, string In, JsonObject Schema);
