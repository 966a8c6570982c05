using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Activities;

namespace WorkflowJobs.Engine.Execution;

/// <summary>
/// One run of the queue over a state of its own: from a stimulus until nothing is left to start or the host must answer
/// a call. Collects what the transition tells.
/// </summary>
internal sealed partial class Burst(DefinitionPlan plan, InstanceState state, DateTimeOffset now, IReadOnlyCollection<int>? told = null)
{
    /// <summary>Starts in one burst beyond which an activity fails instead (SEMANTICS rule 9).</summary>
    public const int MaxStarts = 10_000;

    private readonly List<Bookmark> opened = [];
    private readonly List<ClosedBookmark> closed = [];
    private readonly List<JournalEvent> events = [];
    private readonly List<Incident> incidents = [];
    private readonly List<string> lines = [];
    private readonly SortedDictionary<long, ActivityExecution> executions = [];
    private readonly List<int> interrupted = [];
    private int evaluations;
    private Call? call;

    public DefinitionPlan Plan { get; } = plan;

    public InstanceState State { get; } = state;

    public DateTimeOffset Now { get; } = now;

    public bool Running => State.Status == WorkflowStatus.Running;

    /// <summary>The instance's first step: the workflow itself starts.</summary>
    public void Begin()
    {
        State.Status = WorkflowStatus.Running;
        State.SubStatus = WorkflowSubStatus.Executing;
        StartFrame(Plan.Workflow, new QueuedStart(DefinitionPlan.WorkflowId, 0));
    }

    /// <summary>Works the queue off, then says where the instance stands.</summary>
    public Transition Run()
    {
        while (Running && call is null && State.Queue.Count > 0)
        {
            var next = State.Queue[0];
            State.Queue.RemoveAt(0);
            StartFrame(Plan.Nodes[next.ActivityId], next);
        }

        if (call is not null)
            State.SubStatus = WorkflowSubStatus.Executing;
        else
            End();
        return new Transition
        {
            State = State,
            Call = call,
            Opened = opened,
            Closed = closed,
            Events = events,
            Executions = [.. executions.Values],
            Incidents = incidents,
            Lines = lines,
            Interrupted = interrupted,
        };
    }

    public NodePlan Node(Frame frame) => frame.Parent == 0 ? Plan.Workflow : Plan.Nodes[frame.ActivityId];

    public Frame? Find(long number)
    {
        foreach (var frame in State.Frames)
            if (frame.Number == number)
                return frame;
        return null;
    }

    public Frame Parent(Frame frame) => Find(frame.Parent) ?? throw new InvalidOperationException("A frame without its container.");

    /// <summary>Open or failed frames directly inside, in order of start.</summary>
    public IEnumerable<Frame> Children(Frame frame) => State.Frames.Where(child => child.Parent == frame.Number);

    /// <summary>Whether something inside is open, failed or queued.</summary>
    public bool HasWork(Frame frame) =>
        State.Frames.Exists(child => child.Parent == frame.Number) || State.Queue.Exists(start => start.Parent == frame.Number);

    public void Queue(Frame parent, string activityId, SortedDictionary<string, JsonNode?>? locals = null) =>
        State.Queue.Add(new QueuedStart(activityId, parent.Number, locals));

    public void WriteLine(string line) => lines.Add(line);

    public long NextNumber() => ++State.Counter;

    private void End()
    {
        State.BurstStarts = 0;
        State.BurstCause = 0;
        State.TriggerActivityId = null;
        State.TriggerPayload = null;
        ForgetMemory();
        if (Running)
        {
            State.SubStatus = WorkflowSubStatus.Suspended;
            return;
        }

        // What a fault stopped is kept, since the failed activity may be retried or skipped.
        if (State.SubStatus == WorkflowSubStatus.Faulted)
            return;
        State.Frames.Clear();
        State.Queue.Clear();
        State.ActivityOutputs.Clear();
        State.LastResult = null;
    }

    private void Journal(Frame frame, string what, IReadOnlyList<string>? outcomes = null)
    {
        var node = Node(frame);
        events.Add(new JournalEvent(node.Id, node.Type, State.Id(frame.Number), what, Now) { Outcomes = outcomes ?? [] });
    }

    private void Record(Frame frame, string status, IReadOnlyList<string>? outcomes = null)
    {
        var node = Node(frame);
        executions[frame.Number] = new ActivityExecution(
            State.Id(frame.Number), node.Id, node.Type, frame.Parent == 0 ? null : State.Id(frame.Parent), status, outcomes ?? [],
            DateTimeOffset.FromUnixTimeMilliseconds(frame.StartedAt), status == "Running" ? null : Now);
    }

    /// <summary>Runs a behaviour on behalf of a frame; what it throws becomes the frame's incident.</summary>
    private void Guard(Frame frame, Action<ActivityBehavior> action)
    {
        try
        {
            action(Node(frame).Behavior);
        }
        catch (Expressions.ExpressionException problem)
        {
            Fail(frame, problem.Message);
        }
        catch (ActivityFault problem)
        {
            Fail(frame, problem.Message);
        }
    }
}
