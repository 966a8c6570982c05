using WorkflowJobs.Domain.Tests.Runtime;

namespace WorkflowJobs.Torture;

/// <summary>
/// What the servers run: three human tasks in a ring without end. Between them a child is dispatched and waited for (a message there, a
/// timer in it, a message back) and a timer runs, so that every kind of row is written again and again.
/// </summary>
internal static class Flows
{
    public const string ParentId = "torture";
    public const string ChildId = "torture-child";

    /// <summary>The task after which a child is dispatched.</summary>
    public const string Dispatching = "one";

    public static string Parent()
    {
        var flow = new TestFlow(ParentId);
        foreach (var task in new[] { Dispatching, "two", "three" })
            flow.Task(task, "Ok", inputs: ("unit", Site.Unit));
        return flow.Elsa("child", "DispatchWorkflow", ("workflowDefinitionId", ChildId), ("waitForCompletion", "true"))
            .Elsa("pause", "Delay", ("timeSpan", "00:00:00.100"))
            .Link("one.Ok>child", "child>two", "two.Ok>pause", "pause>three", "three.Ok>one").ToString();
    }

    public static string Child() => new TestFlow(ChildId).Elsa("wait", "Delay", ("timeSpan", "00:00:00.050")).ToString();
}
