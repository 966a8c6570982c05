using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Execution;

/// <summary>Activities that the host performs (design, invariants 2 and 8).</summary>
public sealed class CallTests
{
    private static readonly WorkflowEngine Engine = TestInstance.PlainEngine(
        new ActivityDescriptor("X.Take", "", "占用", "Take") { IsCall = true },
        new ActivityDescriptor("X.Await", "", "等待", "Await") { IsCall = true, MayWait = true });

    [Fact]
    public void Call_Outstanding_LeavesTheInstanceExecuting()
    {
        var definition = TestInstance.Read(FlowText.Definition("start:S c:C:X.Take", "start>c"));
        var transition = Engine.Start(definition, "i", new Stimulus.Start([]), TestInstance.Noon);

        Assert.Equal(WorkflowSubStatus.Executing, transition.State.SubStatus);
        Assert.Equal("X.Take", transition.Call!.Name);
        Assert.Equal("c", transition.Call.Arguments["kind"]!.GetValue<string>());
        Assert.Throws<InvalidOperationException>(() => Engine.Advance(definition, transition.State, new Stimulus.Cancel(), TestInstance.Noon));
    }

    [Fact]
    public void Answer_ToACallThatIsNotOutstanding_ChangesNothing()
    {
        var definition = TestInstance.Read(FlowText.Definition("start:S c:C:X.Take", "start>c"));
        var transition = Engine.Start(definition, "i", new Stimulus.Start([]), TestInstance.Noon);

        Assert.False(Engine.Advance(definition, transition.State, new Stimulus.Answer("i-1", new CallAnswer.Done()), TestInstance.Noon).Changed);
    }

    [Fact]
    public void Done_WithAnOutcome_FollowsThatPortOnly()
    {
        var instance = Started("start:S c:C:X.Take ok no", "start>c c.Taken>ok c.Full>no", _ => new CallAnswer.Done("Full"));

        Assert.Equal(["no"], instance.Lines);
    }

    [Fact]
    public void Done_WithAResult_GoesToTheBoundVariableAndTheLastResult()
    {
        var json = JsonNode.Parse(FlowText.Definition("start:S c:C:X.Take w", "start>c c>w"))!;
        json["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Place", ["typeName"] = "Object", ["isArray"] = false, ["value"] = null });
        json["root"]!["activities"]![1]!["result"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v1" } };
        json["root"]!["activities"]![2]!["text"] = FlowText.Wrapped("String", "variables.Place.no + '/' + getLastResult().no + '/' + getOutputFrom('c').no", "JavaScript");

        var instance = TestInstance.Started(json.ToJsonString(), engine: Engine, onCall: _ => new CallAnswer.Done("Done", new JsonObject { ["no"] = 7 }));

        Assert.Equal(["7/7/7"], instance.Lines);
        Assert.Equal(7, instance.State.Variables["Place"]!["no"]!.GetValue<int>());
    }

    [Fact]
    public void Calls_OfParallelBranches_AreAskedOneAfterTheOther()
    {
        var instance = Started(
            "start:S a:C:X.Take b:C:X.Take w", "start>a start>b start>w", call => new CallAnswer.Done("Done", JsonValue.Create(call.ActivityId)));

        Assert.Equal(["a", "b"], instance.Calls.Select(call => call.ActivityId));
        Assert.Equal(
            "flow:Started start:Started start:Completed a:Started a:Completed b:Started b:Completed w:Started w:Completed flow:Completed",
            instance.Journal());
    }

    [Fact]
    public void Fault_OfTheHost_IsAnIncidentOfTheActivity()
    {
        var instance = Started("start:S c:C:X.Take", "start>c", _ => new CallAnswer.Fault("没有名额"));

        Assert.Equal(WorkflowSubStatus.Faulted, instance.State.SubStatus);
        Assert.Equal("没有名额", Assert.Single(instance.State.Incidents).Message);
    }

