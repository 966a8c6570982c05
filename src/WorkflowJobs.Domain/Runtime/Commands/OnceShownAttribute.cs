namespace WorkflowJobs.Domain.Runtime.Commands;

/// <summary>A part of an answer that is told to the one who asked and kept nowhere: repeating the operation answers without it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OnceShownAttribute : Attribute;
