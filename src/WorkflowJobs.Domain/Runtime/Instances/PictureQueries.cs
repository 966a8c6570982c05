using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What the drawing of an instance needs: its definition, where it stands (open bookmarks) and where it has been.</summary>
public sealed record PictureData(string DefinitionJson, IReadOnlySet<string> Current, IReadOnlySet<string> Done);

/// <summary>Activities and ids only. Whether somebody may see the instance is asked where its subject is known.</summary>
public sealed class PictureQueries(IReader reader, InstanceHistory history)
{
    public Task<PictureData?> Of(string instanceId, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var definition = await work.Db.Instances.Where(row => row.Id == instanceId)
            .Join(work.Db.DefinitionVersions, row => row.DefinitionVersionId, version => version.Id, (_, version) => version.Json).FirstOrDefaultAsync(token);
        if (definition is null)
            return null;
        var open = await work.Db.Bookmarks.Where(row => row.InstanceId == instanceId).Select(row => row.ActivityId).ToListAsync(token);
        // What was passed is known to the journal only: calls and decisions leave no row of their own.
        var passed = (await history.Replay(work, instanceId, token)).SelectMany(step => step.Events).Where(one => one.Event == "Completed").Select(one => one.ActivityId);
        return new PictureData(definition, open.ToHashSet(), passed.ToHashSet());
    }, cancel);

    /// <summary>What the processes are called, by definition.</summary>
    public Task<IReadOnlyDictionary<string, string>> Names(CancellationToken cancel) => reader.Read<IReadOnlyDictionary<string, string>>(async (work, token) =>
        await work.Db.DefinitionVersions.Where(row => row.IsPublished).ToDictionaryAsync(row => row.DefinitionId, row => row.Name, token), cancel);
}
