using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WorkflowJobs.Engine.Tests.Vectors;

/// <summary>Holds the engine to what the real Elsa was observed to do, step by step, in its counter-based mode.</summary>
public sealed partial class VectorTests
{
    private static readonly Dictionary<string, string> Files = Folders()
        .SelectMany(folder => Directory.GetFiles(folder.Path, "*.json").Select(file => (Id: Path.GetFileNameWithoutExtension(file) + folder.Suffix, file)))
        .ToDictionary(entry => entry.Id, entry => entry.file);

    private static readonly List<(string Number, bool Elsewhere, string Why)> Exclusions = ReadExclusions();

    public static TheoryData<string> Recorded => new(Files.Keys.Where(id => !IsExcluded(id)).Order(StringComparer.Ordinal));

    public static TheoryData<string> Excluded => new(Files.Keys.Where(IsExcluded).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Vector_AfterEveryStep_IsAsObserved(string id)
    {
        var vector = Load(id);
        var observed = vector["observed"]!["counterBased"]!.AsArray();
        var host = new VectorHost(vector);
        Compare(id, observed[0]!, null, host);
        for (var step = 0; step < vector["steps"]!.AsArray().Count; step++)
        {
            host.Step(vector["steps"]![step]!);
            Compare(id, observed[step + 1]!, observed[step], host);
        }
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    [MemberData(nameof(Excluded))]
    public void Vector_JournalReplayed_GivesTheSameTransitions(string id)
    {
        var vector = Load(id);
        var host = new VectorHost(vector);
        foreach (var step in vector["steps"]!.AsArray())
            host.Step(step!);

        foreach (var instance in host.All)
            instance.Recording.AssertReplays(VectorHost.Engine, instance.Definition, instance.Id);
    }

    [Theory]
    [MemberData(nameof(Excluded))]
    public void ExcludedVector_AfterEveryStep_FollowsOurOwnRule(string id)
    {
        var vector = Load(id);
        var host = new VectorHost(vector);
        var seen = new List<string> { host.Line() };
        foreach (var step in vector["steps"]!.AsArray())
        {
            host.Step(step!);
            seen.Add(host.Line());
        }

        if (OwnResults.ByVector.TryGetValue(id.Split(' ')[0], out var expected))
            Assert.Equal(string.Join('\n', expected), string.Join('\n', seen));
        else
            Assert.Empty(host.Root.State.Incidents);
    }

    [Theory]
    [MemberData(nameof(Excluded))]
    public void ExcludedVector_IsNotAsObserved(string id) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Vector_AfterEveryStep_IsAsObserved(id));

    /// <summary>An exclusion has its file and our own result; † says that the file is not among ours but may come by <c>ELSA_VECTORS</c>.</summary>
    [Fact]
    public void Exclusions_OfOurFolder_HaveTheirFilesAndOwnResults()
    {
        var ours = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "vectors"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Where(IsExcluded).ToList();

        Assert.Equal(Exclusions.Where(row => !row.Elsewhere).Select(row => row.Number), ours.Select(NumberOf).Order());
        Assert.Equal(ours.Order(), OwnResults.ByVector.Keys.Order());
        Assert.All(Exclusions, row => Assert.NotEqual("", row.Why));
    }

    private static void Compare(string id, JsonNode observed, JsonNode? before, VectorHost host)
    {
        var expected = OwnResults.WithInputKept(id, Observation.OfRecorded(observed, before, withNames: true));
        var actual = host.WithoutIds(Observation.OfOurs(host.Root, observed["children"] is null ? [] : host.Children));
        var childCorrelation = new Regex("^  correlation .*\n", RegexOptions.Multiline);
        Assert.Equal(expected, childCorrelation.Replace(actual, ""));
    }

    private static bool IsExcluded(string id) => Exclusions.Any(row => row.Number == NumberOf(id));

    private static string NumberOf(string id) => id.Split('-')[0];

    /// <summary>The rows of <c>exclusions.md</c>, the only place where an exclusion may stand.</summary>
    private static List<(string Number, bool Elsewhere, string Why)> ReadExclusions() =>
        [.. Row().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "exclusions.md")))
            .Select(match => (match.Groups[1].Value, match.Groups[2].Length > 0, match.Groups[3].Value.Trim()))];

    private static JsonNode Load(string id) => JsonNode.Parse(File.ReadAllText(Files[id]))!;

    private static IEnumerable<(string Path, string Suffix)> Folders()
    {
        yield return (Path.Combine(AppContext.BaseDirectory, "vectors"), "");
        if (Environment.GetEnvironmentVariable("ELSA_VECTORS") is { Length: > 0 } further)
            yield return (further, " (ELSA_VECTORS)");
    }

    [GeneratedRegex(@"^\| (\d+)( †)? \|[^|]+\|([^|]+)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
