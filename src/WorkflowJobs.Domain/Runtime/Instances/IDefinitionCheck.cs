using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What publishing asks beyond the document itself: whether roles, forms and parameters that it names exist here.</summary>
public interface IDefinitionCheck
{
    /// <summary>All problems at once; <paramref name="actor"/> is the system when a file is published at start.</summary>
    Task<IReadOnlyList<DefinitionProblem>> Check(Work work, WorkflowDefinition definition, Actor actor, CancellationToken cancel);
}
