using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Activities;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Processes;

/// <summary>
/// OUTCOME_LOOSE: a task or call that chooses between several outcomes must lead somewhere by each. Elsa ends such a course quietly; here that would
/// leave an application without a decision. With a single outcome, nothing connected is an end. Elsa's own decisions may have an empty branch.
/// </summary>
public sealed class OutcomeCheck(ActivityCatalog catalog) : IDefinitionCheck
{
    public Task<IReadOnlyList<DefinitionProblem>> Check(Work work, WorkflowDefinition definition, Actor actor, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<DefinitionProblem>>([.. definition.Root.SelfAndDescendants().SelectMany(flow => flow.Type == "Elsa.Flowchart" ? Of(definition, flow) : [])]);

    private IEnumerable<DefinitionProblem> Of(WorkflowDefinition definition, ActivityNode flow) =>
        from child in flow.Children
        where child.Node.Type == BuiltInActivities.HumanTask || catalog.Find(child.Node.Type) is { IsCall: true }
        let outcomes = definition.OutcomesOf(child.Node.Id, catalog)
        where outcomes.Count > 1
        from outcome in outcomes.Except(flow.Connections.Where(wire => wire.SourceId == child.Node.Id).Select(wire => wire.SourcePort), StringComparer.Ordinal)
        select new DefinitionProblem("OUTCOME_LOOSE", ProblemSeverity.PublishError, child.Node.JsonPath,
            $"“{child.Node.Title}”的结果“{outcome}”没有连线，办到这里流程就停了；请连到下一步或“结束”。", $"\"{child.Node.Id}\": the outcome \"{outcome}\" leads nowhere and the process would just stop; connect it to a step or to an end.");
}
