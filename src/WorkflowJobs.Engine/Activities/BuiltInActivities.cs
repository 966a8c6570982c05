namespace WorkflowJobs.Engine.Activities;

/// <summary>Elsa's activities that the engine runs itself, and the human task.</summary>
public static class BuiltInActivities
{
    /// <summary>Type name of the human task.</summary>
    public const string HumanTask = "WorkflowJobs.HumanTask";

    /// <summary>Their descriptors.</summary>
    public static IReadOnlyList<ActivityDescriptor> Descriptors { get; } = [];
}
