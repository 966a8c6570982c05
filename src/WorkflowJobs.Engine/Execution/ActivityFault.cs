namespace WorkflowJobs.Engine.Execution;

/// <summary>An activity cannot go on: it becomes an incident. Every other exception is a bug and rolls the transition back.</summary>
internal sealed class ActivityFault(string message) : Exception(message);
