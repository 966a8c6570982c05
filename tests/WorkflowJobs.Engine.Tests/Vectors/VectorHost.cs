using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;
using WorkflowJobs.Engine.Tests.Execution;

namespace WorkflowJobs.Engine.Tests.Vectors;

/// <summary>
/// Plays the host that a recorded vector needs: events, tasks, timers, and workflows that start each other. Instances are
/// advanced one stimulus at a time, as the runtime does.
/// </summary>
internal sealed class VectorHost
{
    public static readonly WorkflowEngine Engine = new(
        new ActivityCatalog([]), new Dictionary<string, ActivityBehavior> { ["Peer.HumanTask"] = new PeerTask() });

    private readonly Dictionary<string, WorkflowDefinition> definitions;
    private readonly List<HostedInstance> instances = [];
    private readonly Queue<HostedInstance> dispatched = new();
    private DateTimeOffset now = TestInstance.Noon;

    public VectorHost(JsonNode vector)
    {
        definitions = vector["definitions"]!.AsArray()
            .Select(definition => TestInstance.Read(definition!.ToJsonString()))
            .ToDictionary(definition => definition.DefinitionId);
        var start = vector["start"]!;
        var definition = definitions[vector["definitions"]![0]!["definitionId"]!.GetValue<string>()];
        var trigger = start["byEvent"]?.GetValue<string>();
        Root = Start(definition, new Stimulus.Start((start["input"] ?? new JsonObject()).DeepClone().AsObject())
        {
            CorrelationId = start["correlationId"]?.GetValue<string>(),
            TriggerActivityId = trigger is null ? null : definition.Root.SelfAndDescendants().First(node => node.Type == "Elsa.Event" && node.Json["eventName"]?["expression"]?["value"]?.ToString() == trigger).Id,
            TriggerPayload = trigger is null ? null : start["payload"]?.DeepClone(),
        });
    }

    /// <summary>The instance that the vector is about.</summary>
    public HostedInstance Root { get; private set; }

    /// <summary>Children that are instances of their own, in order of start.</summary>
    public IEnumerable<HostedInstance> Children => instances.Where(instance => instance != Root && !instance.Inlined);

    public IEnumerable<HostedInstance> All => instances;

    public void Step(JsonNode step)
    {
        foreach (var instance in instances)
            instance.BeginStep();
        switch (step["type"]!.GetValue<string>())
        {
            case "event": Publish(step); break;
            case "bookmark":
                // A resumption of RunTask brings its result under Elsa's own input name.
                Resume(
                    Root, Root.State.Bookmarks.FirstOrDefault(mark => mark.ActivityId == step["activityId"]!.GetValue<string>()),
                    step["input"] is JsonObject input && input.TryGetPropertyValue("RunTaskInput", out var result) ? result : step["input"]);
                break;
            case "task":
                Resume(
                    Root, Root.State.Bookmarks.FirstOrDefault(mark => mark.Kind == BookmarkKinds.Other && mark.Key == step["name"]!.GetValue<string>()),
                    step["result"]);
                break;
            case "wait": Wait(now.AddMilliseconds(step["ms"]!.GetValue<int>())); break;
            case "cancel": Advance(Root, new Stimulus.Cancel()); break;
            case var other: throw new NotSupportedException($"Step type '{other}'.");
        }
    }

    public string WithoutIds(string text) =>
        instances.Aggregate(text, (current, instance) => current.Replace($"\"{instance.Id}\"", "\"<instance-id>\"", StringComparison.Ordinal));

    /// <summary>Status, open bookmarks, journal, and what else our own rules speak of, in one line.</summary>
    public string Line() =>
        $"{Root.State.Status}/{Root.State.SubStatus}"
        + $" open[{string.Join(' ', Root.State.Bookmarks.Select(mark => mark.ActivityId))}]"
        + $" {string.Join(' ', Root.Journal.Select(item => $"{item.ActivityId}:{item.Event}"))}"
        + (Root.Lines.Count > 0 ? $" printed[{WithoutIds(string.Join('|', Root.Lines))}]" : "")
        + (Root.State.Incidents.Count > 0 ? $" incidents[{string.Join(' ', Root.State.Incidents.Select(incident => incident.ActivityId))}]" : "")
        + string.Concat(Children.Select(child => $" child[{child.State.Status} {child.State.Output.ToJsonString()}]"));

    private HostedInstance Start(WorkflowDefinition definition, Stimulus.Start start, HostedInstance? inlinedIn = null)
    {
        var instance = new HostedInstance(definition, $"i{instances.Count + 1}") { Inlined = inlinedIn is not null };
        instances.Add(instance);
        if (instances.Count == 1)
            Root = instance;
        Take(instance, start, Engine.Start(definition, instance.Id, start, now));
        return instance;
    }

    /// <summary>A dispatched child starts after its parent's burst, when the parent waits already (70).</summary>
    private HostedInstance Dispatch(WorkflowDefinition definition, Stimulus.Start start)
    {
        var instance = new HostedInstance(definition, $"i{instances.Count + 1}") { Begin = start };
        instances.Add(instance);
        dispatched.Enqueue(instance);
        return instance;
    }

