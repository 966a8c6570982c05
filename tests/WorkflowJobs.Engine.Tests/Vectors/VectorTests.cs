using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WorkflowJobs.Engine.Tests.Vectors;

/// <summary>Holds the engine to what the real Elsa was observed to do, step by step, in its counter-based mode.</summary>
public sealed partial class VectorTests
{
    private static readonly Dictionary<string, string> Files = Folders()
        .SelectMany(folder => Directory.GetFiles(folder, "*.json"))
        .GroupBy(file => Path.GetFileNameWithoutExtension(file)!)
        .ToDictionary(group => group.Key, group => group.First());

    public static TheoryData<string> Recorded => new(Files.Keys.Where(id => !IsExcluded(id)).Order(StringComparer.Ordinal));

    public static TheoryData<string> Excluded => new(Files.Keys.Where(IsExcluded).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Vector_AfterEveryStep_IsAsObserved(string id)
    {
        var vector = Load(id);
        var observed = vector["observed"]!["counterBased"]!.AsArray();
        var host = new VectorHost(vector);
        Compare(id, observed[0]!, host, isStart: true);
        for (var step = 0; step < vector["steps"]!.AsArray().Count; step++)
        {
            host.Step(vector["steps"]![step]!);
            Compare(id, observed[step + 1]!, host, isStart: false);
        }
    }

    [Theory]
    [MemberData(nameof(Excluded))]
    public void ExcludedVector_AfterEveryStep_FollowsOurOwnRule(string id)
    {
        var vector = Load(id);
        var host = new VectorHost(vector);
        var seen = new List<string> { Short(host) };
        foreach (var step in vector["steps"]!.AsArray())
        {
            host.Step(step!);
            seen.Add(Short(host));
        }

        if (OwnResults.ByVector.TryGetValue(id, out var expected))
            Assert.Equal(string.Join('\n', expected), string.Join('\n', seen));
        else
            Assert.Empty(host.Root.State.Incidents);
    }

    [Fact]
    public void Exclusions_AreDescribed_OneByOne()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "exclusions.md"));
        var described = NumberInTable().Matches(text).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Equal(OwnResults.Numbers.Order(), described.Order());
    }

    private static void Compare(string id, JsonNode observed, VectorHost host, bool isStart)
    {
        var expected = OwnResults.WithInputKept(id, Observation.OfRecorded(observed, isStart, withNames: true));
        var actual = InstanceIds(host, Observation.OfOurs(host.Root, observed["children"] is null ? [] : host.Children));
        var childCorrelation = new Regex("^  correlation .*\n", RegexOptions.Multiline);
        Assert.Equal(expected, childCorrelation.Replace(actual, ""));
    }

    private static string InstanceIds(VectorHost host, string text) =>
        host.All.Aggregate(text, (current, instance) => current.Replace($"\"{instance.Id}\"", "\"<instance-id>\"", StringComparison.Ordinal));

    /// <summary>Status, open bookmarks, journal, and what else our own rules speak of, in one line.</summary>
    private static string Short(VectorHost host)
    {
        var root = host.Root;
        return $"{root.State.Status}/{root.State.SubStatus}"
            + $" open[{string.Join(' ', root.State.Bookmarks.Select(mark => mark.ActivityId))}]"
            + $" {string.Join(' ', root.Journal.Select(item => $"{item.ActivityId}:{item.Event}"))}"
            + (root.Lines.Count > 0 ? $" printed[{InstanceIds(host, string.Join('|', root.Lines))}]" : "")
            + (root.State.Incidents.Count > 0 ? $" incidents[{string.Join(' ', root.State.Incidents.Select(incident => incident.ActivityId))}]" : "")
            + string.Concat(host.Children.Select(child => $" child[{child.State.Status} {child.State.Output.ToJsonString()}]"));
    }

    private static bool IsExcluded(string id) => OwnResults.Numbers.Contains(id.Split('-')[0]);

    private static JsonNode Load(string id) => JsonNode.Parse(File.ReadAllText(Files[id]))!;

    private static IEnumerable<string> Folders()
    {
        yield return Path.Combine(AppContext.BaseDirectory, "vectors");
        if (Environment.GetEnvironmentVariable("ELSA_VECTORS") is { Length: > 0 } further)
            yield return further;
    }

    [GeneratedRegex(@"^\| (\d\d) \|", RegexOptions.Multiline)]
    private static partial Regex NumberInTable();
}
