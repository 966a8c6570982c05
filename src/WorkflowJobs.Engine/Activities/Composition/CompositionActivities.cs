using System.Text.Json.Nodes;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Activities.Composition;

/// <summary>Other workflows as steps, and the workflow's own outputs. The host starts the children: each is a call.</summary>
internal static class CompositionActivities
{
    public const string ExecuteWorkflow = "Elsa.ExecuteWorkflow";

    public const string DispatchWorkflow = "Elsa.DispatchWorkflow";

    public static readonly Dictionary<string, ActivityBehavior> Behaviors = new()
    {
        ["Elsa.SetOutput"] = new SimpleBehavior(SetOutput),
        [ExecuteWorkflow] = new ChildWorkflowBehavior(),
        [DispatchWorkflow] = new DispatchWorkflowBehavior(),
    };

    public static readonly ActivityDescriptor[] Descriptors =
    [
        new("Elsa.SetOutput", "组合", "设置输出", "Set Output")
        {
            DescriptionZh = "给流程的输出赋值。",
            DescriptionEn = "Gives an output of the workflow a value.",
            Inputs =
            [
                new("outputName", "String", "输出", "Output") { UiHint = "output-picker", Required = true },
                new("outputValue", "Object", "值", "Output Value"),
            ],
        },
        new(ExecuteWorkflow, "组合", "执行流程", "Execute Workflow")
        {
            DescriptionZh = "启动另一个流程；可以等它结束。", DescriptionEn = "Starts another workflow, and may wait for its end.",
            Inputs = ChildInputs(), MayWait = true,
        },
        new(DispatchWorkflow, "组合", "派发流程", "Dispatch Workflow")
        {
            DescriptionZh = "派发另一个流程，由它自己的事务执行；可以等它结束。",
            DescriptionEn = "Dispatches another workflow to a transaction of its own, and may wait for its end.",
            Inputs = ChildInputs(), MayWait = true,
        },
    ];

    private static InputDescriptor[] ChildInputs() =>
    [
        new("workflowDefinitionId", "String", "流程定义", "Workflow Definition") { UiHint = "workflow-definition-picker", Required = true },
        new("correlationId", "String", "关联编号", "Correlation ID"),
        new("input", "ObjectDictionary", "输入", "Input") { UiHint = "dictionary" },
        new("waitForCompletion", "Boolean", "等待结束", "Wait for completion") { UiHint = "checkbox" },
    ];

    private static void SetOutput(Burst burst, Frame frame)
    {
        var name = burst.Text(frame, "outputName") ?? throw new ActivityFault("The output has no name.");
        var output = (JsonObject)burst.State.Output.DeepClone();
        output[name] = Burst.Detached(burst.Input(frame, "outputValue"));
        burst.State.Output = output;
    }
}

/// <summary>
/// Asks the host for a child. Arguments: workflowDefinitionId (also as definitionId), input, correlationId,
/// waitForCompletion. The host answers Done with {WorkflowInstanceId, Status, SubStatus, Output}, or Wait until the child ended.
/// </summary>
internal class ChildWorkflowBehavior : CallBehavior
{
    protected override JsonObject Arguments(Burst burst, Frame frame)
    {
        var arguments = burst.AllInputs(frame);
        arguments["definitionId"] = arguments["workflowDefinitionId"]?.DeepClone();
        arguments["input"] ??= new JsonObject();
        arguments["waitForCompletion"] = burst.Flag(frame, "waitForCompletion");
        return arguments;
    }
}

/// <summary>As executing, but the result is the child's output dictionary.</summary>
internal sealed class DispatchWorkflowBehavior : ChildWorkflowBehavior
{
    protected override void Finished(Burst burst, Frame frame, string outcome, JsonNode? result) =>
        base.Finished(burst, frame, outcome, result is JsonObject map && map.ContainsKey("Output") ? map["Output"]?.DeepClone() : result);
}

/// <summary>
/// A workflow used as an activity: its inputs are wrapped properties, its outputs go to the bound variables, its outcomes are
/// ports. Asked as <c>Elsa.ExecuteWorkflow</c> that waits; the host adds the child's <c>Outcomes</c> to the result.
/// </summary>
internal sealed class WorkflowAsActivityBehavior : CallBehavior
{
    public static new readonly WorkflowAsActivityBehavior Instance = new();

    protected override string CallName(Burst burst, Frame frame) => CompositionActivities.ExecuteWorkflow;

    protected override JsonObject Arguments(Burst burst, Frame frame) => new()
    {
        ["workflowDefinitionId"] = burst.Text(frame, "workflowDefinitionId"),
        ["definitionId"] = burst.Text(frame, "workflowDefinitionId"),
        ["workflowDefinitionVersionId"] = burst.Text(frame, "workflowDefinitionVersionId"),
        ["input"] = burst.AllInputs(frame),
        ["waitForCompletion"] = true,
        ["asActivity"] = true,
    };

    protected override void Finished(Burst burst, Frame frame, string outcome, JsonNode? result)
    {
        foreach (var (name, value) in result?["Output"] as JsonObject ?? [])
            burst.SetOutput(frame, name, value);
        var outcomes = ValueConverter.ToTexts(result?["Outcomes"]?.DeepClone());
        burst.Complete(frame, outcomes.Count == 0 ? [outcome] : outcomes);
    }
}
