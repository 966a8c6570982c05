using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Engine.Execution;

/// <summary>What moving an instance to another version of its definition would do to the steps that are open. Activities are matched by id.</summary>
/// <param name="Kept">Go on untouched: the same step, with the same inputs.</param>
/// <param name="Reopened">Begin anew, since the other version asks something else of them.</param>
/// <param name="Missing">Have no counterpart: the id is gone, is another type, or stands in another container. With any, the instance cannot be moved.</param>
public sealed record MovePreview(IReadOnlyList<string> Kept, IReadOnlyList<string> Reopened, IReadOnlyList<string> Missing)
{
    /// <summary>Whether <see cref="WorkflowEngine.Move"/> will do it.</summary>
    public bool IsPossible => Missing.Count == 0;
}

/// <summary>An instance goes over to another version of its definition (design, invariant 5).</summary>
internal static class Moves
{
    private static readonly string[] Cosmetic = ["metadata", "nodeId", "name"];

    public static MovePreview Preview(DefinitionPlan from, DefinitionPlan to, InstanceState state)
    {
        var open = state.Frames.Where(frame => frame.Parent != 0).ToList();
        var missing = open.Where(frame => !HasCounterpart(from, to, frame.ActivityId) || (frame.Flow is { } flow && !HasCounterpart(from, to, flow.StartId)))
            .Select(frame => frame.ActivityId).Distinct().ToList();
        var waiting = state.OpenBookmarks.Select(mark => mark.ActivityId).Distinct().Except(missing).ToList();
        return new MovePreview([.. waiting.Where(id => IsSame(from, to, id))], [.. waiting.Where(id => !IsSame(from, to, id))], missing);
    }

    /// <summary>The burst's plan is the new version's.</summary>
    public static void Apply(Burst burst, DefinitionPlan from, MovePreview preview)
    {
        var (state, to) = (burst.State, burst.Plan);
        state.DefinitionVersionId = to.Definition.VersionId;
        foreach (var frame in state.Frames)
        {
            burst.KeepVariables(frame, frame.Parent == 0 ? from.Workflow : from.Nodes[frame.ActivityId]);
            if (frame.Flow is { } flow)
                frame.Flow = Carried(flow, from.Nodes[frame.ActivityId].Node!, to.Nodes[frame.ActivityId].Node!);
        }

        foreach (var frame in state.Frames.Where(frame => preview.Reopened.Contains(frame.ActivityId, StringComparer.Ordinal)).ToList())
        {
            var parent = burst.Parent(frame);
            burst.Cancel(frame);
            burst.Queue(parent, frame.ActivityId, frame.Locals);
        }

        // A join may have waited for a branch that the new version does not have.
        foreach (var frame in state.Frames.Where(frame => frame.Flow is not null).ToList())
            new FlowStep(burst, frame).Settle();
    }

    private static bool HasCounterpart(DefinitionPlan from, DefinitionPlan to, string id) =>
        to.Nodes.TryGetValue(id, out var node) && node.Type == from.Nodes[id].Type && ContainerOf(from, id) == ContainerOf(to, id);

    private static string? ContainerOf(DefinitionPlan plan, string id) =>
        plan.Nodes.Values.FirstOrDefault(node => node.Children.Any(child => child.Node.Id == id))?.Id;

    private static bool IsSame(DefinitionPlan from, DefinitionPlan to, string id) => JsonNode.DeepEquals(Asked(from.Nodes[id].Node!), Asked(to.Nodes[id].Node!));

    private static JsonObject Asked(ActivityNode node)
    {
        var json = (JsonObject)node.Json.DeepClone();
        foreach (var name in Cosmetic)
            json.Remove(name);
        return json;
    }

    /// <summary>Connections are remembered by their place in the list; what both versions have keeps its state.</summary>
    private static FlowState Carried(FlowState flow, ActivityNode before, ActivityNode after)
    {
        var places = new Dictionary<(string, string, string), int>();
        for (var index = 0; index < after.Connections.Count; index++)
            places.TryAdd(Key(after.Connections[index]), index);
        var known = after.Children.Select(child => child.Node.Id).ToHashSet(StringComparer.Ordinal);
        var carried = new FlowState { StartId = flow.StartId };
        foreach (var (index, followed) in States(flow.States))
            carried.States[index] = followed;
        carried.Closed.UnionWith(flow.Closed.Where(known.Contains));
        foreach (var (id, task) in flow.Tasks.Where(task => known.Contains(task.Key)))
            carried.Tasks[id] = task with { Rivals = [.. task.Rivals.Where(known.Contains)] };
        foreach (var (id, back) in flow.StraightBacks.Where(back => known.Contains(back.Key) && back.Value.Activities.All(known.Contains)))
            carried.StraightBacks[id] = back with
            {
                Rivals = [.. back.Rivals.Where(known.Contains)],
                States = States(back.States).ToDictionary(),
                Closed = [.. back.Closed.Where(known.Contains)],
            };
        return carried;

        IEnumerable<KeyValuePair<int, bool>> States(IEnumerable<KeyValuePair<int, bool>> states) =>
            from entry in states
            where places.ContainsKey(Key(before.Connections[entry.Key]))
            select KeyValuePair.Create(places[Key(before.Connections[entry.Key])], entry.Value);
    }

    private static (string, string, string) Key(Connection wire) => (wire.SourceId, wire.SourcePort is "" ? "Done" : wire.SourcePort, wire.TargetId);
}
