using WorkflowJobs.Engine.Activities;

namespace WorkflowJobs.Engine.Definitions.Validation;

/// <summary>Everything that publishing says about a definition, all at once and in document order.</summary>
internal static class DefinitionValidator
{
    public static IReadOnlyList<DefinitionProblem> Validate(WorkflowDefinition definition, ActivityCatalog catalog)
    {
        var problems = new List<DefinitionProblem>();
        foreach (var node in definition.Root.SelfAndDescendants())
        {
            problems.AddRange(ActivityRules.Check(node, catalog));
            problems.AddRange(PortRules.Check(node, catalog));
            if (FlowView.Of(node, catalog) is { } flow)
            {
                problems.AddRange(FlowRules.Check(flow));
                problems.AddRange(FlowWarnings.Check(flow));
            }
        }

        return problems;
    }
}
