using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Execution;

/// <summary>Rule 9, and what an administrator may do about an incident.</summary>
public sealed class IncidentTests
{
    private const string Continue = "ContinueWithIncidents";

    [Fact]
    public void Fault_WhenOthersGoOn_LeavesTheInstanceNeedingAttention()
    {
        var instance = TestInstance.Started(FlowText.Definition("start:S bad:X t:T m:T", "start>bad start>t bad>m t>m", Continue));
        instance.Complete("t", "Done");

        Assert.Equal((WorkflowStatus.Running, WorkflowSubStatus.Suspended), (instance.State.Status, instance.State.SubStatus));
        Assert.True(instance.State.NeedsAttention);
        Assert.False(instance.IsOpen("m"));
    }

    [Fact]
    public void Skip_OfAFailedActivity_LetsTheMergeGoOn()
    {
        var instance = TestInstance.Started(FlowText.Definition("start:S bad:X t:T m:T", "start>bad start>t bad>m t>m", Continue));
        instance.Complete("t", "Done");

        instance.Step(new Stimulus.Skip(instance.State.Incidents[0].ExecutionId, "Done"));

        Assert.True(instance.IsOpen("m"));
        Assert.Equal("Skipped", instance.State.Incidents[0].Resolution);
        Assert.False(instance.State.NeedsAttention);
    }

    [Fact]
    public void Retry_OfAFailedActivity_RunsItAgain()
    {
        var instance = TestInstance.Started(FlowText.Definition("start:S bad:X t:T", "start>bad bad>t", Continue));

        instance.Step(new Stimulus.Retry(instance.State.Incidents[0].ExecutionId));

        Assert.Equal(2, instance.Runs("bad"));
        Assert.Equal(["Retried", null], instance.State.Incidents.Select(incident => incident.Resolution));
    }

    [Fact]
    public void Retry_OfAnActivityThatDidNotFail_ChangesNothing()
    {
        var instance = TestInstance.Started(FlowText.Definition("start:S t:T", "start>t"));
        instance.Step(new Stimulus.Retry(instance.Open("t").ExecutionId));
        Assert.False(instance.LastChanged);
    }

    [Fact]
    public void Fault_UnderTheFaultStrategy_ClosesEveryBookmark()
    {
        var instance = TestInstance.Started(FlowText.Definition("start:S t:T bad:X", "start>t start>bad"));

        Assert.Equal(WorkflowSubStatus.Faulted, instance.State.SubStatus);
        Assert.Empty(instance.State.Bookmarks);
        Assert.Equal("Cancelled", Assert.Single(instance.Closed).Reason);
    }

    /// <summary>Beside the failing call a task waits and a step is still queued; both go on when the fault is mended.</summary>
    private static TestInstance Faulted(int failures, string? strategy = null)
    {
        var asked = 0;
        return TestInstance.Started(
            FlowText.Definition("start:S t:T bad:C:X.Call queued m:T", "start>t start>bad start>queued bad>m", strategy),
            engine: TestInstance.PlainEngine(new Activities.ActivityDescriptor("X.Call", "", "", "") { IsCall = true }),
            onCall: _ => asked++ < failures ? new CallAnswer.Fault("down") : new CallAnswer.Done());
    }

    [Theory]
    [InlineData(null, WorkflowStatus.Finished, WorkflowSubStatus.Faulted)]
    [InlineData(Continue, WorkflowStatus.Running, WorkflowSubStatus.Suspended)]
    public void Retry_UnderEitherStrategy_GoesOnAndOpensWhatWaited(string? strategy, WorkflowStatus status, WorkflowSubStatus subStatus)
    {
        var instance = Faulted(failures: 1, strategy);
        Assert.Equal((status, subStatus), (instance.State.Status, instance.State.SubStatus));

        instance.Step(new Stimulus.Retry(instance.State.Incidents[0].ExecutionId));

        Assert.Equal(["Retried"], instance.State.Incidents.Select(incident => incident.Resolution));
        Assert.Equal(["m", "t"], instance.State.Bookmarks.Select(mark => mark.ActivityId).Order());
        Assert.Equal(["queued"], instance.Lines);
        instance.Complete("t", "Done");
        instance.Complete("m", "Done");
        Assert.Equal(WorkflowSubStatus.Finished, instance.State.SubStatus);
        instance.Recording.AssertReplays(instance.Engine, instance.Definition, instance.Id);
    }

    [Fact]
    public void Retry_ThatFailsAgain_FaultsAgain()
    {
        var instance = Faulted(failures: 2);

        instance.Step(new Stimulus.Retry(instance.State.Incidents[0].ExecutionId));

        Assert.Equal(WorkflowSubStatus.Faulted, instance.State.SubStatus);
        Assert.Equal(["Retried", null], instance.State.Incidents.Select(incident => incident.Resolution));
        Assert.Empty(instance.State.Bookmarks);
        instance.Step(new Stimulus.Retry(instance.State.Incidents[1].ExecutionId));
        Assert.True(instance.IsOpen("t") && instance.IsOpen("m"));
    }

    [Fact]
    public void Skip_OfAFaultedInstance_FollowsTheOutcome()
    {
        var instance = Faulted(failures: 1);

        instance.Step(new Stimulus.Skip(instance.State.Incidents[0].ExecutionId, "Done"));

        Assert.True(instance.IsOpen("t") && instance.IsOpen("m"));
        Assert.Equal(WorkflowStatus.Running, instance.State.Status);
    }

    [Fact]
    public void FaultedInstance_TakesNothingButTheMendingOfItsFault()
    {
        var instance = Faulted(failures: 1);
        var mark = instance.Closed[0].Id;
        foreach (var stimulus in new Stimulus[] { new Stimulus.Resume(mark, null), new Stimulus.Cancel(), new Stimulus.Retry("i-99"), new Stimulus.Retry(instance.Executions[1].Id) })
        {
            instance.Step(stimulus);
            Assert.False(instance.LastChanged, stimulus.ToString());
        }
    }

    [Fact]
    public void Loop_WithoutAWait_EndsInAnIncidentAfterItsBudget()
    {
        var instance = TestInstance.Started(FlowText.Definition("start:S a d:D:true", "start>a a>d d.True>a"));

        Assert.Equal(WorkflowSubStatus.Faulted, instance.State.SubStatus);
        Assert.Contains("10000", Assert.Single(instance.State.Incidents).Message, StringComparison.Ordinal);
        Assert.Equal(10_001, instance.Executions.Count);
    }

    [Fact]
    public void Cancel_OfAnInstance_JournalsEveryOpenActivityInnermostFirst()
    {
        var instance = TestInstance.Started(FlowText.Definition("start:S a:T b:T", "start>a start>b"));
        var before = instance.Events.Count;

        instance.Step(new Stimulus.Cancel());

        Assert.Equal("a:Canceled b:Canceled flow:Canceled", instance.Journal(before));
        Assert.Equal(WorkflowSubStatus.Cancelled, instance.State.SubStatus);
        Assert.Equal(2, instance.Closed.Count);
    }
}
