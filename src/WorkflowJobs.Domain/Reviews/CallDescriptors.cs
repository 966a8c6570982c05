using WorkflowJobs.Engine.Activities;

namespace WorkflowJobs.Domain.Reviews;

/// <summary>The designer's view of the calls of rounds, publicity, approval, training and agreement.</summary>
internal static class CallDescriptors
{
    private const string Prefix = "WorkflowJobs.";

    private static readonly InputDescriptor Submission = new("submission", "Object", "表单结果", "Result of the task")
    {
        Required = true,
        HelpZh = "前一个人工任务的结果变量。",
    };

    /// <summary>The stage that the applicant sees while a call waits.</summary>
    internal static readonly InputDescriptor[] Stage =
    [
        new("stage", "String", "进度阶段", "Stage") { HelpZh = "申请人在进度页看到的阶段名称。" },
        new("stageEn", "String", "进度阶段（英文）", "Stage in English"),
    ];

    /// <summary>A call that acts at once.</summary>
    public static ActivityDescriptor Act(string name, string category, string zh, string en, params string[] outcomes) =>
        new(Prefix + name, category, zh, en) { IsCall = true, Outcomes = outcomes.Length == 0 ? ["Done"] : outcomes };

    /// <summary>A call that takes what a form said.</summary>
    public static ActivityDescriptor Record(string name, string category, string zh, string en, params string[] outcomes) =>
        Act(name, category, zh, en, outcomes) with { Inputs = [Submission] };

    /// <summary>A call that waits on a state; the applicant sees the stage meanwhile.</summary>
    public static ActivityDescriptor Await(string name, string category, string zh, string en, params string[] outcomes) =>
        Act(name, category, zh, en, outcomes) with { Inputs = Stage, MayWait = true };
}

/// <summary>Groups of the designer's palette.</summary>
internal static class CallCategories
{
    public const string Round = "批次";
    public const string Review = "民主评议";
    public const string Publicity = "公示";
    public const string Approval = "审批与名额";
    public const string Training = "岗前培训";
    public const string Agreement = "协议";
    public const string Documents = "文书";
    public const string Placement = "在岗";
}
