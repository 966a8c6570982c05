using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities.Flow;

/// <summary>The workflow itself: runs its root and ends with its outcomes.</summary>
internal sealed class WorkflowBehavior : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame) => burst.Queue(frame, burst.Plan.Definition.Root.Id);

    public override void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes) =>
        burst.Complete(frame, outcomes);
}

/// <summary>One child after the other.</summary>
internal sealed class SequenceBehavior : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame) => Next(burst, frame);

    public override void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes) => Next(burst, frame);

    private static void Next(Burst burst, Frame frame)
    {
        if (burst.Node(frame).ChildList("activities").ElementAtOrDefault((int)frame.Index) is not { } next)
        {
            burst.Complete(frame);
            return;
        }

        frame.Index++;
        burst.Queue(frame, next.Id);
    }
}

/// <summary><c>End</c> and <c>Complete</c>: end the nearest enclosing flowchart, or the root where none is (rule 7).</summary>
internal sealed class CompleteBehavior : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame)
    {
        var outcomes = ValueConverter.ToTexts(burst.Input(frame, "outcomes"));
        if (outcomes.Count == 0)
            outcomes = ["Done"];
        var container = burst.Parent(frame);
        if (container.Parent == 0)
        {
            burst.Complete(frame, outcomes);
            return;
        }

        burst.CompleteAlone(frame);
        while (burst.Node(container).Type != FlowActivities.Flowchart && burst.Parent(container).Parent != 0)
            container = burst.Parent(container);
        burst.CompleteContainer(container, outcomes);
    }
}

/// <summary><c>Finish</c>: the workflow is over at once, whatever is open (rule 7).</summary>
internal sealed class FinishBehavior : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame)
    {
        burst.CompleteAlone(frame);
        burst.FinishWorkflow(WorkflowSubStatus.Finished);
    }
}
