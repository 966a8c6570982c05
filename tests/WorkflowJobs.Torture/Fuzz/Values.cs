using System.Globalization;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Torture.Fuzz;

/// <summary>Values for a schema: mostly of its type, often at its edges, now and then of no type that anybody expects. Ids that were seen are used again.</summary>
internal sealed class Values(Random random)
{
    private const int MostIds = 400;

    private static readonly string[] Texts =
    [
        "", " ", "a", "0", "-1", "null", "true", "NaN", "1e309", "\u0000", "\t\r\n", "\uFEFF", "\u202E反", "🏠", "'", "\"", "\\", "';--", "%", "_", "%00", "../..", "/", "{{ x }}", "{0}", "${x}",
        "2024-06-03", "2024-02-30", "9999-12-31", "0001-01-01", "9999-12-31T23:59:59Z", "2024-06-03T09:00:00+08:00", "P1D", "370811198001019820", "13900000000",
        "Rural", "Urban", "Pass", "Accept", "Approve", "TH", "shiqiao", "shiqiao-hudong", "application", "onboarding.order", "2024",
    ];

    private static readonly long[] Numbers = [0, 1, -1, 2, 10, 2024, 9999, 10000, int.MaxValue, int.MinValue, (long)int.MaxValue + 1, long.MaxValue, long.MinValue];

    private readonly List<string> ids = [];

    /// <summary>Remembers the ids of an answer.</summary>
    public void Learn(JsonNode? answer, string name = "")
    {
        switch (answer)
        {
            case JsonObject fields:
                foreach (var (key, value) in fields)
                    Learn(value, key);
                break;
            case JsonArray items:
                foreach (var item in items.Take(20))
                    Learn(item, name);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text) && text.Length is > 0 and < 80
                && (name.EndsWith("id", StringComparison.OrdinalIgnoreCase) || name is "receiptNumber" or "outcome" or "key" or "cursor" or "nextCursor" or "kind"):
                if (ids.Count < MostIds)
                    ids.Add(text);
                else
                    ids[random.Next(MostIds)] = text;
                break;
        }
    }

    public string Text()
    {
        if (ids.Count > 0 && random.Next(3) > 0)
            return ids[random.Next(ids.Count)];
        return random.Next(20) switch
        {
            0 => new string('长', random.Next(1, 5000)),
            1 => Guid.NewGuid().ToString("N"),
            2 => string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => (char)random.Next(1, 0xD7FF))),
            _ => Texts[random.Next(Texts.Length)],
        };
    }

    public JsonNode? For(JsonObject schema, string name, int depth = 0)
    {
        if (random.Next(12) == 0)
            return Anything(depth);
        if (schema["enum"] is JsonArray { Count: > 0 } choices && random.Next(5) > 0)
            return choices[random.Next(choices.Count)]?.DeepClone();
        // "type" may be one word or several, of which one is null.
        var type = schema["type"] is JsonArray types ? types.FirstOrDefault(word => word?.ToString() != "null")?.ToString() : schema["type"]?.ToString();
        if (schema["properties"] is JsonObject properties)
            return new JsonObject(properties.Where(_ => random.Next(10) > 0)
                .Select(property => new KeyValuePair<string, JsonNode?>(property.Key, For((JsonObject)property.Value!, property.Key, depth + 1))));
        return type switch
        {
            "integer" or "number" => Number(),
            "boolean" => random.Next(2) == 0,
            "array" => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => For(schema["items"] as JsonObject ?? [], name, depth + 1))]),
            "string" => name == "operationId" && random.Next(5) > 0 ? Guid.NewGuid().ToString("N") : Text(),
            _ => Anything(depth),
        };
    }

    /// <summary>Of any kind, nested a little.</summary>
    public JsonNode? Anything(int depth) => random.Next(depth > 4 ? 5 : 8) switch
    {
        0 => null,
        1 => Number(),
        2 => random.Next(2) == 0,
        3 or 4 => Text(),
        5 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Anything(depth + 1))]),
        6 => Nested(random.Next(1, 100)),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => new KeyValuePair<string, JsonNode?>(i == 0 ? "$type" : Text() + i.ToString(CultureInfo.InvariantCulture), Anything(depth + 1)))),
    };

    public JsonNode Number() => random.Next(8) switch
    {
        0 => random.NextDouble() * 1e18,
        1 => -0.5,
        2 => double.MaxValue,
        3 => double.Epsilon,
        _ => Numbers[random.Next(Numbers.Length)],
    };

    private static JsonNode Nested(int levels)
    {
        JsonNode node = new JsonArray();
        for (var level = 0; level < levels; level++)
            node = new JsonArray(node);
        return node;
    }
}
