using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Tests.Execution;

/// <summary>
/// One instance under test. Before every step the state goes through JSON and back, so each test is a round-trip test
/// too; the host side of calls is <see cref="OnCall"/>.
/// </summary>
internal sealed class TestInstance(WorkflowEngine engine, WorkflowDefinition definition, string id = "i")
{
    private string json = "";

    public static readonly DateTimeOffset Noon = new(2024, 6, 3, 4, 0, 0, TimeSpan.Zero);

    public Func<Call, CallAnswer> OnCall { get; init; } = _ => new CallAnswer.Done();

    public DateTimeOffset Now { get; set; } = Noon;

    public InstanceState State { get; private set; } = null!;

    public List<JournalEvent> Events { get; } = [];

    public SortedDictionary<long, ActivityExecution> Executions { get; } = [];

    public List<string> Lines { get; } = [];

    public List<Call> Calls { get; } = [];

    public List<ClosedBookmark> Closed { get; } = [];

    public bool LastChanged { get; private set; }

    public WorkflowDefinition Definition => definition;

    public string Id => id;

    public string Json => json;

    public static WorkflowEngine PlainEngine(params ActivityDescriptor[] calls) => new(new ActivityCatalog(calls));

    public static TestInstance Started(string definitionJson, JsonObject? input = null, WorkflowEngine? engine = null, Func<Call, CallAnswer>? onCall = null)
    {
        var instance = new TestInstance(engine ?? PlainEngine(), Read(definitionJson)) { OnCall = onCall ?? (_ => new CallAnswer.Done()) };
        instance.Start(new Stimulus.Start(input ?? []));
        return instance;
    }

    public static WorkflowDefinition Read(string definitionJson)
    {
        var result = DefinitionReader.Read(definitionJson);
        return result.Definition ?? throw new InvalidOperationException(string.Join("; ", result.Problems.Select(problem => problem.MessageEn)));
    }

    public Recording Recording { get; } = new();

    public WorkflowEngine Engine => engine;

    public void Start(Stimulus.Start start) => Take(start, engine.Start(definition, id, start, Now));

    public void Step(Stimulus stimulus)
    {
        var before = json;
        var state = InstanceState.FromJson(before);
        Assert.Equal(before, state.ToJson());
        var transition = engine.Advance(definition, state, stimulus, Now);
        Assert.Equal(before, state.ToJson());
        Take(stimulus, transition);
    }

    public Bookmark Open(string activityId) => State.Bookmarks.First(mark => mark.ActivityId == activityId);

    public bool IsOpen(string activityId) => State.Bookmarks.Any(mark => mark.ActivityId == activityId);

    public void Resume(string activityId, JsonNode? payload = null) => Step(new Stimulus.Resume(Open(activityId).Id, payload));

    public void Complete(string taskId, string outcome) => Resume(taskId, new JsonObject { ["outcome"] = outcome });

    public void Publish(string eventName, JsonNode? payload = null)
    {
        foreach (var mark in State.Bookmarks.Where(mark => mark.Kind == BookmarkKinds.Event && mark.Key == eventName).ToList())
            Step(new Stimulus.Resume(mark.Id, payload?.DeepClone()));
    }

    /// <summary>Fires timers up to an instant, in due order, each at its own time.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        while (State.Bookmarks.Where(mark => mark.DueAt <= instant).OrderBy(mark => mark.DueAt).FirstOrDefault() is { } due)
        {
            Now = due.DueAt!.Value;
            Step(new Stimulus.Resume(due.Id, new JsonObject { ["timer"] = true }));
        }

        Now = instant;
    }

    public int Runs(string activityId) => Executions.Values.Count(execution => execution.ActivityId == activityId);

    public string Journal(int from = 0) =>
        string.Join(' ', Events.Skip(from).Where(item => item.ActivityId != "Workflow1").Select(item => $"{item.ActivityId}:{item.Event}"));

    private void Take(Stimulus stimulus, Transition transition)
    {
        Recording.Add(stimulus, Now, transition);
        LastChanged = transition.Changed;
        Collect(transition);
        while (transition.Call is { } call)
        {
            Calls.Add(call);
            Assert.Equal(WorkflowSubStatus.Executing, transition.State.SubStatus);
            var state = InstanceState.FromJson(transition.State.ToJson());
            var answer = new Stimulus.Answer(call.Id, OnCall(call));
            transition = engine.Advance(definition, state, answer, Now);
            Recording.Add(answer, Now, transition);
            Collect(transition);
        }
    }

    private void Collect(Transition transition)
    {
        State = transition.State;
        json = State.ToJson();
        Events.AddRange(transition.Events);
        Lines.AddRange(transition.Lines);
        Closed.AddRange(transition.Closed);
        foreach (var execution in transition.Executions)
            Executions[State.Number(execution.Id)] = execution;
    }
}
