using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Execution;

/// <summary>An instance goes over to another version: by activity id, and nothing that is open is lost.</summary>
public sealed class MoveTests
{
    private const string Nodes = "start:S a:T b:T end:E";
    private const string Connections = "start.Done>a a.Done>b b.Done>end";

    [Fact]
    public void Step_PutBehindTheOpenOne_IsAskedNext()
    {
        var before = Version(1, Nodes, Connections);
        var after = Version(2, "start:S a:T new:T b:T end:E", "start.Done>a a.Done>new new.Done>b b.Done>end");
        var (engine, state) = Started(before);

        var moved = engine.Move(before, after, state, TestInstance.Noon);

        Assert.Equal("d-v2", moved.State.DefinitionVersionId);
        Assert.Equal(["a"], Waiting(moved.State));
        Assert.Equal(state.Bookmarks[0].Id, moved.State.Bookmarks[0].Id);
        Assert.Empty(moved.Opened);
        Assert.Equal(["new"], Waiting(Done(engine, after, moved.State, "a")));
    }

    [Fact]
    public void OpenStep_ThatAsksSomethingElse_BeginsAnew()
    {
        var before = Version(1, Nodes, Connections);
        var after = Version(2, Nodes, Connections, json => json["root"]!["activities"]![1]!["role"] = FlowText.Wrapped("String", "TD"));
        var (engine, state) = Started(before);

        Assert.Equal(["a"], engine.PreviewMove(before, after, state).Reopened);
        var moved = engine.Move(before, after, state, TestInstance.Noon);

        Assert.Equal("TD", Assert.Single(moved.Opened).Payload!["role"]!.ToString());
        Assert.Equal([new ClosedBookmark(state.Bookmarks[0].Id, "Cancelled")], moved.Closed);
        Assert.Equal(["b"], Waiting(Done(engine, after, moved.State, "a")));
    }

    [Fact]
    public void OpenStep_DrawnElsewhere_GoesOn()
    {
        var before = Version(1, Nodes, Connections);
        var after = Version(2, Nodes, Connections, json =>
        {
            json["root"]!["activities"]![1]!["metadata"] = new JsonObject { ["designer"] = new JsonObject() };
            json["root"]!["activities"]![1]!["name"] = "Renamed";
        });
        var (engine, state) = Started(before);

        Assert.Equal(["a"], engine.PreviewMove(before, after, state).Kept);
    }

    [Theory]
    [InlineData("start:S x:T b:T end:E", "start.Done>x x.Done>b b.Done>end")]
    [InlineData("start:S a:V:Go b:T end:E", "start.Done>a a.Done>b b.Done>end")]
    public void OpenStep_WithoutCounterpart_HoldsTheInstance(string nodes, string connections)
    {
        var before = Version(1, Nodes, Connections);
        var after = Version(2, nodes, connections);
        var (engine, state) = Started(before);

        Assert.Equal(["a"], engine.PreviewMove(before, after, state).Missing);
        var moved = engine.Move(before, after, state, TestInstance.Noon);

        Assert.False(moved.Changed);
        Assert.Same(state, moved.State);
    }

    [Fact]
    public void Join_HalfFed_RemembersItInAnotherOrderOfConnections()
    {
        var before = Version(1, "start:S a:T b:T j:J:WaitAll end:T", "start.Done>a start.Done>b a.Done>j b.Done>j j.Done>end");
        var after = Version(2, "start:S a:T b:T j:J:WaitAll end:T", "j.Done>end b.Done>j a.Done>j start.Done>b start.Done>a");
        var (engine, state) = Started(before);
        state = Done(engine, before, state, "a");

        var moved = engine.Move(before, after, state, TestInstance.Noon);

        Assert.Equal(["b"], Waiting(moved.State));
        Assert.Equal(["end"], Waiting(Done(engine, after, moved.State, "b")));
    }

    /// <summary>Both branches are through; in the old version a third held the join.</summary>
    [Fact]
    public void Join_WhoseOpenBranchNoLongerLeadsIntoIt_IsPassedAtOnce()
    {
        const string nodes = "start:S a:T b:T j:J:WaitAll end:T";
        var before = Version(1, nodes, "start.Done>a start.Done>b a.Done>j b.Done>j j.Done>end");
        var after = Version(2, nodes, "start.Done>a start.Done>b a.Done>j j.Done>end");
        var (engine, state) = Started(before);
        state = Done(engine, before, state, "a");

        var moved = engine.Move(before, after, state, TestInstance.Noon);

        Assert.Equal(["b", "end"], Waiting(moved.State));
    }

    [Fact]
    public void Variables_OfBothVersions_KeepTheirValuesAndNewOnesBegin()
    {
        static void Declare(JsonNode json, params (string Name, string Value)[] variables) => json["variables"] =
            new JsonArray([.. variables.Select(variable => new JsonObject { ["id"] = variable.Name, ["name"] = variable.Name, ["typeName"] = "String", ["value"] = variable.Value })]);
        var before = Version(1, Nodes, Connections, json => Declare(json, ("kept", "1"), ("gone", "2")));
        var after = Version(2, Nodes, Connections, json => Declare(json, ("kept", "other"), ("new", "3")));
        var (engine, state) = Started(before);

        var moved = engine.Move(before, after, state, TestInstance.Noon).State;

        Assert.Equal(["kept=1", "new=3"], moved.Variables.Select(variable => $"{variable.Key}={variable.Value}"));
    }

    [Fact]
    public void Move_ThereAndBack_StandsWhereItStood()
    {
        var before = Version(1, Nodes, Connections);
        var after = Version(2, "start:S a:T new:T b:T end:E", "start.Done>a a.Done>new new.Done>b b.Done>end");
        var (engine, state) = Started(before);

        var back = engine.Move(after, before, engine.Move(before, after, state, TestInstance.Noon).State, TestInstance.Noon);

        Assert.Equal(state.ToJson(), back.State.ToJson());
    }

    private static WorkflowDefinition Version(int version, string nodes, string connections, Action<JsonNode>? edit = null)
    {
        var json = JsonNode.Parse(FlowText.Definition(nodes, connections))!;
        (json["id"], json["version"]) = ($"d-v{version}", version);
        edit?.Invoke(json);
        return TestInstance.Read(json.ToJsonString());
    }

    private static (WorkflowEngine Engine, InstanceState State) Started(WorkflowDefinition definition)
    {
        var engine = TestInstance.PlainEngine();
        return (engine, engine.Start(definition, "i", new Stimulus.Start([]), TestInstance.Noon).State);
    }

    private static InstanceState Done(WorkflowEngine engine, WorkflowDefinition definition, InstanceState state, string activityId) =>
        engine.Advance(definition, state, new Stimulus.Resume(state.Bookmarks.Single(mark => mark.ActivityId == activityId).Id, new JsonObject { ["outcome"] = "Done" }), TestInstance.Noon).State;

    private static IEnumerable<string> Waiting(InstanceState state) => state.Bookmarks.Select(mark => mark.ActivityId);
}
