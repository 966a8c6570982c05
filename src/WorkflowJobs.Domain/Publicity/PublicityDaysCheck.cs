using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Processes;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>PUBLICITY_DAYS: a publicity period that a process names is a number of working days that may be set, or a parameter.</summary>
public sealed class PublicityDaysCheck : IDefinitionCheck
{
    private const string Activity = "WorkflowJobs." + nameof(AwaitPublicityPeriod);

    public Task<IReadOnlyList<DefinitionProblem>> Check(Work work, WorkflowDefinition definition, Actor actor, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<DefinitionProblem>>([.. Said(definition).Where(said => PublicityPeriods.DaysOf(said.Days, ParameterSet.Defaults) is null).Select(said => new DefinitionProblem(
            "PUBLICITY_DAYS", ProblemSeverity.PublishError, $"{said.Step.JsonPath}.{AwaitPublicityPeriod.DaysInput}",
            $"“{said.Step.Title}”：公示期“{said.Days}”既不是允许的工作日数，也不是参数名。", $"\"{said.Step.Id}\": the period \"{said.Days}\" is neither an allowed number of working days nor a parameter."))]);

    /// <summary>The periods that a process names as literals.</summary>
    internal static IEnumerable<(ActivityNode Step, string Days)> Said(WorkflowDefinition definition) =>
        definition.Root.SelfAndDescendants().Where(node => node.Type == Activity)
            .Select(node => (node, Days: HumanTaskCheck.Literal(node, AwaitPublicityPeriod.DaysInput)!)).Where(said => said.Days is not null);
}
