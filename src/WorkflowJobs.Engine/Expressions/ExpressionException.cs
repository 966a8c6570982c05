namespace WorkflowJobs.Engine.Expressions;

/// <summary>An expression could not be evaluated; the activity that owns it faults with this message.</summary>
public sealed class ExpressionException(string message) : Exception(message);
