using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities.Branching;

internal static class SwitchCases
{
    /// <summary>Labels of the cases that hold: the first or all, by the mode; Default when none does.</summary>
    public static IReadOnlyList<string> Labels(Burst burst, Frame frame)
    {
        var cases = burst.Node(frame).Raw("cases") as JsonArray ?? [];
        var labels = Matching(burst, frame).Select(index => cases[index]?["label"]?.ToString() ?? "").ToList();
        return labels.Count == 0 ? ["Default"] : labels;
    }

    /// <summary>Positions of the cases that hold.</summary>
    public static List<int> Matching(Burst burst, Frame frame)
    {
        var cases = burst.Node(frame).Raw("cases") as JsonArray ?? [];
        var all = burst.Text(frame, "mode") == "MatchAny";
        var matching = new List<int>();
        for (var index = 0; index < cases.Count; index++)
        {
            // As Elsa: every condition is evaluated, also behind the first that holds.
            var name = $"cases[{index}]";
            if (ValueConverter.ToCondition(burst.EvaluateBare(frame, cases[index]?["condition"], name), name))
                matching.Add(index);
        }

        return all || matching.Count < 2 ? matching : [matching[0]];
    }
}

/// <summary>A container that is done when nothing inside is open or queued.</summary>
internal abstract class WaitForAllBehavior : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame)
    {
        foreach (var child in ToStart(burst, frame).ToList())
            burst.Queue(frame, child.Id);
        if (!burst.HasWork(frame))
            burst.Complete(frame);
    }

    public override void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        if (!burst.HasWork(frame))
            burst.Complete(frame);
    }

    protected abstract IEnumerable<Definitions.ActivityNode> ToStart(Burst burst, Frame frame);
}

internal sealed class ParallelBehavior : WaitForAllBehavior
{
    protected override IEnumerable<Definitions.ActivityNode> ToStart(Burst burst, Frame frame) => burst.Node(frame).ChildList("activities");
}

internal sealed class IfBehavior : WaitForAllBehavior
{
    protected override IEnumerable<Definitions.ActivityNode> ToStart(Burst burst, Frame frame)
    {
        var holds = burst.Flag(frame, "condition");
        burst.SetOutput(frame, "Result", JsonValue.Create(holds));
        return burst.Node(frame).Child(holds ? "then" : "else") is { } chosen ? [chosen] : [];
    }
}

internal sealed class SwitchBehavior : WaitForAllBehavior
{
    protected override IEnumerable<Definitions.ActivityNode> ToStart(Burst burst, Frame frame)
    {
        var node = burst.Node(frame);
        var matching = SwitchCases.Matching(burst, frame);
        var chosen = matching.Count == 0
            ? [node.Child("default")]
            : matching.ConvertAll(index => node.Child($"cases[{index}].activity"));
        return chosen.OfType<Definitions.ActivityNode>();
    }
}

/// <summary>Branches at once; with WaitAny the first to complete cancels the others.</summary>
internal sealed class ForkBehavior : WaitForAllBehavior
{
    public override void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        if (burst.Text(frame, "joinMode") == "WaitAny")
            burst.CompleteContainer(frame, Burst.Done);
        else
            base.ChildCompleted(burst, frame, child, outcomes);
    }

    protected override IEnumerable<Definitions.ActivityNode> ToStart(Burst burst, Frame frame) => burst.Node(frame).ChildList("branches");
}
