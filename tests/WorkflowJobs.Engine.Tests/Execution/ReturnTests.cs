using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Execution;

/// <summary>Rule 12: an officer gives a task back to an earlier completed one.</summary>
public sealed class ReturnTests
{
    private const string Line = "start:S t1:T t2:T t3:T end:E";
    private const string LineConnections = "start>t1 t1>t2 t2>t3 t3>end";
    private const string Parallel = "start:S apply:T a:T b:T j:J:WaitAll m:T end:E";
    private const string ParallelConnections = "start>apply apply>a apply>b a>j b>j j>m m>end";

    [Fact]
    public void Return_ToAnEarlierTask_ReopensItAndFollowsItsConnectionsAgain()
    {
        var instance = TestInstance.Started(FlowText.Definition(Line, LineConnections));
        instance.Complete("t1", "Done");
        instance.Complete("t2", "Done");
        var before = instance.Events.Count;

        Return(instance, "t3", "t1");

        Assert.Equal("t3:Returned t1:Started t1:Suspended", instance.Journal(before));
        Assert.Equal("Returned", instance.Closed[^1].Reason);
        Assert.Equal(["t1"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
        instance.Complete("t1", "Done");
        Assert.True(instance.IsOpen("t2"));
    }

    [Fact]
    public void Return_StraightBack_ComesBackToTheReturningTask()
    {
        var instance = TestInstance.Started(FlowText.Definition(Line, LineConnections));
        instance.Complete("t1", "Done");
        instance.Complete("t2", "Done");

        Return(instance, "t3", "t1", straightBack: true);
        instance.Complete("t1", "Done");

        Assert.Equal(["t3"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
        instance.Complete("t3", "Done");
        Assert.Equal(WorkflowSubStatus.Finished, instance.State.SubStatus);
        Assert.Equal(1, instance.Runs("t2"));
    }

    [Fact]
    public void Return_StraightBackTwice_GoesBackThroughBoth()
    {
        var instance = TestInstance.Started(FlowText.Definition(Line, LineConnections));
        instance.Complete("t1", "Done");
        instance.Complete("t2", "Done");

        Return(instance, "t3", "t2", straightBack: true);
        Return(instance, "t2", "t1", straightBack: true);
        instance.Complete("t1", "Done");
        Assert.Equal(["t2"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
        instance.Complete("t2", "Done");

        Assert.Equal(["t3"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
    }

    [Fact]
    public void Return_PlainAfterStraightBack_WalksTheWholeWayAgain()
    {
        var instance = TestInstance.Started(FlowText.Definition(Line, LineConnections));
        instance.Complete("t1", "Done");
        instance.Complete("t2", "Done");

        Return(instance, "t3", "t2", straightBack: true);
        Return(instance, "t2", "t1");
        instance.Complete("t1", "Done");
        instance.Complete("t2", "Done");

        Assert.Equal(["t3"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
        Assert.Equal(3, instance.Runs("t2"));
    }

    [Fact]
    public void Return_WithAnOpenSibling_CancelsItAndTheJoinWaitsForBothAgain()
    {
        var instance = TestInstance.Started(FlowText.Definition(Parallel, ParallelConnections));
        instance.Complete("apply", "Done");

        Return(instance, "a", "apply");

        Assert.Equal(["apply"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
        instance.Complete("apply", "Done");
        instance.Complete("a", "Done");
        Assert.False(instance.IsOpen("m"));
        instance.Complete("b", "Done");
        Assert.True(instance.IsOpen("m"));
    }

    [Fact]
    public void Return_AfterASiblingArrivedAtTheJoin_AsksTheSiblingAgain()
    {
        var instance = TestInstance.Started(FlowText.Definition(Parallel, ParallelConnections));
        instance.Complete("apply", "Done");
        instance.Complete("b", "Done");

        Return(instance, "a", "apply");
        instance.Complete("apply", "Done");
        instance.Complete("a", "Done");

        Assert.False(instance.IsOpen("m"));
        instance.Complete("b", "Done");
        Assert.Equal(1, instance.Runs("m"));
    }

    [Fact]
    public void Return_StraightBackWithAFinishedSibling_DoesNotAskTheSiblingAgain()
    {
        var instance = TestInstance.Started(FlowText.Definition(Parallel, ParallelConnections));
        instance.Complete("apply", "Done");
        instance.Complete("b", "Done");

        Return(instance, "a", "apply", straightBack: true);
        instance.Complete("apply", "Done");
        instance.Complete("a", "Done");

        Assert.True(instance.IsOpen("m"));
        Assert.Equal(1, instance.Runs("b"));
    }

    [Fact]
    public void Return_StraightBackWithAnOpenSibling_OpensTheSiblingAgainToo()
    {
        var instance = TestInstance.Started(FlowText.Definition(Parallel, ParallelConnections));
        instance.Complete("apply", "Done");

        Return(instance, "a", "apply", straightBack: true);
        Assert.False(instance.IsOpen("b"));
        instance.Complete("apply", "Done");

        Assert.True(instance.IsOpen("a"));
        Assert.True(instance.IsOpen("b"));
    }

    [Fact]
    public void Return_BesideADeadline_RunsTheDeadlineAgain()
    {
        var instance = TestInstance.Started(FlowText.Definition(
            "start:S t:T late:V:late j:J:WaitAny next:T end:E", "start>t start>late t>j late>j j>next next>end"));
        instance.Complete("t", "Done");
        Assert.False(instance.IsOpen("late"));

        Return(instance, "next", "t");

        Assert.True(instance.IsOpen("late"));
        instance.Publish("late");
        Assert.Equal(["next"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
    }

    [Fact]
    public void Return_StraightBackBesideADeadline_EndsTheDeadlineWithTheTask()
    {
        var instance = TestInstance.Started(FlowText.Definition(
            "start:S t:T late:V:late j:J:WaitAny next:T end:E", "start>t start>late t>j late>j j>next next>end"));
        instance.Complete("t", "Done");

        Return(instance, "next", "t", straightBack: true);
        instance.Complete("t", "Done");

        Assert.Equal(["next"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
    }

    [Fact]
    public void Return_InALoop_GoesToTheTaskThatLeadsBackHere()
    {
        var instance = TestInstance.Started(FlowText.Definition(
            "start:S check:T supplement:T end:E", "start>check check.Missing>supplement supplement>check check.Ok>end"));
        instance.Complete("check", "Missing");
        instance.Complete("supplement", "Done");

        Return(instance, "check", "supplement");
        Assert.Equal(["supplement"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
        instance.Complete("supplement", "Done");

        Assert.True(instance.IsOpen("check"));
    }

    [Fact]
    public void ReturnTargets_ListTheLatestCompletedFirst()
    {
        var instance = TestInstance.Started(FlowText.Definition(Line, LineConnections));
        instance.Complete("t1", "Done");
        instance.Complete("t2", "Done");

        var targets = TestInstance.PlainEngine().ReturnTargets(instance.Definition, instance.State, instance.Open("t3").Id);

        Assert.Equal(["t2", "t1"], targets);
    }

    [Theory]
    [InlineData("t3")]
    [InlineData("start")]
    [InlineData("nowhere")]
    public void Return_ToWhatWasNotCompletedBefore_ChangesNothing(string target)
    {
        var instance = TestInstance.Started(FlowText.Definition(Line, LineConnections));
        instance.Complete("t1", "Done");
        var before = instance.Json;

        Return(instance, "t2", target);

        Assert.False(instance.LastChanged);
        Assert.Equal(before, instance.Json);
    }

    [Fact]
    public void Return_ToATaskOfAnotherBranch_ChangesNothing()
    {
        var instance = TestInstance.Started(FlowText.Definition(Parallel, ParallelConnections));
        instance.Complete("apply", "Done");
        instance.Complete("b", "Done");

        Return(instance, "a", "b");

        Assert.False(instance.LastChanged);
    }

    private static void Return(TestInstance instance, string from, string to, bool straightBack = false) =>
        instance.Step(new Stimulus.Return(instance.Open(from).Id, to, straightBack));
}
