using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;

namespace WorkflowJobs.Server.ElsaApi;

/// <summary>
/// What Studio posts, as it is stored: whatever equals what Studio was given is stored as it was before, to the letter; what Studio does not know
/// of (unknown steps, fields of the document that it drops) stays; what Studio adds for itself (node ids, empty fields) is left out.
/// </summary>
internal sealed class StudioMerge
{
    /// <summary>Of the document, fields that only an answer has or that the rows know.</summary>
    private static readonly HashSet<string> NotStored = ["links", "createdAt", "providerName", "materializerName", "isLatest", "isPublished", "tenantId", "nodeId", "$schema"];

    private static readonly HashSet<string> DocumentFields =
        ["name", "description", "toolVersion", "variables", "inputs", "outputs", "outcomes", "customProperties", "options"];

    private readonly ActivityCatalog catalog;
    private readonly JsonObject? stored;
    private readonly JsonObject? view;
    private readonly Dictionary<string, JsonObject> storedSteps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonObject> viewSteps = new(StringComparer.Ordinal);

    private StudioMerge(DefinitionVersion? before, ActivityCatalog catalog)
    {
        this.catalog = catalog;
        if (before is null)
            return;
        stored = JsonNode.Parse(before.Json)!.AsObject();
        view = StudioDocument.Definition(before, catalog, mayEdit: true);
        foreach (var step in StudioDocument.All(stored["root"]!.AsObject()))
            storedSteps.TryAdd(StudioDocument.Text(step, "id") ?? "", step);
        foreach (var step in StudioDocument.All(view["root"]!.AsObject()))
            viewSteps.TryAdd(StudioDocument.Text(step, "id") ?? "", step);
    }

    /// <summary>The document to store. <paramref name="before"/> is the version that it follows; null for a new definition.</summary>
    public static JsonObject Apply(JsonObject model, string definitionId, DefinitionVersion? before, ActivityCatalog catalog)
    {
        var merge = new StudioMerge(before, catalog);
        var document = merge.Document(model);
        document["definitionId"] = definitionId;
        return document;
    }

    private JsonObject Document(JsonObject model)
    {
        var document = new JsonObject();
        foreach (var (name, value) in stored ?? [])
            document[name] = name == "root" ? Step(model["root"]!.AsObject())
                : !DocumentFields.Contains(name) || Same(model[name], view![name]) ? value?.DeepClone()
                : model[name]?.DeepClone();
        foreach (var (name, value) in model)
            if (!document.ContainsKey(name) && !NotStored.Contains(name) && value is not null && !(view is not null && Same(value, view[name])))
                document[name] = name == "root" ? Step(value.AsObject()) : value.DeepClone();
        if (stored is null)
            (document["isLatest"], document["isPublished"]) = (true, false);
        return document;
    }

    private JsonObject Step(JsonObject posted)
    {
        var id = StudioDocument.Text(posted, "id") ?? "";
        if (StudioDocument.Text(posted, "type") == StudioDocument.NotFoundType && StudioDocument.Text(posted["customProperties"], StudioDocument.Original) is { } text)
            return Restored(posted, id, text);
        var type = StudioDocument.Text(posted, "type");
        var seen = viewSteps.GetValueOrDefault(id);
        var before = seen is not null && StudioDocument.Text(seen, "type") == type ? storedSteps.GetValueOrDefault(id) : null;
        var step = new JsonObject();
        foreach (var name in (before ?? []).Select(field => field.Key).Concat(posted.Select(field => field.Key)).Distinct().ToList())
        {
            if (name == "nodeId")
                continue;
            if (before is not null && Same(posted[name], seen![name]))
            {
                if (before.ContainsKey(name))
                    step[name] = before[name]?.DeepClone();
            }
            else if (Cleaned(name, posted[name], before, seen, type) is { } value)
            {
                step[name] = value;
            }
        }

        return step;
    }

    private JsonNode? Cleaned(string name, JsonNode? value, JsonObject? before, JsonObject? seen, string? type)
    {
        if (name == "connections" && value is JsonArray lines)
            return new JsonArray([.. lines.OfType<JsonObject>().Select(line => Connection(line, before?[name] as JsonArray, seen?[name] as JsonArray))]);
        if (!StudioDocument.HoldsActivities(name))
            return value?.DeepClone();
        switch (value)
        {
            case JsonObject single when StudioDocument.IsActivity(single):
                return Step(single);
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Item(item))]);
            case JsonObject input when input.ContainsKey("expression") || input.ContainsKey("memoryReference"):
                return Input(name, input, type);
            default:
                return value?.DeepClone();
        }

        JsonNode? Item(JsonNode? item)
        {
            if (StudioDocument.IsActivity(item))
                return Step(item!.AsObject());
            if (item is not JsonObject nested || !StudioDocument.IsActivity(nested["activity"]))
                return item?.DeepClone();
            var copy = nested.DeepClone().AsObject();
            copy["activity"] = Step(nested["activity"]!.AsObject());
            return copy;
        }
    }

    /// <summary>Studio writes no type name and an empty reference into an input that it touches first.</summary>
    private JsonObject Input(string name, JsonObject posted, string? type)
    {
        var input = new JsonObject { ["typeName"] = posted["typeName"]?.DeepClone() ?? catalog.Find(type ?? "")?.Inputs.FirstOrDefault(known => known.Name == name)?.TypeName ?? "Object" };
        foreach (var (field, value) in posted)
            if (field != "typeName" && value is not null)
                input[field] = value.DeepClone();
        return input;
    }

    private static JsonObject Connection(JsonObject posted, JsonArray? before, JsonArray? seen)
    {
        for (var index = 0; index < (seen?.Count ?? 0); index++)
            if (Same(posted, seen![index]))
                return before![index]!.DeepClone().AsObject();
        var line = posted.DeepClone().AsObject();
        if (line["source"] is JsonObject source && StudioDocument.Text(source, "port") is { } port)
            source["port"] = Outcomes.PortOf(port);
        return line;
    }

    /// <summary>The unknown step as it was, where it now stands and under its name.</summary>
    private JsonObject Restored(JsonObject posted, string id, string text)
    {
        var seen = viewSteps.GetValueOrDefault(id);
        var isAsBefore = seen is not null && StudioDocument.Text(seen["customProperties"], StudioDocument.Original) == text;
        var step = isAsBefore ? storedSteps[id].DeepClone().AsObject() : JsonNode.Parse(text)!.AsObject();
        step["id"] = id;
        foreach (var name in new[] { "metadata", "name" })
            if (!Same(posted[name], isAsBefore ? seen![name] : null))
                step[name] = posted[name]?.DeepClone();
        if (StudioDocument.Text(step["metadata"], "displayText") == StudioDocument.UnknownTitle(step))
            step["metadata"]!.AsObject().Remove("displayText");
        return step;
    }

    /// <summary>Equal, where nothing, null and an empty list or object say the same, and 40 is 40.0.</summary>
    private static bool Same(JsonNode? a, JsonNode? b) => (a, b) switch
    {
        (JsonObject x, JsonObject y) => x.Select(field => field.Key).Union(y.Select(field => field.Key)).All(name => Same(x[name], y[name])),
        (JsonArray x, JsonArray y) => x.Count == y.Count && x.Zip(y).All(pair => Same(pair.First, pair.Second)),
        (null, _) => IsEmpty(b),
        (_, null) => IsEmpty(a),
        _ => JsonNode.DeepEquals(a, b),
    };

    private static bool IsEmpty(JsonNode? node) => node is null or JsonArray { Count: 0 } || (node is JsonObject fields && fields.All(field => IsEmpty(field.Value)));
}