    private void Publish(JsonNode step)
    {
        var name = step["name"]!.GetValue<string>();
        var payload = step["payload"] ?? new JsonObject();
        var correlation = step["correlationId"]?.GetValue<string>();
        var targets = step["broadcast"]?.GetValue<bool>() == true ? instances.ToList() : [Root];
        foreach (var instance in targets.Where(instance => correlation is null || instance.State.CorrelationId == correlation))
            foreach (var mark in instance.State.Bookmarks.Where(mark => mark.Kind == BookmarkKinds.Event && mark.Key == name).ToList())
                Resume(instance, mark, payload);
    }

    private void Wait(DateTimeOffset until)
    {
        while (instances.SelectMany(instance => instance.State.Bookmarks, (instance, mark) => (instance, mark))
                   .Where(entry => entry.mark.DueAt <= until).OrderBy(entry => entry.mark.DueAt).FirstOrDefault() is { mark: not null } due)
        {
            now = due.mark.DueAt!.Value;
            Resume(due.instance, due.mark, null);
        }

        now = until;
    }

    private void Resume(HostedInstance instance, Bookmark? mark, JsonNode? payload)
    {
        if (mark is not null)
            Advance(instance, new Stimulus.Resume(mark.Id, payload?.DeepClone()));
    }

    private void Advance(HostedInstance instance, Stimulus stimulus) =>
        Take(instance, stimulus, Engine.Advance(instance.Definition, instance.Read(), stimulus, now));

    private void Take(HostedInstance instance, Stimulus stimulus, Transition transition)
    {
        instance.Collect(stimulus, now, transition);
        while (transition.Call is { } call)
        {
            var answer = new Stimulus.Answer(call.Id, Answer(instance, call));
            transition = Engine.Advance(instance.Definition, instance.Read(), answer, now);
            instance.Collect(answer, now, transition);
        }

        if (instance == Root && dispatched.TryDequeue(out var child))
            Take(child, child.Begin!, Engine.Start(child.Definition, child.Id, child.Begin!, now));
        if (instance.State.Status == WorkflowStatus.Finished)
            foreach (var waiting in instances.ToList())
                foreach (var mark in waiting.State.Bookmarks.Where(mark => mark.Key == $"child:{instance.Id}").ToList())
                    Resume(waiting, mark, null);
    }

    private CallAnswer Answer(HostedInstance parent, Call call)
    {
        if (call.Resumed?["key"]?.GetValue<string>() is { } key)
            return new CallAnswer.Done("Done", Result(instances.First(instance => key == $"child:{instance.Id}")));
        var inlined = call.Arguments["asActivity"]?.GetValue<bool>() == true;
        var start = new Stimulus.Start((call.Arguments["input"] ?? new JsonObject()).DeepClone().AsObject())
        {
            CorrelationId = call.Arguments["correlationId"]?.GetValue<string>(),
        };
        var waitsForIt = call.Arguments["waitForCompletion"]!.GetValue<bool>();
        if (call.Name == "Elsa.DispatchWorkflow")
        {
            var later = Dispatch(definitions[call.Arguments["definitionId"]!.GetValue<string>()], start);
            return waitsForIt ? new CallAnswer.Wait($"child:{later.Id}") : new CallAnswer.Done();
        }

        var child = Start(definitions[call.Arguments["definitionId"]!.GetValue<string>()], start, inlined ? parent : null);
        if (inlined)
            parent.Inline(child);
        return waitsForIt && child.State.Status == WorkflowStatus.Running ? new CallAnswer.Wait($"child:{child.Id}") : new CallAnswer.Done("Done", Result(child));
    }

    private static JsonObject Result(HostedInstance child)
    {
        var result = new JsonObject
        {
            ["WorkflowDefinitionVersionId"] = null,
            ["WorkflowInstanceId"] = child.Id,
            ["CorrelationId"] = null,
            ["Status"] = child.State.Status.ToString(),
            ["SubStatus"] = child.State.SubStatus.ToString(),
            ["Output"] = child.State.Output.DeepClone(),
        };
        if (child.Inlined)
            result["Outcomes"] = new JsonArray([.. child.State.Outcomes.Select(outcome => JsonValue.Create(outcome))]);
        return result;
    }

    /// <summary>The recordings' blocking activity: completes with the payload's Outcome.</summary>
    private sealed class PeerTask : ActivityBehavior
    {
        public override void Start(Burst burst, Frame frame) => burst.Open(frame, BookmarkKinds.Other);

        public override void Resume(Burst burst, Frame frame, Bookmark bookmark, JsonNode? payload)
        {
            burst.SetOutput(frame, "Result", payload?["Outcome"]?.DeepClone());
            burst.Complete(frame, [payload!["Outcome"]!.GetValue<string>()]);
        }
    }
}
