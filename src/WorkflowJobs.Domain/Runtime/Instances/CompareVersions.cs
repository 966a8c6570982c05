using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Engine.Definitions.Comparison;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>Two versions of one definition beside each other.</summary>
public sealed class CompareVersions(IReader reader)
{
    private static readonly Refusal Different = new("DEFINITION_OTHER", "只能比较同一流程的两个版本。", "Only two versions of the same definition can be compared.") { Status = 400 };

    public async Task<Result<DefinitionComparison>> Run(Actor actor, string beforeId, string afterId, CancellationToken cancel)
    {
        if (!InstanceQueries.MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read<Result<DefinitionComparison>>(async (work, token) =>
        {
            if (await work.Db.DefinitionVersions.FindAsync([beforeId], token) is not { } before || await work.Db.DefinitionVersions.FindAsync([afterId], token) is not { } after)
                return Refusals.NotFound;
            return before.DefinitionId == after.DefinitionId
                ? DefinitionComparison.Of(DefinitionReader.Read(before.Json).Definition!, DefinitionReader.Read(after.Json).Definition!)
                : Different;
        }, cancel);
    }
}
