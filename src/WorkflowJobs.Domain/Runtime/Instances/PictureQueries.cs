using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What the drawing of an instance needs: its definition, where it stands (open bookmarks) and where it has been.</summary>
public sealed record PictureData(string DefinitionJson, IReadOnlySet<string> Current, IReadOnlySet<string> Done);

/// <summary>Activities and ids only. Whether somebody may see the instance is asked where its subject is known.</summary>
public sealed class PictureQueries(IReader reader)
{
    public Task<PictureData?> Of(string instanceId, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var definition = await work.Db.Instances.Where(row => row.Id == instanceId)
            .Join(work.Db.DefinitionVersions, row => row.DefinitionVersionId, version => version.Id, (_, version) => version.Json).FirstOrDefaultAsync(token);
        if (definition is null)
            return null;
        var open = await work.Db.Bookmarks.Where(row => row.InstanceId == instanceId).Select(row => row.ActivityId).ToListAsync(token);
        var tasks = await work.Db.UserTasks.Where(row => row.InstanceId == instanceId && row.CompletedAt != null).Select(row => row.ActivityId).ToListAsync(token);
        var stream = JournalChain.StreamOf(instanceId);
        var bodies = await work.Db.JournalEntries.Where(row => row.Stream == stream).Select(row => row.Body).ToListAsync(token);
        return new PictureData(definition, open.ToHashSet(), tasks.Concat(bodies.SelectMany(Answered)).Append("start").ToHashSet());
    }, cancel);

    /// <summary>What the processes are called, by definition.</summary>
    public Task<IReadOnlyDictionary<string, string>> Names(CancellationToken cancel) => reader.Read<IReadOnlyDictionary<string, string>>(async (work, token) =>
        await work.Db.DefinitionVersions.Where(row => row.IsPublished).ToDictionaryAsync(row => row.DefinitionId, row => row.Name, token), cancel);

    /// <summary>Activities whose calls a transition answered.</summary>
    private static IEnumerable<string> Answered(string body) =>
        (JsonNode.Parse(body)?["answers"] as JsonArray ?? []).Select(answer => (answer?["activityId"] ?? answer?["call"]?["activityId"])?.ToString()).OfType<string>();
}
