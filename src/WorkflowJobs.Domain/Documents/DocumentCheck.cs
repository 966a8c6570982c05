using WorkflowJobs.Domain.Processes;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Documents;

/// <summary>DOCUMENT_UNKNOWN: a paper that a step names as a literal must have a template.</summary>
public sealed class DocumentCheck : IDefinitionCheck
{
    private const string Type = "WorkflowJobs." + nameof(IssueDocument);

    public async Task<IReadOnlyList<DefinitionProblem>> Check(Work work, WorkflowDefinition definition, Actor actor, CancellationToken cancel)
    {
        var known = await DocumentTemplates.Latest(work.Db, cancel);
        return
        [
            .. definition.Root.SelfAndDescendants().Where(node => node.Type == Type)
                .Where(node => HumanTaskCheck.Literal(node, IssueDocument.Input) is { } key && !known.ContainsKey(key))
                .Select(node => new DefinitionProblem("DOCUMENT_UNKNOWN", ProblemSeverity.PublishError, $"{node.JsonPath}.{IssueDocument.Input}",
                    $"“{node.Title}”：没有这种文书模板。", $"\"{node.Id}\": there is no such document template.")),
        ];
    }
}
