using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Engine.Tests.Definitions;

public sealed class DefinitionReaderTests
{
    private const string Small = """
        {"definitionId":"a","id":"a1","name":"甲","version":2,"unknown":{"kept":true},
         "options":{"incidentStrategyType":"Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core"},
         "root":{"id":"flow","type":"Elsa.Flowchart","version":1,
          "activities":[{"id":"s","type":"Elsa.Start"},{"id":"if","type":"Elsa.If","then":{"id":"t","type":"Elsa.WriteLine"}},
                        {"id":"sw","type":"Elsa.Switch","cases":[{"label":"x","activity":{"id":"c","type":"Elsa.WriteLine"}}]}],
          "connections":[{"source":{"activity":"s"},"target":{"activity":"if","port":"In"}}]}}
        """;

    [Fact]
    public void Read_ContainersOfEveryShape_FindsAllActivitiesWithTheirPaths()
    {
        var definition = DefinitionReader.Read(Small).Definition!;

        Assert.Equal(["flow", "s", "if", "t", "sw", "c"], definition.Root.SelfAndDescendants().Select(node => node.Id));
        Assert.Equal("$.root.activities[2].cases[0].activity", definition.Root.SelfAndDescendants().Last().JsonPath);
        Assert.Equal(IncidentStrategy.ContinueWithIncidents, definition.IncidentStrategy);
        Assert.Equal(new Connection("s", "Done", "if", "In"), Assert.Single(definition.Root.Connections));
    }

    [Fact]
    public void Write_AfterRead_KeepsUnknownPropertiesAndChinese()
    {
        var written = DefinitionReader.Write(DefinitionReader.Read(Small).Definition!);

        Assert.Contains("\"kept\": true", written);
        Assert.Contains("\"甲\"", written);
        Assert.Equal(written, DefinitionReader.Write(DefinitionReader.Read(written).Definition!));
    }

    [Fact]
    public void Read_DuplicateKeysAndIds_AreRefusedAllAtOnceWithTheirPaths()
    {
        var keys = DefinitionReader.Read("""{"name":"a","name":"b","root":{"id":"f","id":"g","type":"X"}}""");
        var ids = DefinitionReader.Read("""{"root":{"id":"f","type":"F","activities":[{"id":"x","type":"A"},{"id":"x","type":"B"}]}}""");

        Assert.Null(keys.Definition);
        Assert.Equal(["$.name", "$.root.id"], keys.Problems.Select(problem => problem.JsonPath));
        Assert.Null(ids.Definition);
        Assert.Equal("$.root.activities[1].id", Assert.Single(ids.Problems).JsonPath);
    }

    [Theory]
    [InlineData("{", "JSON_BROKEN")]
    [InlineData("[]", "DOCUMENT_NOT_OBJECT")]
    [InlineData("{}", "ROOT_MISSING")]
    public void Read_WhatIsNoDefinition_IsRefusedWithItsCode(string json, string code) =>
        Assert.Equal(code, Assert.Single(DefinitionReader.Read(json).Problems).Code);

    [Fact]
    public void Read_LoneSurrogatesAndOverlongTexts_AreRefusedAllAtOnceWithTheirPaths()
    {
        var text = new string('x', DefinitionLimits.TextLength + 1);
        var read = DefinitionReader.Read("{\"name\":\"\\ud800\",\"root\":{\"id\":\"f\",\"type\":\"X\",\"text\":\"" + text + "\"}}");

        Assert.Null(read.Definition);
        Assert.Equal([("TEXT_INVALID", "$.name"), ("TEXT_TOO_LONG", "$.root.text")], read.Problems.Select(problem => (problem.Code, problem.JsonPath)));
    }
}
