using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Tests.Execution;
using static WorkflowJobs.Engine.Tests.Rules.Play;

namespace WorkflowJobs.Engine.Tests.Rules;

/// <summary>Loops, branches inside each other, variables, events, faults and child workflows where no recording of ours shows them.</summary>
public sealed class StructureRuleTests
{
    [Fact]
    public void ForEach_OverAWaitingBody_OpensOneAtATime() => Assert.Equal(
        [
            "Running/Suspended open[e] seq:Started each:Started e:Started e:Suspended",
            "Running/Suspended open[e] e:Resumed e:Completed e:Started e:Suspended",
            "Finished/Finished open[] e:Resumed e:Completed each:Completed after:Started after:Completed seq:Completed Workflow1:Completed printed[after]",
        ],
        Steps("e e", Workflow("w", Sequence("seq", Act("each", "ForEach", ("items", Script("Object", "[1, 2]")), ("body", Event("e"))), Print("after")))));

    /// <summary>Rule 1: one queue, so the two loops take turns.</summary>
    [Fact]
    public void Break_InOneOfTwoParallelLoops_EndsThatLoopAlone()
    {
        JsonObject Loop(string id, JsonObject body) => Act(id, "ForEach", ("items", Script("Object", "['x', 'y', 'z']")), ("body", body));
        var breaks = Sequence("body", Print("p", "getVariable('CurrentValue')"), Act("if", "If", ("condition", Script("Boolean", "getVariable('CurrentValue') == 'y'")), ("then", Act("brk", "Break"))), Print("q", "'q'"));
        Assert.Equal(
            [
                "Running/Suspended open[e] par:Started one:Started two:Started body:Started e:Started e:Suspended p:Started p:Completed if:Started if:Completed q:Started q:Completed body:Completed body:Started p:Started p:Completed if:Started brk:Started brk:Completed if:Completed body:Completed one:Completed printed[x|q|y]",
                "Running/Suspended open[e] e:Resumed e:Completed e:Started e:Suspended",
            ],
            Steps("e", Workflow("w", Act("par", "Parallel", ("activities", new JsonArray(Loop("one", breaks), Loop("two", Event("e"))))))));
    }

    [Fact]
    public void Break_InAParallelForEach_CancelsTheOtherItems()
    {
        var body = Sequence("body", Event("e"), Act("brk", "Break"));
        var seen = Steps("e", Workflow("w", Sequence("seq", Act("each", "ParallelForEach", ("items", Script("Object", "[1, 2]")), ("body", body)), Print("after"))));

        Assert.Equal("Finished/Finished open[] e:Resumed e:Completed brk:Started brk:Completed body:Completed e:Canceled body:Canceled each:Completed after:Started after:Completed seq:Completed Workflow1:Completed printed[after]", seen[1]);
    }

    [Theory]
    [InlineData("0", "2", "1", null, "0|1|2")]
    [InlineData("0", "2", "1", "false", "0|1")]
    [InlineData("3", "1", "-1", null, "3|2|1")]
    [InlineData("3", "1", "1", null, "")]
    public void For_CountsAsElsaDoes(string from, string to, string step, string? inclusive, string printed)
    {
        var loop = Act("for", "For", ("start", FlowText.Wrapped("Int32", from)), ("end", FlowText.Wrapped("Int32", to)), ("step", FlowText.Wrapped("Int32", step)), ("body", Print("p", "getVariable('CurrentValue')")));
        if (inclusive is not null)
            loop["outerBoundInclusive"] = FlowText.Wrapped("Boolean", inclusive);
        var line = Steps("", Workflow("w", loop))[0];

        Assert.Equal(printed, line.Contains("printed", StringComparison.Ordinal) ? line.Split("printed[")[1].TrimEnd(']') : "");
    }

    [Theory]
    [InlineData("true", "then")]
    [InlineData("false", "else")]
    public void If_OverAWaitingBranch_GoesOnAfterIt(string condition, string branch) => Assert.Equal(
        [
            $"Running/Suspended open[{branch}] seq:Started if:Started {branch}:Started {branch}:Suspended",
            $"Finished/Finished open[] {branch}:Resumed {branch}:Completed if:Completed after:Started after:Completed seq:Completed Workflow1:Completed printed[after]",
        ],
        Steps(branch, Workflow("w", Sequence("seq", Act("if", "If", ("condition", FlowText.Wrapped("Boolean", condition)), ("then", Event("then")), ("else", Event("else"))), Print("after")))));

    [Fact]
    public void Variables_OfInnerContainers_ShadowAndForgetByTheirOwnDrivers()
    {
        var inner = Sequence("inner", Print("p1", "variables.A + ' ' + variables.M"), Act("set", "SetVariable", ("variable", Variable("A")), ("value", FlowText.Wrapped("Object", "changed"))), Event("e"), Print("p2", "variables.A + ' ' + variables.M + ' ' + variables.B"));
        inner["variables"] = new JsonArray(new JsonObject { ["id"] = "v_A2", ["name"] = "A", ["typeName"] = "String", ["value"] = "inner" }, Variable("M", "memory", "String", memory: true));
        inner["activities"]![1]!["variable"] = new JsonObject { ["id"] = "v_A2", ["name"] = "A", ["typeName"] = "String" };
        var seen = Steps("e", Workflow("w", Sequence("seq", inner, Print("p3", "variables.A")), Variable("A", "outer", "String"), Variable("B", "b", "String")));

        Assert.EndsWith("printed[inner memory]", seen[0], StringComparison.Ordinal);
        Assert.EndsWith("printed[changed null b|outer]", seen[1], StringComparison.Ordinal);
    }

