using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Definitions.Comparison;
using WorkflowJobs.Engine.Tests.Execution;

namespace WorkflowJobs.Engine.Tests.Definitions.Comparison;

public sealed class DefinitionComparisonTests
{
    private const string Nodes = "start:S a:T b:T end:E";
    private const string Connections = "start.Done>a a.Done>b b.Done>end";

    [Fact]
    public void Versions_DrawnOtherwise_AreTheSame()
    {
        var found = Compare(FlowText.Definition(Nodes, Connections), FlowText.Definition(Nodes, Connections), after =>
        {
            after["root"]!["activities"]![1]!["metadata"] = JsonNode.Parse("""{"designer":{"position":{"x":1,"y":2}}}""");
            after["root"]!["activities"]![1]!["nodeId"] = "Workflow1:flow:a";
            after["root"]!["activities"]![1]!["instructions"] = null;
            after["variables"] = new JsonArray();
        });

        Assert.True(found.IsSame, found.ToString());
    }

    [Fact]
    public void Step_PutInBetween_IsAddedWithItsConnections()
    {
        var found = Compare(FlowText.Definition(Nodes, Connections), FlowText.Definition("start:S a:T new:T b:T end:E", "start.Done>a a.Done>new new.Done>b b.Done>end"), after =>
            after["root"]!["activities"]![2]!["title"] = FlowText.Wrapped("String", "纪检核查"));

        var step = Assert.Single(found.Steps);
        Assert.Equal(("new", "纪检核查", StepFate.Added), (step.ActivityId, step.Title, step.Fate));
        Assert.Equal(
            [new("a", "Done", "new", true), new("new", "Done", "b", true), new("a", "Done", "b", false)],
            found.Connections);
    }

    [Fact]
    public void Step_TakenOut_IsRemoved()
    {
        var found = Compare(FlowText.Definition(Nodes, Connections), FlowText.Definition("start:S a:T end:E", "start.Done>a a.Done>end"));

        Assert.Equal(("b", StepFate.Removed), (Assert.Single(found.Steps).ActivityId, found.Steps[0].Fate));
    }

    [Fact]
    public void Inputs_ThatDiffer_AreNamedWithBothValues()
    {
        var found = Compare(FlowText.Definition(Nodes, Connections), FlowText.Definition(Nodes, Connections), after =>
        {
            after["name"] = "新名称";
            after["root"]!["activities"]![1]!["role"] = FlowText.Wrapped("String", "TD");
            after["root"]!["activities"]![2]!["title"] = FlowText.Wrapped("String", "getInput('x')", "JavaScript");
        });

        Assert.Equal(
            ["a role: - -> TD", "b title: b -> JavaScript: getInput('x')"],
            found.Steps.SelectMany(step => step.Values.Select(value => $"{step.ActivityId} {value.Name}: {value.Before ?? "-"} -> {value.After}")));
        Assert.All(found.Steps, step => Assert.Equal(StepFate.Changed, step.Fate));
        Assert.Equal(new ValueDifference("name", null, "新名称"), Assert.Single(found.Settings));
    }

    private static DefinitionComparison Compare(string before, string after, Action<JsonNode>? edit = null)
    {
        var edited = JsonNode.Parse(after)!;
        edit?.Invoke(edited);
        return DefinitionComparison.Of(TestInstance.Read(before), TestInstance.Read(edited.ToJsonString()));
    }
}
