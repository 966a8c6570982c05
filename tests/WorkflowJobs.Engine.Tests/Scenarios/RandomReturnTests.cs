using WorkflowJobs.Engine.Execution;
using WorkflowJobs.Engine.Tests.Execution;

namespace WorkflowJobs.Engine.Tests.Scenarios;

/// <summary>Rule 12 on many flows that nobody drew: returns and recalls leave a flow that still ends.</summary>
public sealed class RandomReturnTests
{
    [Theory]
    [InlineData(10_000)]
    [InlineData(20_000)]
    [InlineData(30_000)]
    public void Flow_WithReturnsAndRecalls_StillEnds(int firstSeed)
    {
        var (returned, recalled) = (0, 0);
        for (var seed = firstSeed; seed < firstSeed + 100; seed++)
        {
            var flow = new RandomFlow(seed);
            var random = new Random(seed);
            var instance = TestInstance.Started(FlowText.Definition(flow.Nodes, string.Join(' ', flow.Connections)));
            for (var step = 0; instance.State.Status == WorkflowStatus.Running; step++)
            {
                var open = instance.State.Bookmarks;
                Assert.True(open.Count > 0 && open.Select(mark => mark.ActivityId).Distinct().Count() == open.Count, $"seed {seed}: {instance.Journal()}");
                Assert.True(step < 500, $"seed {seed} does not end: {instance.Journal()}");
                var mark = open[random.Next(open.Count)];
                if (step < 30 && random.Next(4) == 0 && Return(instance, mark, random))
                    returned++;
                else if (step < 30 && random.Next(6) == 0 && Recall(instance, random))
                    recalled++;
                else
                    instance.Complete(mark.ActivityId, Choose(flow.Outcomes[mark.ActivityId], random, step));
            }

            Assert.Equal(WorkflowSubStatus.Finished, instance.State.SubStatus);
            instance.Recording.AssertReplays(instance.Engine, instance.Definition, instance.Id);
        }

        Assert.True(returned > 50 && recalled > 20, $"{returned} returns, {recalled} recalls");
    }

    private static bool Return(TestInstance instance, Bookmark mark, Random random)
    {
        var targets = TestInstance.PlainEngine().ReturnTargets(instance.Definition, instance.State, mark.Id);
        if (targets.Count == 0)
            return false;
        var target = targets[random.Next(targets.Count)];
        instance.Step(new Stimulus.Return(mark.Id, target, random.Next(2) == 0));
        Assert.True(instance.IsOpen(target));
        return true;
    }

    private static bool Recall(TestInstance instance, Random random)
    {
        var engine = TestInstance.PlainEngine();
        var possible = instance.Executions.Values
            .Where(execution => engine.CanRecall(instance.Definition, instance.State, execution.Id)).ToList();
        if (possible.Count == 0)
            return false;
        var execution = possible[random.Next(possible.Count)];
        instance.Step(new Stimulus.Recall(execution.Id));
        Assert.True(instance.IsOpen(execution.ActivityId));
        return true;
    }

    private static string Choose(string[] outcomes, Random random, int step) =>
        outcomes[^1] == "Redo" && random.Next(1 + step / 10) > 0 ? outcomes[0] : outcomes[random.Next(outcomes.Length)];
}
