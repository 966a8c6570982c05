using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Engine.Definitions;
using WorkflowJobs.Server.Components.Officer;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>The picture of an instance: its definition's drawing, where it stands (open bookmarks) and where it has been (tasks and calls answered).</summary>
internal sealed class Pictures(IReader reader)
{
    public async Task<ProcessPicture?> Of(string? instanceId, CancellationToken cancel)
    {
        if (instanceId is null)
            return null;
        var (json, current, done) = await reader.Read(async (work, token) =>
        {
            var definition = await work.Db.Instances.Where(row => row.Id == instanceId)
                .Join(work.Db.DefinitionVersions, row => row.DefinitionVersionId, version => version.Id, (_, version) => version.Json).FirstOrDefaultAsync(token);
            var open = await work.Db.Bookmarks.Where(row => row.InstanceId == instanceId).Select(row => row.ActivityId).ToListAsync(token);
            var tasks = await work.Db.UserTasks.Where(row => row.InstanceId == instanceId && row.CompletedAt != null).Select(row => row.ActivityId).ToListAsync(token);
            var stream = JournalChain.StreamOf(instanceId);
            var bodies = await work.Db.JournalEntries.Where(row => row.Stream == stream).Select(row => row.Body).ToListAsync(token);
            return (definition, open.ToHashSet(), tasks.Concat(bodies.SelectMany(Answered)).Append("start").ToHashSet());
        }, cancel);
        return json is not null && DefinitionReader.Read(json).Definition is { } read ? ProcessPicture.Of(read, current, done) : null;
    }

    public static ProcessPicture? Of(string json) =>
        DefinitionReader.Read(json).Definition is { } read ? ProcessPicture.Of(read, new HashSet<string>(), new HashSet<string>()) : null;

    /// <summary>Activities whose calls a transition answered.</summary>
    private static IEnumerable<string> Answered(string body) =>
        (JsonNode.Parse(body)?["answers"] as JsonArray ?? []).Select(answer => (answer?["activityId"] ?? answer?["call"]?["activityId"])?.ToString()).OfType<string>();
}
