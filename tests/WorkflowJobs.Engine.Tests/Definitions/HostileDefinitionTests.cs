using WorkflowJobs.Engine.Activities.Scheduling;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Definitions;

/// <summary>What bad input gets: a refusal by its code, within the limits' memory. Memory is counted, since a clock would be luck.</summary>
public sealed class HostileDefinitionTests
{
    private const long MostBytes = 100 * 1024 * 1024;

    public static TheoryData<string, string> Hostile => new()
    {
        { "10,000 activities", "TOO_MANY_ACTIVITIES" },
        { "10,000 connections", "TOO_MANY_CONNECTIONS" },
        { "depth 10,000 of arrays", "JSON_BROKEN" },
        { "depth 10,000 of activities", "JSON_BROKEN" },
        { "100 MB of text", "DOCUMENT_TOO_LARGE" },
        { "one long text", "TEXT_TOO_LONG" },
        { "a long id", "NAME_TOO_LONG" },
        { "NaN", "JSON_BROKEN" },
        { "Infinity", "JSON_BROKEN" },
        { "a comment", "JSON_BROKEN" },
        { "a trailing comma", "JSON_BROKEN" },
        { "a duplicate key", "JSON_DUPLICATE_KEY" },
        { "a duplicate key by escape", "JSON_DUPLICATE_KEY" },
        { "a $type gadget", "TYPE_NAME_REFUSED" },
        { "a deep $type gadget", "TYPE_NAME_REFUSED" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Read_HostileText_IsRefusedByItsCodeWithinBounds(string what, string code)
    {
        var json = Text(what);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = DefinitionReader.Read(json);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Assert.Null(read.Definition);
        Assert.Contains(read.Problems, problem => problem.Code == code);
        Assert.All(read.Problems, problem => Assert.Equal(ProblemSeverity.ImportError, problem.Severity));
    }

    /// <summary>What stands where an object is expected, but is none, is a finding or nothing, never a broken server.</summary>
    [Theory]
    [InlineData("""{"id":"a","type":"WorkflowJobs.HumanTask","metadata":"x"}""")]
    [InlineData("""{"id":"a","type":"WorkflowJobs.HumanTask","metadata":[],"title":1}""")]
    [InlineData("""{"id":"a","type":"WorkflowJobs.HumanTask","title":{"expression":"x"}}""")]
    [InlineData("""{"id":"a","type":"Elsa.WriteLine","text":{"memoryReference":"x"}}""")]
    [InlineData("""{"id":"a","type":"Elsa.Cron","customProperties":{"canStartWorkflow":true},"cronExpression":{"expression":3}}""")]
    public void ReadValidateAndSchedule_AMemberOfAnotherShape_DoesNotThrow(string activity)
    {
        var read = DefinitionReader.Read(Flow([activity], []));

        DefinitionReader.Validate(read.Definition!, new([]));
        Assert.All(ScheduledStarts.Of(read.Definition!, DateTimeOffset.UnixEpoch), start => Assert.NotNull(start.Problem));
        new WorkflowEngine(new([])).Start(read.Definition!, "i", new Stimulus.Start([]), DateTimeOffset.UnixEpoch);
    }

    /// <summary>At the limits themselves a definition is read, validated and planned.</summary>
    [Fact]
    public void ReadAndValidate_TheLargestDefinition_StaysWithinBounds()
    {
        const int Most = DefinitionLimits.Activities - 1;
        var activities = Enumerable.Range(0, Most).Select(index => $$"""{"id":"a{{index}}","type":"Elsa.WriteLine"}""");
        var connections = Enumerable.Range(1, Most - 1).Select(index => Connection(index - 1, index));
        var json = Flow(activities, connections);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var read = DefinitionReader.Read(json);
        var problems = DefinitionReader.Validate(read.Definition!, new([]));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        Assert.Empty(problems);
    }

    private static string Text(string what) => what switch
    {
        "10,000 activities" => Flow(Enumerable.Range(0, 10_000).Select(index => $$"""{"id":"a{{index}}","type":"Elsa.WriteLine"}"""), []),
        "10,000 connections" => Flow(["""{"id":"a0","type":"X"}""", """{"id":"a1","type":"X"}"""], Enumerable.Range(0, 10_000).Select(_ => Connection(0, 1))),
        "depth 10,000 of arrays" => "{\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}",
        "depth 10,000 of activities" => string.Concat(Enumerable.Range(0, 10_000).Select(index => $$"""{"id":"a{{index}}","type":"Elsa.If","then":""")) + "null" + new string('}', 10_000),
        "100 MB of text" => "{\"root\":{\"id\":\"f\",\"type\":\"X\",\"text\":\"" + new string('x', 100 * 1024 * 1024) + "\"}}",
        "one long text" => Root($"\"text\":\"{new string('x', DefinitionLimits.TextLength + 1)}\""),
        "a long id" => Flow([$$"""{"id":"{{new string('x', DefinitionLimits.NameLength + 1)}}","type":"X"}"""], []),
        "NaN" => Root("\"x\":NaN"),
        "Infinity" => Root("\"x\":-Infinity"),
        "a comment" => Root("/* here */ \"x\":1"),
        "a trailing comma" => Root("\"x\":1,"),
        "a duplicate key" => Root("\"x\":1,\"x\":2"),
        "a duplicate key by escape" => Root("\"x\":1,\"\\u0078\":2"),
        "a $type gadget" => """{"$type":"System.Diagnostics.Process, System","root":{"id":"f","type":"X"}}""",
        "a deep $type gadget" => Root("\"x\":[{\"y\":{\"\\u0024type\":\"System.Windows.Data.ObjectDataProvider\"}}]"),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static string Root(string more) => "{\"root\":{\"id\":\"f\",\"type\":\"X\"," + more + "}}";

    private static string Flow(IEnumerable<string> activities, IEnumerable<string> connections) =>
        Root($"\"activities\":[{string.Join(',', activities)}],\"connections\":[{string.Join(',', connections)}]").Replace("\"X\",\"act", "\"Elsa.Flowchart\",\"act", StringComparison.Ordinal);

    private static string Connection(int from, int to) => $$$"""{"source":{"activity":"a{{{from}}}"},"target":{"activity":"a{{{to}}}"}}""";
}
