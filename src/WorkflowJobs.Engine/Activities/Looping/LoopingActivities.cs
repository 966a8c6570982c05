using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities.Looping;

/// <summary>Loops over a body, and how to leave them.</summary>
internal static class LoopingActivities
{
    public static readonly Dictionary<string, ActivityBehavior> Behaviors = new()
    {
        ["Elsa.While"] = new WhileBehavior(),
        ["Elsa.For"] = new ForBehavior(),
        ["Elsa.ForEach"] = new ForEachBehavior(),
        ["Elsa.ParallelForEach"] = new ParallelForEachBehavior(),
        ["Elsa.Break"] = new BreakBehavior(),
    };

    public static readonly ActivityDescriptor[] Descriptors =
    [
        new("Elsa.While", "循环", "当…时循环", "While")
        {
            DescriptionZh = "条件成立时反复执行循环体。", DescriptionEn = "Runs its body while a condition holds.",
            Inputs = [new("condition", "Boolean", "条件", "Condition") { UiHint = "checkbox" }],
        },
        new("Elsa.For", "循环", "计数循环", "For")
        {
            DescriptionZh = "从起始值数到结束值，每次执行循环体。",
            DescriptionEn = "Counts from a start to an end and runs its body each time.",
            Inputs =
            [
                new("start", "Int32", "起始值", "Start"), new("end", "Int32", "结束值", "End"), new("step", "Int32", "步长", "Step"),
                new("outerBoundInclusive", "Boolean", "包含结束值", "End inclusive") { UiHint = "checkbox", Default = "true" },
            ],
        },
        new("Elsa.ForEach", "循环", "逐项循环", "For Each")
        {
            DescriptionZh = "对列表的每一项依次执行循环体。", DescriptionEn = "Runs its body for each item, one after the other.",
            Inputs = [new("items", "Object", "列表", "Items") { UiHint = "multiline" }],
        },
        new("Elsa.ParallelForEach", "循环", "并行逐项", "Parallel for Each")
        {
            DescriptionZh = "对列表的每一项同时执行循环体，全部完成后继续。", DescriptionEn = "Runs its body for all items at once and waits for all.",
            Inputs = [new("items", "Object", "列表", "Items") { UiHint = "multiline" }],
        },
        new("Elsa.Break", "循环", "跳出循环", "Break") { DescriptionZh = "结束所在的循环。", DescriptionEn = "Ends the enclosing loop.", Outcomes = [] },
    ];
}

internal sealed class WhileBehavior : ActivityBehavior
{
    public override bool IsLoop => true;

    public override void Start(Burst burst, Frame frame) => Next(burst, frame);

    public override void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes) => Next(burst, frame);

    private static void Next(Burst burst, Frame frame)
    {
        if (burst.Node(frame).Child("body") is { } body && burst.Flag(frame, "condition"))
            burst.Queue(frame, body.Id);
        else
            burst.Complete(frame);
    }
}

internal sealed class ForBehavior : ActivityBehavior
{
    public override bool IsLoop => true;

    public override void Start(Burst burst, Frame frame)
    {
        frame.Index = ValueConverter.ToInteger(burst.Input(frame, "start"), 0);
        // End and step are fixed when the loop starts; the last number is the first that is out.
        var inclusive = burst.Flag(frame, "outerBoundInclusive", fallback: true);
        var step = ValueConverter.ToInteger(burst.Input(frame, "step"), 1);
        var end = ValueConverter.ToInteger(burst.Input(frame, "end"), 0);
        frame.Items = [inclusive ? end + (step < 0 ? -1 : 1) : end, step];
        Next(burst, frame);
    }

    public override void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        frame.Index += frame.Items![1]!.GetValue<long>();
        Next(burst, frame);
    }

    private static void Next(Burst burst, Frame frame)
    {
        var (end, step) = (frame.Items![0]!.GetValue<long>(), frame.Items[1]!.GetValue<long>());
        if (burst.Node(frame).Child("body") is not { } body || (step < 0 ? frame.Index <= end : frame.Index >= end))
        {
            burst.Complete(frame);
            return;
        }

        LoopItem.Run(burst, frame, body.Id, JsonValue.Create(frame.Index), frame.Index);
    }
}

internal sealed class ForEachBehavior : ActivityBehavior
{
    public override bool IsLoop => true;

    public override void Start(Burst burst, Frame frame)
    {
        frame.Items = ValueConverter.ToItems(burst.Input(frame, "items"));
        Next(burst, frame);
    }

    public override void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes) => Next(burst, frame);

    private static void Next(Burst burst, Frame frame)
    {
        if (burst.Node(frame).Child("body") is not { } body || frame.Index >= frame.Items!.Count)
        {
            burst.Complete(frame);
            return;
        }

        var index = frame.Index++;
        LoopItem.Run(burst, frame, body.Id, frame.Items[(int)index], index);
    }
}

internal sealed class ParallelForEachBehavior : ActivityBehavior
{
    public override bool IsLoop => true;

    public override void Start(Burst burst, Frame frame)
    {
        var items = ValueConverter.ToItems(burst.Input(frame, "items"));
        if (burst.Node(frame).Child("body") is { } body)
            for (var index = 0; index < items.Count; index++)
                LoopItem.Run(burst, frame, body.Id, items[index], index);
        if (!burst.HasWork(frame))
            burst.Complete(frame);
    }

    public override void ChildCompleted(Burst burst, Frame frame, Frame child, IReadOnlyList<string> outcomes)
    {
        if (!burst.HasWork(frame))
            burst.Complete(frame);
    }
}

internal static class LoopItem
{
    /// <summary>Starts the body with the item as its own variables CurrentValue and CurrentIndex, and as the loop's output.</summary>
    public static void Run(Burst burst, Frame loop, string bodyId, JsonNode? value, long index)
    {
        burst.SetOutput(loop, "CurrentValue", value);
        burst.Queue(loop, bodyId, new(StringComparer.Ordinal) { ["CurrentIndex"] = JsonValue.Create(index), ["CurrentValue"] = value });
    }
}

/// <summary>Ends the nearest enclosing loop: the containers between complete, what else is open in them is cancelled.</summary>
internal sealed class BreakBehavior : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame)
    {
        var loop = burst.Parent(frame);
        while (loop.Parent != 0 && !burst.Node(loop).Behavior.IsLoop)
            loop = burst.Parent(loop);
        if (loop.Parent == 0)
        {
            burst.Complete(frame);
            return;
        }

        burst.CompleteAlone(frame);
        for (var between = burst.Parent(frame); between != loop;)
        {
            var outer = burst.Parent(between);
            burst.CompleteContainer(between, Burst.Done, tellParent: false);
            between = outer;
        }

        burst.CompleteContainer(loop, Burst.Done);
    }
}
