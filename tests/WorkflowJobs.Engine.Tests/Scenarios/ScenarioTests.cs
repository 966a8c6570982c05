using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Tests.Execution;

namespace WorkflowJobs.Engine.Tests.Scenarios;

/// <summary>The approval flows of <c>scenarios.json</c>: results follow SEMANTICS.md and may not depend on the order of connections.</summary>
public sealed class ScenarioTests
{
    private const int Shuffles = 20;

    private static readonly JsonArray All =
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scenarios.json")))!["scenarios"]!.AsArray();

    public static TheoryData<string> Names => new(All.Select(scenario => scenario!["name"]!.GetValue<string>()));

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_InListOrder_GivesTheExpectedResult(string name)
    {
        var scenario = Find(name);
        Run(scenario, FlowText.Words(Text(scenario, "connections")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_InShuffledConnectionOrders_GivesTheSameResult(string name)
    {
        var scenario = Find(name);
        var random = new Random(20240603);
        for (var shuffle = 0; shuffle < Shuffles; shuffle++)
        {
            var connections = FlowText.Words(Text(scenario, "connections"));
            random.Shuffle(connections);
            Run(scenario, connections);
        }
    }

    private static void Run(JsonNode scenario, string[] connections)
    {
        var order = string.Join(' ', connections);
        var definition = FlowText.Definition(Text(scenario, "nodes"), order, scenario["incidentStrategy"]?.GetValue<string>());
        var instance = TestInstance.Started(definition);
        foreach (var step in FlowText.Words(Text(scenario, "steps")))
            Step(instance, step, order);

        instance.Recording.AssertReplays(instance.Engine, instance.Definition, instance.Id);
        Assert.True(Text(scenario, "status") == instance.State.Status.ToString(), $"{instance.State.Status}/{instance.State.SubStatus}; {order}; {instance.Journal()}");
        foreach (var (activity, runs) in scenario["runs"]!.AsObject())
            Assert.True(runs!.GetValue<int>() == instance.Runs(activity), $"{activity} ran {instance.Runs(activity)} times; {order}; {instance.Journal()}");
    }

    private static void Step(TestInstance instance, string step, string order)
    {
        if (step[0] == '!')
            Assert.False(instance.IsOpen(step[1..]), $"{step}; {order}; {instance.Journal()}");
        else if (step[0] == '?')
            Assert.True(instance.IsOpen(step[1..]), $"{step}; {order}; {instance.Journal()}");
        else
        {
            var parts = step.Split('.');
            // A task that lost against a WaitAny join is not open: which sibling starts first is list order (rule 1).
            if (instance.IsOpen(parts[0]))
                instance.Complete(parts[0], parts.ElementAtOrDefault(1) ?? "Done");
        }
    }

    private static JsonNode Find(string name) => All.First(scenario => scenario!["name"]!.GetValue<string>() == name)!;

    private static string Text(JsonNode scenario, string property) => scenario[property]!.GetValue<string>();
}
