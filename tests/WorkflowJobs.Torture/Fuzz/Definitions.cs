using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Torture.Fuzz;

/// <summary>Definitions that were good before something was done to them.</summary>
internal sealed class Definitions(string folder, Random random, Values values)
{
    private static readonly JsonWriterOptions Deep = new() { MaxDepth = 100_000, SkipValidation = true };

    private readonly List<string> good = [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    public string Next() => random.Next(10) switch
    {
        0 => Bytes(good[random.Next(good.Count)]),
        1 => Text(values.Anything(0)),
        2 => new string('[', random.Next(1, 20_000)),
        3 => Repeated(good[random.Next(good.Count)]),
        _ => Mutated(good[random.Next(good.Count)]),
    };

    private string Mutated(string text)
    {
        var root = JsonNode.Parse(text)!;
        for (var change = random.Next(1, 6); change > 0; change--)
            Change(root);
        return Text(root);
    }

    private void Change(JsonNode root)
    {
        var node = root;
        // Down some random way, and change what is there.
        for (var depth = random.Next(1, 12); depth > 0; depth--)
        {
            var next = Child(node);
            if (next is not (JsonObject { Count: > 0 } or JsonArray { Count: > 0 }))
                break;
            node = next;
        }

        switch (node)
        {
            case JsonObject { Count: > 0 } fields:
                var key = fields.ElementAt(random.Next(fields.Count)).Key;
                switch (random.Next(5))
                {
                    case 0: fields.Remove(key); break;
                    case 1: fields[values.Text()] = fields[key]?.DeepClone(); break;
                    case 2: fields["$type"] = "System.Diagnostics.Process, System"; break;
                    case 3: fields[key] = Child(root)?.DeepClone(); break;
                    default: fields[key] = values.Anything(0); break;
                }

                break;
            case JsonArray { Count: > 0 } items:
                var at = random.Next(items.Count);
                switch (random.Next(4))
                {
                    case 0: items.RemoveAt(at); break;
                    case 1: items.Add(items[at]?.DeepClone()); break;
                    case 2: items[at] = items[random.Next(items.Count)]?.DeepClone(); break;
                    default: items[at] = values.Anything(0); break;
                }

                break;
        }
    }

    private JsonNode? Child(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } fields => fields.ElementAt(random.Next(fields.Count)).Value,
        JsonArray { Count: > 0 } items => items[random.Next(items.Count)],
        _ => node,
    };

    /// <summary>A key twice.</summary>
    private string Repeated(string text)
    {
        var quote = text.IndexOf('"', random.Next(text.Length / 2));
        var comma = text.IndexOf(',', quote + 1);
        return quote < 0 || comma < 0 ? text : text[..(comma + 1)] + text[quote..(comma + 1)] + text[(comma + 1)..];
    }

    private string Bytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var change = random.Next(1, 8); change > 0; change--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return Encoding.UTF8.GetString(bytes, 0, random.Next(3) == 0 ? random.Next(bytes.Length) : bytes.Length);
    }

    private static string Text(JsonNode? node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Deep))
        {
            if (node is null)
                writer.WriteNullValue();
            else
                node.WriteTo(writer, new JsonSerializerOptions { MaxDepth = 100_000 });
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