    [Fact]
    public void Wait_OnAKey_AsksTheSameCallAgainWithWhatWokeIt()
    {
        var instance = Started("start:S c:C:X.Await w", "start>c c>w", Waiting);

        var mark = Assert.Single(instance.State.Bookmarks);
        Assert.Equal((BookmarkKinds.Wait, "round:7", "c"), (mark.Kind, mark.Key, mark.Payload!["kind"]!.GetValue<string>()));
        instance.Resume("c", new JsonObject { ["round"] = 7 });

        var again = instance.Calls[^1];
        Assert.Equal(instance.Calls[0].ExecutionId, again.ExecutionId);
        Assert.NotEqual(instance.Calls[0].Id, again.Id);
        Assert.Equal("""{"round":7,"key":"round:7"}""", again.Resumed!.ToJsonString());
        Assert.Equal(["w"], instance.Lines);
    }

    [Fact]
    public void Wait_UntilATime_AsksAgainAtThatTime()
    {
        var instance = Started("start:S c:C:X.Await w", "start>c c>w",
            call => call.Resumed is null ? new CallAnswer.Wait(null, TestInstance.Noon.AddDays(5)) : new CallAnswer.Done());

        instance.MoveTo(TestInstance.Noon.AddDays(6));

        Assert.Equal("""{"timer":true}""", instance.Calls[^1].Resumed!.ToJsonString());
        Assert.Equal(["w"], instance.Lines);
    }

    [Theory]
    [InlineData(4, """{"key":"k"}""")]
    [InlineData(5, """{"timer":true}""")]
    public void Wait_OnKeyAndTime_TellsWhichOfThemCame(int days, string resumed)
    {
        var instance = Started("start:S c:C:X.Await w", "start>c c>w",
            call => call.Resumed is null ? new CallAnswer.Wait("k", TestInstance.Noon.AddDays(5)) : new CallAnswer.Done());

        instance.Now = TestInstance.Noon.AddDays(days);
        instance.Resume("c");

        Assert.Equal(resumed, instance.Calls[^1].Resumed!.ToJsonString());
    }

    [Fact]
    public void Wait_AnsweredAgain_OpensAnotherBookmark()
    {
        var instance = Started("start:S c:C:X.Await", "start>c", _ => new CallAnswer.Wait("k"));
        var first = instance.Open("c").Id;

        instance.Resume("c");

        Assert.NotEqual(first, Assert.Single(instance.State.Bookmarks).Id);
    }

    [Fact]
    public void Wait_LosingAgainstASiblingAtAWaitAnyJoin_IsCancelled()
    {
        var instance = Started("start:S c:C:X.Await t:T j:J:WaitAny next:T", "start>c start>t c>j t>j j>next", _ => new CallAnswer.Wait("k"));

        instance.Complete("t", "Done");

        Assert.Equal(["next"], instance.State.Bookmarks.Select(mark => mark.ActivityId));
    }

    [Fact]
    public void DispatchWorkflow_Ended_GivesTheChildsOutput()
    {
        var json = JsonNode.Parse(FlowText.Definition("start:S c:C:Elsa.DispatchWorkflow w", "start>c c>w"))!;
        json["root"]!["activities"]![1]!["workflowDefinitionId"] = FlowText.Wrapped("String", "child");
        json["root"]!["activities"]![2]!["text"] = FlowText.Wrapped("String", "getOutputFrom('c').N + 1", "JavaScript");

        var instance = TestInstance.Started(json.ToJsonString(), onCall: _ => new CallAnswer.Done("Done", new JsonObject { ["Output"] = new JsonObject { ["N"] = 1 } }));

        Assert.Equal("child", instance.Calls[0].Arguments["definitionId"]!.GetValue<string>());
        Assert.Equal(["2"], instance.Lines);
    }

    private static CallAnswer Waiting(Call call) => call.Resumed is null ? new CallAnswer.Wait("round:7") : new CallAnswer.Done();

    private static TestInstance Started(string nodes, string connections, Func<Call, CallAnswer> onCall) =>
        TestInstance.Started(FlowText.Definition(nodes, connections), engine: Engine, onCall: onCall);
}
