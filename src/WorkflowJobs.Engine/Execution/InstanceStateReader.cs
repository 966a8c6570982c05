using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Engine.Execution;

/// <summary>Reads what <see cref="InstanceState.ToJson"/> wrote; anything else is a bug of the host, hence exceptions.</summary>
internal static class InstanceStateReader
{
    public static InstanceState Read(string json)
    {
        // Not a document to dispose: the values of the state are views of its bytes, so none is copied.
        var root = JsonElement.Parse(json);
        var state = new InstanceState
        {
            InstanceId = root.GetProperty("id").GetString()!,
            DefinitionVersionId = root.GetProperty("def").GetString()!,
            Status = (WorkflowStatus)root.GetProperty("status").GetInt32(),
            SubStatus = (WorkflowSubStatus)root.GetProperty("sub").GetInt32(),
            CorrelationId = Text(root, "corr"),
            Name = Text(root, "name"),
            Counter = Long(root, "n"),
            Seed = Long(root, "seed"),
            Rolled = Long(root, "rolled"),
            BurstStarts = (int)Long(root, "starts"),
            BurstCause = Long(root, "cause"),
            Input = Node(root, "in")!.AsObject(),
            Output = Node(root, "out")!.AsObject(),
            Outcomes = Texts(root, "outcomes"),
            RootVariables = Values(root, "vars") ?? new(StringComparer.Ordinal),
            Frames = List(root, "frames", ReadFrame),
            Queue = List(root, "queue", item => new QueuedStart(Text(item, "a")!, Long(item, "p"), Values(item, "locals"))),
            LastResult = Node(root, "last"),
            TriggerActivityId = Text(root, "trigger"),
            TriggerPayload = Node(root, "brought"),
        };
        if (root.TryGetProperty("call", out var call))
            state.Call = new PendingCall(Long(call, "n"), Long(call, "f"), Node(call, "args")!.AsObject());
        state.OpenBookmarks = List(root, "marks", item => ReadBookmark(state, item));
        state.StoppedBookmarks = List(root, "stopped", item => ReadBookmark(state, item));
        state.AllIncidents = List(root, "incidents", item => ReadIncident(state, item));
        if (root.TryGetProperty("outputs", out var outputs))
            foreach (var activity in outputs.EnumerateObject())
                state.ActivityOutputs[activity.Name] = Values(outputs, activity.Name)!;
        return state;
    }

    private static Frame ReadFrame(JsonElement item) => new()
    {
        Number = Long(item, "n"),
        ActivityId = Text(item, "a")!,
        Parent = Long(item, "p"),
        StartedAt = Long(item, "at"),
        Cause = Long(item, "cause"),
        Failed = item.TryGetProperty("failed", out _),
        Outcomes = Texts(item, "outcomes"),
        Variables = Values(item, "vars"),
        Locals = Values(item, "locals"),
        Items = Node(item, "items")?.AsArray(),
        Index = Long(item, "i"),
        Flow = item.TryGetProperty("flow", out var flow) ? ReadFlow(flow) : null,
    };

    private static FlowState ReadFlow(JsonElement item)
    {
        var flow = new FlowState
        {
            StartId = Text(item, "start")!,
            States = States(item),
            Closed = new(Texts(item, "closed"), StringComparer.Ordinal),
        };
        if (item.TryGetProperty("tasks", out var tasks))
            foreach (var task in tasks.EnumerateObject())
                flow.Tasks[task.Name] = new CompletedTask(
                    task.Value[0].GetInt64(), task.Value[1].GetInt64(), task.Value[2].GetInt64(), task.Value[3].GetInt64() == 1,
                    [.. task.Value.EnumerateArray().Skip(4).Select(rival => rival.GetString()!)]);
        if (item.TryGetProperty("back", out var backs))
            foreach (var back in backs.EnumerateObject())
                flow.StraightBacks[back.Name] =
                    new StraightBack(Texts(back.Value, "to"), Texts(back.Value, "rivals"), States(back.Value), Texts(back.Value, "closed"));
        return flow;
    }

    private static SortedDictionary<int, bool> States(JsonElement item)
    {
        var states = new SortedDictionary<int, bool>();
        foreach (var entry in item.GetProperty("conn").EnumerateArray())
        {
            var value = entry.GetInt32();
            states[Math.Abs(value) - 1] = value > 0;
        }

        return states;
    }

    private static Bookmark ReadBookmark(InstanceState state, JsonElement item) => new(
        state.Id(Long(item, "n")), Text(item, "a")!, state.Id(Long(item, "f")), Text(item, "k")!, Text(item, "key"),
        item.TryGetProperty("due", out var due) ? DateTimeOffset.FromUnixTimeMilliseconds(due.GetInt64()) : null,
        Node(item, "p")?.AsObject(), Long(item, "n"));

    private static Incident ReadIncident(InstanceState state, JsonElement item) => new(
        Text(item, "a")!, state.Id(Long(item, "f")), Text(item, "t")!, Text(item, "m")!,
        DateTimeOffset.FromUnixTimeMilliseconds(Long(item, "at")))
    {
        Resolution = Text(item, "r"),
    };

    private static List<T> List<T>(JsonElement parent, string name, Func<JsonElement, T> read)
    {
        var list = new List<T>();
        if (parent.TryGetProperty(name, out var items))
            foreach (var item in items.EnumerateArray())
                list.Add(read(item));
        return list;
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static long Long(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? value.GetInt64() : 0;

    private static List<string> Texts(JsonElement parent, string name) => List(parent, name, item => item.GetString()!);

    private static JsonNode? Node(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) ? ToNode(value) : null;

    private static SortedDictionary<string, JsonNode?>? Values(JsonElement parent, string name)
    {
        if (!parent.TryGetProperty(name, out var values))
            return null;
        var result = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var value in values.EnumerateObject())
            result[value.Name] = ToNode(value.Value);
        return result;
    }

    private static JsonNode? ToNode(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => JsonObject.Create(value),
        JsonValueKind.Array => JsonArray.Create(value),
        _ => JsonValue.Create(value),
    };
}
