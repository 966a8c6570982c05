using WorkflowJobs.Engine.Execution;
using WorkflowJobs.Engine.Tests.Execution;

namespace WorkflowJobs.Engine.Tests.Scenarios;

/// <summary>Properties of many flows that nobody drew: they end, a merge runs once a pass, and list order changes nothing.</summary>
public sealed class RandomFlowTests
{
    private const int FlowsPerTheory = 60;

    [Theory]
    [InlineData(1_000)]
    [InlineData(2_000)]
    [InlineData(3_000)]
    [InlineData(4_000)]
    public void Flow_InAnyConnectionOrder_OpensTheSameTasksAndEnds(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + FlowsPerTheory; seed++)
        {
            var flow = new RandomFlow(seed);
            var listed = Run(flow, [.. flow.Connections], seed);
            Assert.EndsWith("Finished", listed[^1], StringComparison.Ordinal);
            for (var shuffle = 0; shuffle < 3; shuffle++)
            {
                string[] connections = [.. flow.Connections];
                new Random(seed + shuffle).Shuffle(connections);
                Assert.True(listed.SequenceEqual(Run(flow, connections, seed)), $"seed {seed}: {flow.Nodes} / {string.Join(' ', connections)}");
            }
        }
    }

    /// <summary>What was open after each step; who acts and how is drawn from the seed, whatever the order of the list.</summary>
    private static List<string> Run(RandomFlow flow, string[] connections, int seed)
    {
        var random = new Random(seed);
        var instance = TestInstance.Started(FlowText.Definition(flow.Nodes, string.Join(' ', connections)));
        var seen = new List<string>();
        while (instance.State.Status == WorkflowStatus.Running)
        {
            var open = instance.State.Bookmarks.Select(mark => mark.ActivityId).Order(StringComparer.Ordinal).ToArray();
            seen.Add(string.Join(' ', open));
            Assert.True(open.Length > 0 && open.Distinct().Count() == open.Length, $"seed {seed}, open [{seen[^1]}]: {instance.Journal()}");
            Assert.True(seen.Count < 500, $"seed {seed} does not end");
            var task = open[random.Next(open.Length)];
            var outcomes = flow.Outcomes[task];
            // Rework gets rarer, so that every flow ends.
            instance.Complete(task, outcomes[^1] == "Redo" && random.Next(1 + seen.Count / 10) > 0 ? outcomes[0] : outcomes[random.Next(outcomes.Length)]);
        }

        seen.Add($"{string.Join(' ', instance.Executions.Values.Select(execution => execution.ActivityId).Order(StringComparer.Ordinal))} {instance.State.SubStatus}");
        return seen;
    }
}
