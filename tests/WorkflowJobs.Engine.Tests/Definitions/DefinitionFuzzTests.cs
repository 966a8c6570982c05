using System.Text.Json.Nodes;
using CsCheck;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Engine.Tests.Definitions;

/// <summary>The recorded definitions keep their JSON; mutated ones are refused or read, never thrown at.</summary>
public sealed class DefinitionFuzzTests
{
    private static readonly string[] Pieces =
        ["{", "}", "[", "]", ",", ":", "\"", "null", "1.5", "true", "\\ud800", "\"id\"", "\"type\"", "\"\":1,", "{\"id\":\"x\",\"type\":\"X\"}", "中", "\ud800", "\0", "{}", "[[[["];

    public static TheoryData<string> Vectors() => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)!)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "vectors");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Read_EveryRecordedDefinition_RoundTripsToTheSameJson(string file)
    {
        foreach (var document in Definitions(file))
        {
            var read = DefinitionReader.Read(document.ToJsonString());
            Assert.Empty(read.Problems);
            var written = DefinitionReader.Write(read.Definition!);

            Assert.True(JsonNode.DeepEquals(document, JsonNode.Parse(written)));
            Assert.Equal(written, DefinitionReader.Write(DefinitionReader.Read(written).Definition!));
            Assert.DoesNotContain('\r', written);
        }
    }

    [Fact]
    public void ReadAndValidate_MutatedText_NeverThrows()
    {
        var sources = Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).SelectMany(file => Definitions(Path.GetFileName(file))).Select(document => document.ToJsonString()).ToArray();
        var change = Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 20], Gen.Int[0, Pieces.Length - 1]);
        Gen.Select(Gen.Int[0, sources.Length - 1], change.Array[0, 3]).Sample((source, changes) =>
        {
            var text = changes.Aggregate(sources[source], (now, item) => Mutate(now, item.Item1, item.Item2, Pieces[item.Item3]));
            return Survives(text);
        }, iter: 600, threads: 1);
    }

    /// <summary>Valid JSON of the wrong shape reaches further than broken text does.</summary>
    [Fact]
    public void ReadAndValidate_MutatedShapes_NeverThrows()
    {
        string[] values = ["null", "1", "1e99", "true", "\"\"", "\"x\"", "\"LONE\"", "[]", "{}", "[null,[1]]", "{\"id\":{},\"type\":\"Elsa.Flowchart\",\"activities\":[1,{}]}", "{\"expression\":{\"type\":\"JavaScript\",\"value\":{}}}"];
        var sources = Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).SelectMany(file => Definitions(Path.GetFileName(file))).ToArray();
        Gen.Select(Gen.Int[0, sources.Length - 1], Gen.Int[0, 1_000_000], Gen.Int[0, values.Length - 1]).Sample((source, place, value) =>
        {
            var document = sources[source].DeepClone();
            var places = Places(document).ToList();
            var (parent, key) = places[place % places.Count];
            var replacement = JsonNode.Parse(values[value]);
            if (parent is JsonObject fields)
                fields[(string)key] = replacement;
            else
                parent[(int)key] = replacement;
            return Survives(document.ToJsonString().Replace("LONE", "\\ud800", StringComparison.Ordinal));
        }, iter: 600, threads: 1);
    }

    private static bool Survives(string text)
    {
        var read = DefinitionReader.Read(text);
        if (read.Definition is null)
            return read.Problems.Count > 0 && read.Problems.All(problem => problem.JsonPath.StartsWith('$'));
        DefinitionReader.Validate(read.Definition, new ActivityCatalog([]));
        return DefinitionReader.Write(read.Definition).Length > 0;
    }

    private static string Mutate(string text, int place, int length, string piece)
    {
        var at = place % (text.Length + 1);
        return text[..at] + piece + text[Math.Min(text.Length, at + length)..];
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Places(field.Value).Prepend((fields, field.Key))),
        JsonArray items => items.SelectMany((item, index) => Places(item).Prepend((items, index))),
        _ => [],
    };

    private static IEnumerable<JsonNode> Definitions(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!["definitions"]!.AsArray().Select(item => item!);
}
