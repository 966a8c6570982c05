using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities.Flow;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Exploration;

/// <summary>What the walk cannot know by itself.</summary>
public interface IExplorationHost
{
    /// <summary>Every answer that the call may get; none means that the course ends there.</summary>
    IReadOnlyList<CallAnswer> Answers(Call call);

    /// <summary>When what was opened at an instant is resumed: a human task on its last day. Never earlier.</summary>
    DateTimeOffset ResumedAt(Bookmark bookmark, DateTimeOffset openedAt);
}

/// <summary>
/// Walks a definition through every outcome of every task and call, breadth first. Two states are the same when the same activities are open with
/// the same variables and the same connections behind them; what earlier activities put out counts only through variables.
/// </summary>
public sealed class Explorer(WorkflowEngine engine)
{
    /// <summary>Distinct states beyond which the walk stops.</summary>
    public const int MostStates = 1_000;

    /// <summary>Courses beyond which one single step is not walked further (calls that answer in many ways, in a row).</summary>
    public const int MostCoursesOfAStep = 1_000;

    private const string InstanceId = "dry-run";

    /// <summary>Walks from a start at <paramref name="now"/>.</summary>
    public Exploration Explore(WorkflowDefinition definition, Stimulus.Start start, DateTimeOffset now, IExplorationHost host, CancellationToken cancel = default)
    {
        var walk = new Walk(engine, definition, host, cancel);
        walk.Take(null, null, null, now, engine.Start(definition, InstanceId, start, now));
        while (walk.Next() is var (place, state))
            foreach (var bookmark in place.Waiting)
                foreach (var choice in Choices(bookmark))
                {
                    var payload = choice is null ? null : new JsonObject { ["outcome"] = choice };
                    var at = host.ResumedAt(bookmark, place.At);
                    walk.Take(place.Index, bookmark, choice, at, engine.Advance(definition, state, new Stimulus.Resume(bookmark.Id, payload), at));
                }

        return walk.Result;
    }

    /// <summary>The keys of a human task's outcomes; one nameless choice for anything else.</summary>
    private static IEnumerable<string?> Choices(Bookmark bookmark) =>
        bookmark.Kind == BookmarkKinds.HumanTask && bookmark.Payload?["outcomes"] is JsonArray { Count: > 0 } outcomes
            ? outcomes.Select(string? (outcome) => outcome!.ToString().Split('|')[0].TrimEnd('!'))
            : [null];

    private sealed class Walk(WorkflowEngine engine, WorkflowDefinition definition, IExplorationHost host, CancellationToken cancel)
    {
        private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
        private readonly List<ExploredState> states = [];
        private readonly List<ExploredStep> steps = [];
        private readonly Queue<(ExploredState Place, InstanceState State)> open = new();
        private bool complete = true;

        public Exploration Result => new(states, steps, LooseEnds(), complete);

        public (ExploredState Place, InstanceState State)? Next() => open.TryDequeue(out var next) ? next : default((ExploredState, InstanceState)?);

        /// <summary>Follows a step through all answers to its calls, to every state in which it can end.</summary>
        public void Take(int? from, Bookmark? resumed, string? choice, DateTimeOffset at, Transition first)
        {
            var courses = new Stack<Course>([new Course(first, ActsOf(first), [])]);
            var asked = new HashSet<string>(StringComparer.Ordinal);
            var ends = new Dictionary<string, (int To, IReadOnlyList<ExploredAct> Then)>(StringComparer.Ordinal);
            var joined = new List<(List<ExploredAct> Acts, string At)>();
            while (courses.TryPop(out var course))
            {
                cancel.ThrowIfCancellationRequested();
                if (course.Last.Call is not { } call)
                {
                    if (Place(course.Last.State, at) is not { } to)
                        continue;
                    steps.Add(new ExploredStep(from, resumed, choice, course.Acts, to));
                    foreach (var (passed, acts) in course.Passed)
                        ends.TryAdd(passed, (to, course.Acts[acts..]));
                    continue;
                }

                var key = course.Last.State.Shape() + call.ActivityId;
                if (!asked.Add(key))
                {
                    joined.Add((course.Acts, key));
                    continue;
                }

                if (asked.Count > MostCoursesOfAStep)
                {
                    complete = false;
                    return;
                }

                // The first answer is walked first.
                foreach (var answer in host.Answers(call).Reverse())
                {
                    var next = engine.Advance(definition, course.Last.State, new Stimulus.Answer(call.Id, answer), at);
                    courses.Push(new Course(next, [.. course.Acts, .. ActsOf(next)], [.. course.Passed, (key, course.Acts.Count)]));
                }
            }

            // A course that came to where another one had asked already goes on as that one did; what it did before is its own.
            foreach (var (acts, call) in joined)
                if (ends.TryGetValue(call, out var end))
                    steps.Add(new ExploredStep(from, resumed, choice, [.. acts, .. end.Then], end.To));
        }

        /// <summary>A way through a step: what was done so far, and the calls that it passed with the number of acts before each.</summary>
        private sealed record Course(Transition Last, List<ExploredAct> Acts, IReadOnlyList<(string Call, int Acts)> Passed);

        private int? Place(InstanceState state, DateTimeOffset at)
        {
            var shape = state.Shape();
            if (known.TryGetValue(shape, out var index))
                return index;
            if (states.Count == MostStates)
            {
                complete = false;
                return null;
            }

            var place = new ExploredState(states.Count, at, state.Status, state.SubStatus, [.. state.Bookmarks], [.. state.Incidents.Where(incident => incident.Resolution is null)]);
            known[shape] = place.Index;
            states.Add(place);
            if (state.Status == WorkflowStatus.Running)
                open.Enqueue((place, state));
            return place.Index;
        }

        private IReadOnlyList<LooseEnd> LooseEnds()
        {
            var inFlows = definition.Root.SelfAndDescendants().Where(node => node.Type == FlowActivities.Flowchart)
                .SelectMany(flow => flow.Children.Select(child => (child.Node.Id, Ports: flow.Connections.Where(wire => wire.SourceId == child.Node.Id).Select(wire => wire.SourcePort).ToHashSet(StringComparer.Ordinal))))
                .ToDictionary(child => child.Id, child => child.Ports, StringComparer.Ordinal);
            return [.. steps.SelectMany(step => step.Acts)
                .Where(act => !act.Failed && !FlowActivities.Ends.Contains(act.ActivityType) && inFlows.ContainsKey(act.ActivityId))
                .SelectMany(act => act.Outcomes.Where(outcome => !inFlows[act.ActivityId].Contains(outcome)).Select(outcome => new LooseEnd(act.ActivityId, outcome)))
                .Distinct()];
        }

        private static List<ExploredAct> ActsOf(Transition step) =>
            [.. step.Events.Where(one => one.Event is "Completed" or "Faulted").Select(one => new ExploredAct(one.ActivityId, one.ActivityType, one.Outcomes, one.Event == "Faulted"))];
    }
}
