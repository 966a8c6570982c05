using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Execution;

/// <summary>Design, invariants 2 and 3: the same stimuli give the same bytes, whoever keeps the state between them.</summary>
public sealed class PurityTests
{
    private static readonly ActivityDescriptor Take = new("X.Take", "", "", "") { IsCall = true };

    private static readonly string Definition = FlowText.Definition(
        "start:S apply:T a:T b:T n:C:X.Take j:J:WaitAll m:T end:E",
        "start>apply apply>a apply>b a.Approve>n n>j b.Approve>j a.Reject>apply b.Reject>apply j>m m>end");

    private static readonly (string Task, string Outcome)[] Steps =
        [("apply", "Done"), ("b", "Approve"), ("a", "Reject"), ("apply", "Done"), ("b", "Approve"), ("a", "Approve"), ("m", "Done")];

    [Fact]
    public void Replay_OfTheRecordedStimuli_GivesIdenticalBytes()
    {
        var (recorded, states) = Record(WorkflowJobs(), roundTrip: true);
        var definition = TestInstance.Read(Definition);
        var engine = WorkflowJobs();
        InstanceState? state = null;
        for (var index = 0; index < recorded.Count; index++)
        {
            var transition = recorded[index] is Stimulus.Start start
                ? engine.Start(definition, "i", start, Now(index))
                : engine.Advance(definition, state!, recorded[index], Now(index));
            state = transition.State;
            Assert.Equal(states[index], state.ToJson());
        }
    }

    [Fact]
    public void State_KeptInMemoryOrReadBack_GivesIdenticalBytes()
    {
        var (_, readBack) = Record(WorkflowJobs(), roundTrip: true);
        var (_, inMemory) = Record(WorkflowJobs(), roundTrip: false);
        Assert.Equal(readBack, inMemory);
    }

    [Fact]
    public void Advance_FromOneState_CanBeTakenTwice()
    {
        var definition = TestInstance.Read(Definition);
        var engine = WorkflowJobs();
        var state = engine.Start(definition, "i", new Stimulus.Start([]), TestInstance.Noon).State;
        var before = state.ToJson();
        var stimulus = new Stimulus.Resume(state.Bookmarks[0].Id, new JsonObject { ["outcome"] = "Done" });

        var first = engine.Advance(definition, state, stimulus, TestInstance.Noon).State.ToJson();
        var second = engine.Advance(definition, state, stimulus, TestInstance.Noon).State.ToJson();

        Assert.Equal(first, second);
        Assert.Equal(before, state.ToJson());
    }

    [Fact]
    public void State_OfAFinishedInstance_KeepsNothingThatRan()
    {
        var (_, states) = Record(WorkflowJobs(), roundTrip: true);
        Assert.Contains("\"frames\":[],\"marks\":[]", states[^1], StringComparison.Ordinal);
        Assert.InRange(states[^1].Length, 1, 200);
    }

    [Fact]
    public void RandomNumbers_OfASeed_AreTheSameInEveryReplay()
    {
        var json = JsonNode.Parse(FlowText.Definition("start:S w", "start>w"))!;
        json["root"]!["activities"]![1]!["text"] = FlowText.Wrapped("String", "Math.random() + ' ' + Math.random()", "JavaScript");
        var definition = TestInstance.Read(json.ToJsonString());
        string Printed(long seed) => WorkflowJobs().Start(definition, "i", new Stimulus.Start([]) { Seed = seed }, TestInstance.Noon).Lines[0];

        Assert.Equal(Printed(1), Printed(1));
        Assert.NotEqual(Printed(1), Printed(2));
    }

    private static WorkflowEngine WorkflowJobs() => TestInstance.PlainEngine(Take);

    private static DateTimeOffset Now(int index) => TestInstance.Noon.AddMinutes(index);

    private static (List<Stimulus> Stimuli, List<string> States) Record(WorkflowEngine engine, bool roundTrip)
    {
        var definition = TestInstance.Read(Definition);
        var (stimuli, states) = (new List<Stimulus>(), new List<string>());
        var start = new Stimulus.Start(new JsonObject { ["Ward"] = "柳沟村" }) { Seed = 42 };
        var transition = engine.Start(definition, "i", start, Now(0));
        Keep(start);
        foreach (var (task, outcome) in Steps)
        {
            var mark = transition.State.Bookmarks.First(mark => mark.ActivityId == task);
            Advance(new Stimulus.Resume(mark.Id, new JsonObject { ["outcome"] = outcome, ["actor"] = 3 }));
            if (transition.Call is { } call)
                Advance(new Stimulus.Answer(call.Id, new CallAnswer.Done("Done", new JsonObject { ["no"] = 1.50 })));
        }

        Assert.Equal(WorkflowSubStatus.Finished, transition.State.SubStatus);
        return (stimuli, states);

        void Advance(Stimulus stimulus)
        {
            var state = roundTrip ? InstanceState.FromJson(transition.State.ToJson()) : transition.State;
            transition = engine.Advance(definition, state, stimulus, Now(stimuli.Count));
            Keep(stimulus);
        }

        void Keep(Stimulus stimulus)
        {
            stimuli.Add(stimulus);
            states.Add(transition.State.ToJson());
        }
    }
}
