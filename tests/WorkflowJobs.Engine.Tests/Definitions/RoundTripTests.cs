using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Engine.Tests.Definitions;

/// <summary>Import → export → import gives the same JSON: our own workflows, all recorded definitions, whatever else stands in them.</summary>
public sealed class RoundTripTests
{
    private const int Variants = 12;

    private static readonly string[] Values =
    [
        "null", "true", "1.50", "-0", "1e300", "123456789012345678901234567890", "\"\"", "\"中文 \\u0000 \\\"\"", "\"<script>&\\u2028\"", "[]", "{}",
        "[1,[\"a\",{\"b\":null}]]", "{\"id\":1,\"nested\":{\"type\":\"X\",\"x\":[{}]}}", "{\"typeName\":\"String\",\"expression\":{\"type\":\"Unknown\",\"value\":{}}}",
    ];

    private static readonly string[] Names = ["x", "X-Ext", "未知", "_type", "a.b", "", " ", "metadata2", "__proto__", "constructor"];

    public static TheoryData<string> Files => [.. Documents().Select(document => document.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Definition_WithUnknownPropertiesAnywhere_ComesBackTheSame(string name)
    {
        foreach (var (_, json) in Documents().Where(document => document.Name == name))
            for (var seed = 0; seed < Variants; seed++)
            {
                var document = JsonNode.Parse(json)!;
                if (seed > 0)
                    AddUnknown(document, new Random(seed));
                var source = document.ToJsonString();

                var first = DefinitionReader.Read(source);
                Assert.True(first.Definition is not null, $"seed {seed}: {string.Join("; ", first.Problems)}");
                var written = DefinitionReader.Write(first.Definition);
                var second = DefinitionReader.Read(written);

                Assert.Equal(source, JsonNode.Parse(written)!.ToJsonString());
                Assert.Equal(written, DefinitionReader.Write(second.Definition!));
                Assert.Equal(Seen(first.Definition), Seen(second.Definition!));
            }
    }

    private static IEnumerable<(string Name, string Json)> Documents()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "*.json").Order(StringComparer.Ordinal))
            yield return (Path.GetFileName(file), File.ReadAllText(file));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "vectors"), "*.json").Order(StringComparer.Ordinal))
            foreach (var definition in JsonNode.Parse(File.ReadAllText(file))!["definitions"]!.AsArray())
                yield return (Path.GetFileName(file), definition!.ToJsonString());
    }

    /// <summary>Some twenty properties that nobody knows, in activities, inputs, connections, metadata, anywhere.</summary>
    private static void AddUnknown(JsonNode document, Random random)
    {
        var places = Objects(document).ToList();
        for (var more = 0; more < 20; more++)
        {
            var place = places[random.Next(places.Count)];
            var name = Names[random.Next(Names.Length)];
            if (!place.ContainsKey(name))
                place.Insert(random.Next(place.Count + 1), name, JsonNode.Parse(Values[random.Next(Values.Length)]));
        }
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject fields => fields.ToList().SelectMany(field => Objects(field.Value)).Prepend(fields),
        JsonArray items => items.ToList().SelectMany(Objects),
        _ => [],
    };

    private static string Seen(WorkflowDefinition definition) =>
        string.Join(' ', definition.Root.SelfAndDescendants().Select(node => $"{node.JsonPath}={node.Id}:{node.Type}/{node.Connections.Count}/{node.Variables.Count}"));
}
