namespace WorkflowJobs.Engine.Expressions;

/// <summary>An expression could not be evaluated; the activity that owns it faults with this message.</summary>
public class ExpressionException(string message) : Exception(message);

/// <summary>
/// A guard of time or memory stopped an expression (<see cref="ExpressionLimits"/>). Where that happens depends on the machine,
/// so the message is always the same, the hit is recorded, and a replay repeats it without evaluating.
/// </summary>
public sealed class ExpressionInterruptedException() : ExpressionException("The expression took too much time or memory and was stopped.");
