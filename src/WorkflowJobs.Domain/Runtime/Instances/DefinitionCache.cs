using System.Collections.Concurrent;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Engine.Definitions;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>Parsed versions by id. Only published ones are run, and those never change.</summary>
public sealed class DefinitionCache
{
    private readonly ConcurrentDictionary<string, WorkflowDefinition> parsed = new(StringComparer.Ordinal);

    public async Task<WorkflowDefinition> Load(AppDb db, string versionId, CancellationToken cancel)
    {
        if (parsed.TryGetValue(versionId, out var known))
            return known;
        var row = await db.DefinitionVersions.FindAsync([versionId], cancel)
            ?? throw new InvalidOperationException($"There is no definition version {versionId}.");
        return Load(row);
    }

    public WorkflowDefinition Load(DefinitionVersion row) => parsed.GetOrAdd(row.Id, _ =>
        DefinitionReader.Read(row.Json).Definition ?? throw new InvalidOperationException($"The stored definition version {row.Id} cannot be read."));
}
