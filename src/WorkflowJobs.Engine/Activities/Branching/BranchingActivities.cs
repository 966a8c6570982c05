namespace WorkflowJobs.Engine.Activities.Branching;

/// <summary>Decisions, switches, forks and joins, drawn in a flowchart or nested in each other.</summary>
internal static class BranchingActivities
{
    public static readonly Dictionary<string, ActivityBehavior> Behaviors = new()
    {
        ["Elsa.FlowDecision"] = new DecidingBehavior(static (burst, frame) => burst.Flag(frame, "condition") ? ["True"] : ["False"]),
        ["Elsa.FlowSwitch"] = new DecidingBehavior(SwitchCases.Labels),
        ["Elsa.FlowFork"] = new DecidingBehavior(Branches),
        ["Elsa.FlowJoin"] = new SimpleBehavior(static (_, _) => { }),
        ["Elsa.If"] = new IfBehavior(),
        ["Elsa.Switch"] = new SwitchBehavior(),
        ["Elsa.Fork"] = new ForkBehavior(),
        ["Elsa.Parallel"] = new ParallelBehavior(),
    };

    public static readonly ActivityDescriptor[] Descriptors =
    [
        new("Elsa.FlowDecision", "分支", "判断", "Decision")
        {
            DescriptionZh = "条件成立走“True”，否则走“False”。",
            DescriptionEn = "Follows True or False by a condition.",
            Inputs = [new("condition", "Boolean", "条件", "Condition") { UiHint = "checkbox", Required = true }],
            Outcomes = ["True", "False"],
        },
        new("Elsa.FlowSwitch", "分支", "多路分支", "Switch (flow)")
        {
            DescriptionZh = "按条件选择一条或多条分支，都不成立走“Default”。",
            DescriptionEn = "Follows the cases whose condition holds, or Default.",
            Inputs =
            [
                new("cases", "FlowSwitchCase[]", "分支", "Cases") { UiHint = "flow-switch-editor" },
                new("mode", "SwitchMode", "方式", "Mode") { UiHint = "dropdown", HelpZh = "MatchFirst 只走第一条，MatchAny 走所有成立的。" },
            ],
            Outcomes = ["Default"],
            OutcomesInput = "cases",
        },
        new("Elsa.FlowFork", "分支", "并行分支", "Fork (flow)")
        {
            DescriptionZh = "同时走所有分支。",
            DescriptionEn = "Follows all its branches at once.",
            Inputs = [new("branches", "Object", "分支", "Branches") { UiHint = "dynamic-outcomes" }],
            Outcomes = [],
            OutcomesInput = "branches",
        },
        new("Elsa.FlowJoin", "分支", "汇合", "Join")
        {
            DescriptionZh = "汇合多条分支：全部、所有在走的，或任一先到的。",
            DescriptionEn = "Joins branches: all, all active ones, or the first to arrive.",
            Inputs =
            [
                new("mode", "FlowJoinMode", "方式", "Mode")
                {
                    UiHint = "dropdown", HelpZh = "WaitAll 等全部分支；WaitAllActive 等在走的分支；WaitAny 先到先行，其余取消。",
                },
            ],
        },
        new("Elsa.If", "分支", "如果", "If")
        {
            DescriptionZh = "按条件执行其中一个子活动，然后继续。", DescriptionEn = "Runs one of two inner activities, then goes on.",
            Inputs = [new("condition", "Boolean", "条件", "Condition") { UiHint = "checkbox" }],
        },
        new("Elsa.Switch", "分支", "选择", "Switch")
        {
            DescriptionZh = "按条件执行对应的子活动，然后继续。",
            DescriptionEn = "Runs the inner activities whose condition holds, then goes on.",
            Inputs =
            [
                new("cases", "SwitchCase[]", "分支", "Cases") { UiHint = "switch-editor" },
                new("mode", "SwitchMode", "方式", "Mode") { UiHint = "dropdown" },
            ],
        },
        new("Elsa.Fork", "分支", "分叉", "Fork")
        {
            DescriptionZh = "同时执行各分支，全部或任一完成后继续。", DescriptionEn = "Runs inner branches at once and waits for all or any.",
            Inputs = [new("joinMode", "ForkJoinMode", "汇合方式", "Join mode") { UiHint = "dropdown" }],
        },
        new("Elsa.Parallel", "流程", "并行", "Parallel")
        {
            DescriptionZh = "同时执行一组活动，全部完成后继续。", DescriptionEn = "Runs activities at once and waits for all.",
        },
    ];

    /// <summary>All branches at once; a fork that names none has the one port Done, as Elsa's.</summary>
    private static IReadOnlyList<string> Branches(Execution.Burst burst, Execution.Frame frame) =>
        burst.Input(frame, "branches") is { } branches ? Execution.ValueConverter.ToTexts(branches) : Execution.Burst.Done;
}