    [Fact]
    public void RunTask_WithAResult_HandsItToItsVariableAndToLaterScripts() => Assert.Equal(
        [
            "Running/Suspended open[ask] seq:Started ask:Started ask:Suspended",
            "Finished/Finished open[] ask:Resumed ask:Completed p:Started p:Completed seq:Completed Workflow1:Completed printed[42 42 42]",
        ],
        Steps("Ask=42", Workflow("w", Sequence("seq", Act("ask", "RunTask", ("taskName", FlowText.Wrapped("String", "Ask")), ("result", Bound("v_R"))), Print("p", "`${variables.R} ${getOutputFrom('ask')} ${getLastResult()}`")), Variable("R"))));

    [Fact]
    public void Event_WithACorrelationId_ReachesOnlyItsInstance() => Assert.Equal(
        [
            "Running/Suspended open[e] e:Started e:Suspended",
            "Running/Suspended open[e] ",
            "Finished/Finished open[] e:Resumed e:Completed Workflow1:Completed",
            "Finished/Finished open[] ",
        ],
        Steps(new JsonObject { ["correlationId"] = "one" }, "e@two e@one e@one", Workflow("w", Event("e"))));

    [Fact]
    public void Correlate_DuringARun_DecidesWhichEventsReachIt() => Assert.Equal(
        ["Running/Suspended open[e]", "Running/Suspended open[e]", "Finished/Finished open[]"],
        Steps("e@one e@two", Workflow("w", Sequence("seq", Act("c", "Correlate", ("correlationId", Script("String", "'t' + 'wo'"))), Event("e")))).Select(line => string.Join(' ', line.Split(' ').Take(2))));

    [Fact]
    public void Fault_OfANestedStepThatIsContinued_LeavesTheOuterBranchesGoing() => Assert.Equal(
        [
            "Running/Suspended open[a] flow:Started s:Started s:Completed q:Started a:Started a:Suspended inner:Started bad:Started bad:Faulted incidents[bad]",
            "Running/Suspended open[] a:Resumed a:Completed after:Started after:Completed printed[after] incidents[bad]",
        ],
        Steps("a", GoesOn(Workflow("w", Flow("flow", "s>q s>a a>after q>never", Act("s", "Start"), Sequence("q", Flow("inner", "", Fault("bad")), Print("x")), Event("a"), Print("after"), Print("never"))))));

    [Fact]
    public void Fault_OfANestedStep_EndsTheWholeWorkflowByDefault() => Assert.Equal(
        [
            "Finished/Faulted open[] flow:Started s:Started s:Completed a:Started a:Suspended q:Started bad:Started bad:Faulted incidents[bad]",
            "Finished/Faulted open[]  incidents[bad]",
        ],
        Steps("a", Workflow("w", Flow("flow", "s>a s>q", Act("s", "Start"), Event("a"), Sequence("q", Fault("bad"), Print("x"))))));

    [Fact]
    public void Child_ThatFaults_LetsItsParentGoOnAndSee() => Assert.EndsWith(
        "printed[Finished Faulted] child[Finished {}]",
        Steps("", Workflow("w", Sequence("seq", Child("ExecuteWorkflow"), Print("p", "variables.R.Status + ' ' + variables.R.SubStatus")), Variable("R")), Workflow("child", Fault("bad")))[0], StringComparison.Ordinal);

    [Fact]
    public void DispatchedChild_ThatIsWaitedFor_GivesItsOutputs() => Assert.Equal(
        ["Finished/Finished open[] seq:Started call:Started call:Suspended call:Resumed call:Completed p:Started p:Completed seq:Completed Workflow1:Completed printed[{\"O\":\"got 7\"}] child[Finished {\"O\":\"got 7\"}]"],
        Steps("", Workflow("w", Sequence("seq", Child("DispatchWorkflow"), Print("p", "JSON.stringify(variables.R)")), Variable("R")), Answers()));

    [Fact]
    public void ChildThatWaits_KeepsItsInputAndWakesItsParent()
    {
        var child = Workflow("child", Sequence("c", Event("go"), Act("out", "SetOutput", ("outputName", FlowText.Wrapped("String", "O")), ("outputValue", Script("Object", "getInput('X') + 1")))));
        var seen = Steps("go", Workflow("w", Sequence("seq", Child("ExecuteWorkflow"), Print("p", "variables.R.SubStatus + variables.R.Output.O")), Variable("R")), child);

        Assert.StartsWith("Running/Suspended open[call]", seen[0], StringComparison.Ordinal);
        Assert.Contains("printed[Finished8]", seen[1], StringComparison.Ordinal);
    }

    private static JsonObject Child(string type) => Act(
        "call", type,
        ("workflowDefinitionId", FlowText.Wrapped("String", "child")), ("input", Script("ObjectDictionary", "({X: 7})")),
        ("waitForCompletion", FlowText.Wrapped("Boolean", "true")), ("result", Bound("v_R")));

    private static JsonObject Answers() => Workflow(
        "child", Act("out", "SetOutput", ("outputName", FlowText.Wrapped("String", "O")), ("outputValue", Script("Object", "'got ' + getInput('X')"))));
}
