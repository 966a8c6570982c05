using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;
using WorkflowJobs.Engine.Exploration;
using WorkflowJobs.Engine.Tests.Execution;

namespace WorkflowJobs.Engine.Tests.Exploration;

public sealed class ExplorerTests
{
    private static readonly ActivityDescriptor Check = new("Test.Check", "", "核对", "Check") { IsCall = true, Outcomes = ["Ok", "Bad"] };

    [Fact]
    public void Tasks_EveryOutcome_IsTriedOncePerState()
    {
        var walked = Walk(
            "start:S a:T b:T yes:E no:E",
            "start.Done>a a.Pass>b a.Reject>no b.Pass>yes b.Back>a",
            ("a", ["Pass|通过|Pass", "Reject!|不通过|Reject"]), ("b", ["Pass", "Back!"]));

        Assert.True(walked.IsComplete);
        Assert.Equal(["a", "b", null], walked.States.Select(state => state.Waiting.SingleOrDefault()?.ActivityId));
        Assert.Equal(["-> 0", "0 Pass 1", "0 Reject 2", "1 Pass 2", "1 Back 0"], walked.Steps.Select(step => step.From is { } from ? $"{from} {step.Choice} {step.To}" : $"-> {step.To}"));
        Assert.Empty(walked.LooseEnds);
        Assert.Equal(WorkflowSubStatus.Finished, walked.States[2].SubStatus);
    }

    [Fact]
    public void Tasks_OneAfterTheOther_AreDoneOnTheirLastDay()
    {
        var walked = Walk("start:S a:T b:T end:E", "start.Done>a a.Pass>b b.Pass>end", ("a", ["Pass"]), ("b", ["Pass"]));

        Assert.Equal([0, 2, 4], walked.States.Select(state => (state.At - TestInstance.Noon).Days));
    }

    [Fact]
    public void Calls_EveryAnswer_IsWalked()
    {
        var walked = Walk("start:S check:C:Test.Check a:T b:T", "start.Done>check check.Ok>a check.Bad>b", ("a", ["Done"]), ("b", ["Done"]));

        Assert.Equal(["a", "b", null], walked.States.Select(state => state.Waiting.SingleOrDefault()?.ActivityId));
        Assert.Equal([new LooseEnd("a", "Done"), new LooseEnd("b", "Done")], walked.LooseEnds);
    }

    [Fact]
    public void Outcome_ConnectedToNothing_IsALooseEnd()
    {
        var walked = Walk("start:S a:T end:E", "start.Done>a a.Pass>end", ("a", ["Pass", "Reject!"]));

        Assert.Equal([new LooseEnd("a", "Reject")], walked.LooseEnds);
    }

    [Fact]
    public void Activity_ThatFails_EndsItsCourseWithTheIncident()
    {
        var walked = Walk("start:S a:T boom:X end:E", "start.Done>a a.Pass>end a.Reject>boom", ("a", ["Pass", "Reject"]));

        Assert.Equal("boom", Assert.Single(walked.States.SelectMany(state => state.Incidents)).ActivityId);
    }

    [Fact]
    public void Join_WhoseBranchStopsShort_IsALooseEndAndNoStandstill()
    {
        var walked = Walk("start:S a:T b:T j:J:WaitAll end:E", "start.Done>a start.Done>b a.Pass>j b.Pass>j j.Done>end", ("a", ["Pass", "Reject"]), ("b", ["Pass"]));

        Assert.Contains(new LooseEnd("a", "Reject"), walked.LooseEnds);
        Assert.DoesNotContain(walked.States, state => state.Status == WorkflowStatus.Running && state.Waiting.Count == 0);
    }

    [Fact]
    public void Counter_ThatGrowsForEver_StopsAtTheLimit()
    {
        var json = JsonNode.Parse(FlowText.Definition("start:S a:T", "start.Done>a a.Again>a"))!.AsObject();
        json["root"]!["activities"]![1]!["outcomes"] = Outcomes(["Again"]);
        json["variables"] = new JsonArray(new JsonObject { ["id"] = "n", ["name"] = "N", ["typeName"] = "Int64", ["value"] = "0" });
        json["root"]!["activities"]!.AsArray().Add(new JsonObject
        {
            ["id"] = "count",
            ["type"] = "Elsa.SetVariable",
            ["version"] = 1,
            ["variable"] = new JsonObject { ["id"] = "n", ["name"] = "N", ["typeName"] = "Int64" },
            ["value"] = FlowText.Wrapped("Int64", "getVariable('N') + 1", "JavaScript"),
        });
        json["root"]!["connections"] = JsonNode.Parse("""[{"source":{"activity":"start","port":"Done"},"target":{"activity":"a"}},{"source":{"activity":"a","port":"Again"},"target":{"activity":"count"}},{"source":{"activity":"count","port":"Done"},"target":{"activity":"a"}}]""");

        var walked = Walk(json.ToJsonString());

        Assert.False(walked.IsComplete);
        Assert.Equal(Explorer.MostStates, walked.States.Count);
    }

    private static Engine.Exploration.Exploration Walk(string nodes, string connections, params (string Task, string[] Outcomes)[] tasks)
    {
        var json = JsonNode.Parse(FlowText.Definition(nodes, connections))!;
        foreach (var (task, outcomes) in tasks)
            json["root"]!["activities"]!.AsArray().Single(activity => activity!["id"]!.ToString() == task)!["outcomes"] = Outcomes(outcomes);
        return Walk(json.ToJsonString());
    }

    private static Engine.Exploration.Exploration Walk(string json) =>
        new Explorer(TestInstance.PlainEngine(Check)).Explore(TestInstance.Read(json), new Stimulus.Start([]), TestInstance.Noon, new Host());

    private static JsonObject Outcomes(string[] outcomes) => new()
    {
        ["typeName"] = "Object",
        ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = new JsonArray([.. outcomes.Select(outcome => JsonValue.Create(outcome))]).ToJsonString() },
    };

    private sealed class Host : IExplorationHost
    {
        public IReadOnlyList<CallAnswer> Answers(Call call) => [.. Check.Outcomes.Select(outcome => new CallAnswer.Done(outcome))];

        public DateTimeOffset ResumedAt(Bookmark bookmark, DateTimeOffset openedAt) => openedAt.AddDays(2);
    }
}
