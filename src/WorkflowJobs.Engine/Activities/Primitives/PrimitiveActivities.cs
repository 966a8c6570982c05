using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities.Primitives;

/// <summary>Small steps: values, names, events, faults.</summary>
internal static class PrimitiveActivities
{
    public static readonly Dictionary<string, ActivityBehavior> Behaviors = new()
    {
        ["Elsa.SetVariable"] = new SimpleBehavior(SetVariable),
        ["Elsa.SetName"] = new SimpleBehavior(static (burst, frame) => burst.State.Name = burst.Text(frame, "value")),
        ["Elsa.Correlate"] = new SimpleBehavior(static (burst, frame) => burst.State.CorrelationId = burst.Text(frame, "correlationId")),
        ["Elsa.WriteLine"] = new SimpleBehavior(static (burst, frame) => burst.WriteLine(burst.Text(frame, "text") ?? "")),
        ["Elsa.Event"] = new EventBehavior(),
        ["Elsa.Fault"] = new FaultBehavior(),
        ["Elsa.RunTask"] = new RunTaskBehavior(),
    };

    public static readonly ActivityDescriptor[] Descriptors =
    [
        new("Elsa.SetVariable", "基本", "设置变量", "Set Variable")
        {
            DescriptionZh = "给流程变量赋值。",
            DescriptionEn = "Gives a variable a value.",
            Inputs =
            [
                new("variable", "Variable", "变量", "Variable") { UiHint = "variable-picker", Required = true },
                new("value", "Object", "值", "Value"),
            ],
        },
        new("Elsa.SetName", "基本", "设置实例名称", "Set Name")
        {
            DescriptionZh = "给流程实例命名。", DescriptionEn = "Names the workflow instance.", Inputs = [new("value", "String", "名称", "Name")],
        },
        new("Elsa.Correlate", "基本", "设置关联编号", "Correlate")
        {
            DescriptionZh = "设置流程实例的关联编号。",
            DescriptionEn = "Sets the instance's correlation id.",
            Inputs = [new("correlationId", "String", "关联编号", "Correlation ID")],
        },
        new("Elsa.WriteLine", "控制台", "输出一行", "Write Line")
        {
            DescriptionZh = "输出一行文字，供调试。", DescriptionEn = "Writes a line of text, for debugging.",
            Inputs = [new("text", "String", "文字", "Text")],
        },
        new("Elsa.Event", "基本", "等待事件", "Event")
        {
            DescriptionZh = "等待给定名称的事件；也可以由事件启动流程。",
            DescriptionEn = "Waits for an event of a name, or starts the workflow when it comes.",
            Inputs = [new("eventName", "String", "事件名称", "Event Name") { Required = true }],
            MayWait = true,
            IsTrigger = true,
        },
        new("Elsa.Fault", "基本", "报告故障", "Fault")
        {
            DescriptionZh = "以一条说明使流程进入故障。",
            DescriptionEn = "Raises an incident with a message.",
            Inputs =
            [
                new("code", "String", "代码", "Code"), new("category", "String", "类别", "Category"),
                new("faultType", "String", "故障类型", "Fault Type"), new("message", "String", "说明", "Message"),
            ],
            Outcomes = [],
        },
        new("Elsa.RunTask", "基本", "外部任务", "Run Task")
        {
            DescriptionZh = "请求外部系统完成一项任务，并等待它的答复。",
            DescriptionEn = "Asks an external system for work and waits for its answer.",
            Inputs =
            [
                new("taskName", "String", "任务名称", "Task Name") { Required = true },
                new("payload", "ObjectDictionary", "数据", "Payload") { UiHint = "dictionary" },
            ],
            MayWait = true,
        },
    ];

    private static void SetVariable(Burst burst, Frame frame)
    {
        var reference = burst.Node(frame).Raw("variable");
        var value = burst.Input(frame, "value");
        if (reference is JsonObject variable)
            burst.SetVariable(frame, variable["id"]?.ToString(), variable["name"]?.ToString(), value);
        else
            burst.SetVariable(frame, reference?.ToString(), reference?.ToString(), value);
    }
}

/// <summary>Waits for an event, unless the event is what started the workflow here.</summary>
internal sealed class EventBehavior : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame)
    {
        var name = burst.Text(frame, "eventName");
        if (burst.TakeTrigger(frame, out var brought))
            Finish(burst, frame, brought);
        else
            burst.Open(frame, BookmarkKinds.Event, name ?? throw new ActivityFault("The event has no name."));
    }

    public override void Resume(Burst burst, Frame frame, Bookmark bookmark, JsonNode? payload) => Finish(burst, frame, payload);

    private static void Finish(Burst burst, Frame frame, JsonNode? payload)
    {
        burst.SetOutput(frame, "Result", payload);
        burst.Complete(frame);
    }
}

/// <summary>An incident that the definition asked for.</summary>
internal sealed class FaultBehavior : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame) =>
        throw new ActivityFault(burst.Text(frame, "message") ?? burst.Text(frame, "code") ?? "Fault");
}

/// <summary>Blocks until the host brings the task's result.</summary>
internal sealed class RunTaskBehavior : ActivityBehavior
{
    public override void Start(Burst burst, Frame frame) =>
        burst.Open(frame, BookmarkKinds.Other, burst.Text(frame, "taskName"), payload: burst.AllInputs(frame));

    public override void Resume(Burst burst, Frame frame, Bookmark bookmark, JsonNode? payload)
    {
        burst.SetOutput(frame, "Result", payload);
        burst.Complete(frame);
    }
}
