using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Execution;

/// <summary>Rule 12: who completed a task takes it back, while nobody has acted on what that opened.</summary>
public sealed class RecallTests
{
    private const string Fork = "start:S t:T a:T b:T m:T end:E";
    private const string ForkConnections = "start>t t>a t>b a>m b>m m>end";

    [Fact]
    public void Recall_BeforeAnybodyActed_CancelsWhatTheCompletionOpened()
    {
        var instance = Started(out var execution);
        var before = instance.Events.Count;

        instance.Step(new Stimulus.Recall(execution));

        Assert.Equal("a:Canceled b:Canceled t:Started t:Suspended", instance.Journal(before));
        instance.Complete("t", "Done");
        Assert.True(instance.IsOpen("a"));
        Assert.True(instance.IsOpen("b"));
    }

    [Fact]
    public void Recall_AfterOneOfTheOpenedTasksWasCompleted_ChangesNothing()
    {
        var instance = Started(out var execution);
        instance.Complete("a", "Done");

        instance.Step(new Stimulus.Recall(execution));

        Assert.False(instance.LastChanged);
        Assert.False(TestInstance.PlainEngine().CanRecall(instance.Definition, instance.State, execution));
    }

    [Fact]
    public void Recall_AfterOneOfTheOpenedTasksWasReturned_ChangesNothing()
    {
        var instance = Started(out var execution);
        instance.Step(new Stimulus.Return(instance.Open("a").Id, "t", StraightBack: false));

        instance.Step(new Stimulus.Recall(execution));

        Assert.False(instance.LastChanged);
    }

    [Fact]
    public void Recall_OfATaskThatWaitsAtTheMerge_OpensItAgain()
    {
        var instance = Started(out _);
        var execution = instance.Open("a").ExecutionId;
        instance.Complete("a", "Done");

        instance.Step(new Stimulus.Recall(execution));

        Assert.Equal(["b", "a"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
        instance.Complete("b", "Done");
        Assert.False(instance.IsOpen("m"));
    }

    [Fact]
    public void Recall_AfterASiblingOpenedTheMergedTask_ChangesNothing()
    {
        var instance = Started(out _);
        var execution = instance.Open("a").ExecutionId;
        instance.Complete("a", "Done");
        instance.Complete("b", "Done");

        instance.Step(new Stimulus.Recall(execution));

        Assert.False(instance.LastChanged);
        Assert.True(instance.IsOpen("m"));
    }

    [Fact]
    public void Recall_ThroughACall_CancelsTheTaskBehindIt()
    {
        var engine = TestInstance.PlainEngine(new ActivityDescriptor("X.Number", "", "", "") { IsCall = true });
        var instance = TestInstance.Started(
            FlowText.Definition("start:S t:T n:C:X.Number next:T", "start>t t>n n>next"), engine: engine);
        var execution = instance.Open("t").ExecutionId;
        instance.Complete("t", "Done");

        instance.Step(new Stimulus.Recall(execution));

        Assert.Equal(["t"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
    }

    [Fact]
    public void Recall_BesideADeadline_RunsTheDeadlineAgain()
    {
        var instance = TestInstance.Started(FlowText.Definition(
            "start:S t:T late:V:late j:J:WaitAny next:T end:E", "start>t start>late t>j late>j j>next next>end"));
        var execution = instance.Open("t").ExecutionId;
        instance.Complete("t", "Done");

        instance.Step(new Stimulus.Recall(execution));

        Assert.Equal(["t", "late"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
    }

    [Fact]
    public void Recall_OfAnUnknownExecution_ChangesNothing()
    {
        var instance = Started(out _);
        instance.Step(new Stimulus.Recall("i-999"));
        Assert.False(instance.LastChanged);
    }

    private static TestInstance Started(out string execution)
    {
        var instance = TestInstance.Started(FlowText.Definition(Fork, ForkConnections));
        execution = instance.Open("t").ExecutionId;
        instance.Complete("t", "Done");
        return instance;
    }
}
