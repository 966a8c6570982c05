using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Tests.Execution;
using static WorkflowJobs.Engine.Tests.Rules.Play;

namespace WorkflowJobs.Engine.Tests.Rules;

/// <summary>Rules 1 to 8 where no recording of ours shows them: what runs, in which order, and what is left open.</summary>
public sealed class FlowRuleTests
{
    [Theory]
    [InlineData("MatchFirst", "flow:Started s:Started s:Completed sw:Started sw:Completed a:Started a:Completed flow:Completed Workflow1:Completed printed[a]")]
    [InlineData("MatchAny", "flow:Started s:Started s:Completed sw:Started sw:Completed a:Started a:Completed b:Started b:Completed flow:Completed Workflow1:Completed printed[a|b]")]
    public void Switch_WithTwoCasesThatHold_FollowsOneOrBoth(string mode, string expected)
    {
        JsonObject Case(string label, string value) => new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = value } };
        var cases = new JsonArray(Case("No", "null"), Case("A", "1 < 2"), Case("B", "'true'"));
        var flow = Flow("flow", "s>sw sw.No>c sw.A>a sw.B>b", Act("s", "Start"), Act("sw", "FlowSwitch", ("mode", FlowText.Wrapped("SwitchMode", mode)), ("cases", cases)), Print("a"), Print("b"), Print("c"));

        Assert.Equal(["Finished/Finished open[] " + expected], Steps("", Workflow("w", flow)));
    }

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAllActive")]
    public void Join_OfTwoWaitingBranches_RunsAfterTheSecondInEitherOrder(string mode)
    {
        foreach (var (first, second) in new[] { ("a", "b"), ("b", "a") })
            Assert.Equal(
                [
                    "Running/Suspended open[a b] flow:Started s:Started s:Completed a:Started a:Suspended b:Started b:Suspended",
                    $"Running/Suspended open[{second}] {first}:Resumed {first}:Completed",
                    $"Finished/Finished open[] {second}:Resumed {second}:Completed j:Started j:Completed after:Started after:Completed flow:Completed Workflow1:Completed printed[after]",
                ],
                Steps($"{first} {second}", Workflow("w", Joined(mode, Print("after")))));
    }

    [Fact]
    public void WaitAny_BeforeAWaitingStep_LeavesOnlyThatStepOpen() => Assert.Equal(
        [
            "Running/Suspended open[a b] flow:Started s:Started s:Completed a:Started a:Suspended b:Started b:Suspended",
            "Running/Suspended open[after] b:Resumed b:Completed a:Canceled j:Started j:Completed after:Started after:Suspended",
            "Running/Suspended open[after] ",
            "Finished/Finished open[] after:Resumed after:Completed flow:Completed Workflow1:Completed",
        ],
        Steps("b a after", Workflow("w", Joined("WaitAny", Event("after")))));

    [Fact]
    public void WaitAny_OfATimerAndAnEvent_CancelsTheTimer() => Assert.Equal(
        [
            "Running/Suspended open[a b] flow:Started s:Started s:Completed a:Started a:Suspended b:Started b:Suspended",
            "Running/Suspended open[after] a:Resumed a:Completed b:Canceled j:Started j:Completed after:Started after:Suspended",
            "Running/Suspended open[after] ",
        ],
        Steps("a +5000", Workflow("w", Flow("flow", "s>a s>b a>j b>j j>after", Act("s", "Start"), Event("a"), Act("b", "Delay", ("timeSpan", FlowText.Wrapped("TimeSpan", "00:00:02"))), Act("j", "FlowJoin"), Event("after")))));

    [Fact]
    public void WaitAny_OverANestedFlowchart_CancelsWhatIsInsideInnermostFirst()
    {
        var inner = Flow("inner", "s2>x s2>y", Act("s2", "Start"), Event("x"), Sequence("q", Event("y")));
        inner["connections"]!.AsArray()[1]!["target"]!["activity"] = "q";
        Assert.Equal(
            "Finished/Finished open[] a:Resumed a:Completed x:Canceled y:Canceled q:Canceled inner:Canceled j:Started j:Completed flow:Completed Workflow1:Completed",
            Steps("a", Workflow("w", Flow("flow", "s>a s>inner a>j inner>j", Act("s", "Start"), Event("a"), inner, Act("j", "FlowJoin"))))[1]);
    }

    [Fact]
    public void Merge_OfBranchesOfUnequalLength_RunsOnceAfterBoth() => Assert.Equal(
        ["Finished/Finished open[] flow:Started s:Started s:Completed a:Started a:Completed b:Started b:Completed c:Started c:Completed m:Started m:Completed flow:Completed Workflow1:Completed printed[a|b|c|m]"],
        Steps("", Workflow("w", Flow("flow", "s>a s>b b>c a>m c>m", Act("s", "Start"), Print("a"), Print("b"), Print("c"), Print("m")))));

    [Fact]
    public void DeadPath_OfTwoSteps_IsSpreadAtOnceAndTheMergeRunsOnce() => Assert.Equal(
        ["Finished/Finished open[] flow:Started s:Started s:Completed d:Started d:Completed m:Started m:Completed flow:Completed Workflow1:Completed printed[m]"],
        Steps("", Workflow("w", Flow("flow", "s>d d.False>x x>y y>m d.True>m", Act("s", "Start"), Act("d", "FlowDecision", ("condition", Script("Boolean", "1"))), Print("x"), Print("y"), Print("m")))));

    [Fact]
    public void Loop_ToBeforeAFork_OpensBothTasksAndTheJoinAgain()
    {
        var flow = Flow("flow", "s>f f>a f>b a>j b>j j>c c>d d.False>f d.True>z", Act("s", "Start"), Print("f"), Event("a"), Event("b"), Act("j", "FlowJoin", ("mode", FlowText.Wrapped("FlowJoinMode", "WaitAll"))), Act("c", "Event", ("eventName", FlowText.Wrapped("String", "c")), ("result", Bound("v_C"))), Act("d", "FlowDecision", ("condition", Script("Boolean", "(variables.N = variables.N + 1) > 1"))), Print("z"));
        var seen = Steps("a b c b a c", Workflow("w", flow, Variable("C"), Variable("N", "0", "Int32")));

        Assert.Equal("Running/Suspended open[a b] c:Resumed c:Completed d:Started d:Completed f:Started f:Completed a:Started a:Suspended b:Started b:Suspended printed[f]", seen[3]);
        Assert.Equal("Finished/Finished open[] c:Resumed c:Completed d:Started d:Completed z:Started z:Completed flow:Completed Workflow1:Completed printed[z]", seen[6]);
    }

    [Fact]
    public void Finish_InABranch_ClearsAllWithoutCancelling() => Assert.Equal(
        [
            "Running/Suspended open[a b] flow:Started s:Started s:Completed a:Started a:Suspended b:Started b:Suspended",
            "Finished/Finished open[] b:Resumed b:Completed fin:Started fin:Completed",
            "Finished/Finished open[] ",
        ],
        Steps("b a", Workflow("w", Flow("flow", "s>a s>b b>fin fin>x a>x", Act("s", "Start"), Event("a"), Event("b"), Act("fin", "Finish"), Print("x")))));

    [Theory]
    [InlineData("End", "after:Started after:Completed onYes:Started")]
    [InlineData("Complete", "onYes:Started onYes:Completed flow:Completed")]
    public void EndAndComplete_InALoopOfANestedFlowchart_EndThatFlowchart(string type, string expected)
    {
        var end = type == "End" ? Act("end", "End") : Act("end", "Complete", ("outcomes", Script("Object", "['Yes']")));
        var loop = Act("each", "ForEach", ("items", Script("Object", "[1, 2, 3]")), ("body", Sequence("body", Print("p", "getVariable('CurrentValue')"), end)));
        var flow = Flow("flow", "s>inner inner.Yes>onYes inner>after", Act("s", "Start"), Flow("inner", "s2>x s2>each", Act("s2", "Start"), Event("x"), loop), Print("onYes"), Print("after"));
        var line = Assert.Single(Steps("", Workflow("w", flow)));

        Assert.Contains("end:Completed x:Canceled body:Canceled each:Canceled inner:Completed " + expected.Split(" onYes:Started")[0], line, StringComparison.Ordinal);
        Assert.EndsWith(type == "End" ? "printed[1|after]" : "printed[1|onYes]", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_OfSeveralThatMayStart_IsTheFirstMarkedOne()
    {
        var second = Print("b");
        second["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        Assert.Equal(
            ["Finished/Finished open[] flow:Started b:Started b:Completed c:Started c:Completed flow:Completed Workflow1:Completed printed[b|c]"],
            Steps("", Workflow("w", Flow("flow", "a>b b>c", Print("a"), second, Print("c")))));
    }

    [Theory]
    [InlineData("'true'", "yes")]
    [InlineData("'True'", "yes")]
    [InlineData("1", "yes")]
    [InlineData("null", "no")]
    [InlineData("undefined", "no")]
    [InlineData("0", "no")]
    [InlineData("false", "no")]
    public void Decision_OfWhatIsNoBoolean_IsConverted(string script, string printed) =>
        Assert.EndsWith($"printed[{printed}]", Steps("", Workflow("w", Flow("flow", "d.True>yes d.False>no", Act("d", "FlowDecision", ("condition", Script("Boolean", script))), Print("yes"), Print("no"))))[0], StringComparison.Ordinal);

    [Fact]
    public void Fork_WithoutBranches_FollowsDone() => Assert.EndsWith(
        "printed[a|b]",
        Steps("", Workflow("w", Flow("flow", "f.Done>a f.Done>b f.X>c", Act("f", "FlowFork"), Print("a"), Print("b"), Print("c"))))[0], StringComparison.Ordinal);

    [Fact]
    public void Cancel_WithATimerAndANestedWait_JournalsInnermostFirstAndNothingFiresLater() => Assert.Equal(
        [
            "Running/Suspended open[a b] flow:Started s:Started s:Completed a:Started a:Suspended q:Started b:Started b:Suspended",
            "Finished/Cancelled open[] a:Canceled b:Canceled q:Canceled flow:Canceled Workflow1:Canceled",
            "Finished/Cancelled open[] ",
            "Finished/Cancelled open[] ",
        ],
        Steps("cancel +9000 b", Workflow("w", Flow("flow", "s>a s>q", Act("s", "Start"), Act("a", "Delay", ("timeSpan", FlowText.Wrapped("TimeSpan", "00:00:02"))), Sequence("q", Event("b"))))));

    private static JsonObject Joined(string mode, JsonObject after) => Flow(
        "flow", "s>a s>b a>j b>j j>after", Act("s", "Start"), Event("a"), Event("b"), Act("j", "FlowJoin", ("mode", FlowText.Wrapped("FlowJoinMode", mode))), after);
}
