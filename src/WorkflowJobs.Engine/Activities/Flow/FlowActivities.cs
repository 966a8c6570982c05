namespace WorkflowJobs.Engine.Activities.Flow;

/// <summary>Flowchart and sequence, and how they begin and end.</summary>
internal static class FlowActivities
{
    public const string Flowchart = "Elsa.Flowchart";

    public const string Start = "Elsa.Start";

    /// <summary>What a course may end at: nothing is expected to follow.</summary>
    public static readonly HashSet<string> Ends = new(StringComparer.Ordinal) { "Elsa.End", "Elsa.Complete", "Elsa.Finish" };

    public static readonly Dictionary<string, ActivityBehavior> Behaviors = new()
    {
        [Flowchart] = new FlowchartBehavior(),
        ["Elsa.Sequence"] = new SequenceBehavior(),
        [Start] = new SimpleBehavior(static (_, _) => { }),
        ["Elsa.End"] = new CompleteBehavior(),
        ["Elsa.Complete"] = new CompleteBehavior(),
        ["Elsa.Finish"] = new FinishBehavior(),
    };

    public static readonly ActivityDescriptor[] Descriptors =
    [
        new(Flowchart, "流程", "流程图", "Flowchart") { DescriptionZh = "由连线决定先后的一组活动。", DescriptionEn = "Activities whose order is drawn as connections." },
        new("Elsa.Sequence", "流程", "顺序", "Sequence") { DescriptionZh = "依次执行的一组活动。", DescriptionEn = "Activities that run one after the other." },
        new(Start, "流程", "开始", "Start") { DescriptionZh = "流程图从这里开始。", DescriptionEn = "Where a flowchart begins." },
        new("Elsa.End", "流程", "结束", "End")
        {
            DescriptionZh = "结束所在的流程图，尚未办完的任务一并取消。", DescriptionEn = "Ends its flowchart; what is still open there is cancelled.", Outcomes = [],
        },
        new("Elsa.Complete", "流程", "以结果结束", "Complete")
        {
            DescriptionZh = "以给定的结果结束所在的流程图。",
            DescriptionEn = "Ends its flowchart with outcomes of your choice.",
            Inputs = [new("outcomes", "Object", "结果", "Outcomes") { UiHint = "outcome-picker" }],
            Outcomes = [],
        },
        new("Elsa.Finish", "流程", "立即终止", "Finish")
        {
            DescriptionZh = "立即终止整个流程实例。", DescriptionEn = "Ends the whole workflow at once.", Outcomes = [],
        },
    ];
}
