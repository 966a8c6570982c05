using WorkflowJobs.Engine.Activities.Branching;
using WorkflowJobs.Engine.Activities.Composition;
using WorkflowJobs.Engine.Activities.Flow;
using WorkflowJobs.Engine.Activities.Human;
using WorkflowJobs.Engine.Activities.Looping;
using WorkflowJobs.Engine.Activities.Primitives;
using WorkflowJobs.Engine.Activities.Scheduling;
using WorkflowJobs.Engine.Activities.Scripting;

namespace WorkflowJobs.Engine.Activities;

/// <summary>Elsa's activities that the engine runs itself, and the human task.</summary>
public static class BuiltInActivities
{
    /// <summary>Type name of the human task.</summary>
    public const string HumanTask = "WorkflowJobs.HumanTask";

    private static readonly Dictionary<string, ActivityBehavior> Behaviors = new(
        [
            .. FlowActivities.Behaviors, .. BranchingActivities.Behaviors, .. LoopingActivities.Behaviors,
            .. PrimitiveActivities.Behaviors, .. SchedulingActivities.Behaviors, .. CompositionActivities.Behaviors,
            .. HumanActivities.Behaviors, .. ScriptingActivities.Behaviors,
        ],
        StringComparer.Ordinal);

    /// <summary>Their descriptors.</summary>
    public static IReadOnlyList<ActivityDescriptor> Descriptors { get; } =
    [
        .. HumanActivities.Descriptors, .. FlowActivities.Descriptors, .. BranchingActivities.Descriptors,
        .. LoopingActivities.Descriptors, .. PrimitiveActivities.Descriptors, .. SchedulingActivities.Descriptors,
        .. CompositionActivities.Descriptors, .. ScriptingActivities.Descriptors,
    ];

    internal static ActivityBehavior? Behavior(string type) => Behaviors.GetValueOrDefault(type);
}
