using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Tests.Workflows;

/// <summary>Runs a definition of workflows/ on the bare engine: the test says what each call answers, no database takes part.</summary>
internal sealed class ProcessWalk
{
    private static readonly DateTimeOffset Now = new(2024, 6, 4, 1, 0, 0, TimeSpan.Zero);
    private readonly WorkflowDefinition definition;
    private readonly WorkflowEngine engine;
    private readonly Dictionary<string, Func<Call, CallAnswer>> answers = [];
    private InstanceState state = null!;

    private ProcessWalk(WorkflowDefinition definition)
    {
        this.definition = definition;
        var types = definition.Root.SelfAndDescendants().Select(node => node.Type).Where(type => type.StartsWith("WorkflowJobs.", StringComparison.Ordinal) && type != BuiltInActivities.HumanTask);
        engine = new WorkflowEngine(new ActivityCatalog(types.Distinct().Select(type => new ActivityDescriptor(type, "", type, type) { IsCall = true, MayWait = true })));
        // The usual order; a test that wants the other one says so.
        foreach (var order in new[] { "order-approved", "order-signed" })
            When(order, "TrainingFirst");
    }

    public List<string> Statuses { get; } = [];

    public WorkflowStatus Status => state.Status;

    /// <summary>Ids of the activities that wait, without the events that always wait beside the path.</summary>
    public IEnumerable<string> Open => state.Bookmarks.Where(b => b.Kind != BookmarkKinds.Event).Select(b => b.ActivityId).Order();

    public static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../workflows"));

    public static ProcessWalk Of(string name)
    {
        var read = DefinitionReader.Read(File.ReadAllText(Path.Combine(Folder(), name + ".json")));
        Assert.Empty(read.Problems);
        return new ProcessWalk(read.Definition!);
    }

    /// <summary>From now on the call of this activity answers so; a call that nothing was said of answers its only outcome Done.</summary>
    public ProcessWalk When(string activityId, string outcome, JsonNode? result = null)
    {
        answers[activityId] = _ => new CallAnswer.Done(outcome, result?.DeepClone());
        return this;
    }

    /// <summary>The call of this activity waits until it is told otherwise.</summary>
    public ProcessWalk Waits(params string[] activityIds)
    {
        foreach (var id in activityIds)
            answers[id] = _ => new CallAnswer.Wait("key/" + id);
        return this;
    }

    public ProcessWalk Start(JsonObject? input = null)
    {
        Drive(engine.Start(definition, "i1", new Stimulus.Start(input ?? []), Now));
        return this;
    }

    public ProcessWalk Complete(string activityId, string outcome) =>
        Resume(activityId, new JsonObject { ["outcome"] = outcome, ["submissionId"] = "s-" + activityId, ["actorId"] = "a" });

    /// <summary>A waiting call is asked again and now answers so.</summary>
    public ProcessWalk Reached(string activityId, string outcome) => When(activityId, outcome).Resume(activityId, null);

    public ProcessWalk Event(string name)
    {
        var bookmark = state.Bookmarks.Single(b => b.Kind == BookmarkKinds.Event && b.Key == name);
        Drive(engine.Advance(definition, state, new Stimulus.Resume(bookmark.Id, null), Now));
        return this;
    }

    public string? Payload(string activityId, string name) =>
        state.Bookmarks.Single(b => b.ActivityId == activityId).Payload![name]?.ToString();

    private ProcessWalk Resume(string activityId, JsonNode? payload)
    {
        var bookmark = state.Bookmarks.Single(b => b.ActivityId == activityId);
        Drive(engine.Advance(definition, state, new Stimulus.Resume(bookmark.Id, payload), Now));
        return this;
    }

    private void Drive(Transition transition)
    {
        while (transition.Call is { } call)
        {
            if (call.Name == "WorkflowJobs.SetStatus")
                Statuses.Add(call.Arguments["status"]!.ToString());
            var answer = answers.TryGetValue(call.ActivityId, out var given) ? given(call) : new CallAnswer.Done();
            transition = engine.Advance(definition, transition.State, new Stimulus.Answer(call.Id, answer), Now);
        }

        Assert.Empty(transition.State.Incidents);
        state = transition.State;
    }
}
