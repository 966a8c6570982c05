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
