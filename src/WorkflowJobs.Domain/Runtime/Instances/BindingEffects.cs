using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Journal;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>Reads in the journal how far an instance may go back: not behind a call whose answer binds beyond the process.</summary>
public sealed class BindingEffects(CallHandlers handlers)
{
    /// <summary>Ids of the tasks whose completion has had no binding effect, nor anything after it.</summary>
    public async Task<IReadOnlySet<string>> TasksAfterTheLast(Work work, string instanceId, CancellationToken cancel)
    {
        var stream = JournalChain.StreamOf(instanceId);
        var bodies = work.Db.JournalEntries.AsNoTracking().Where(entry => entry.Stream == stream)
            .OrderByDescending(entry => entry.Sequence).Select(entry => entry.Body).AsAsyncEnumerable();
        var free = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var body in bodies.WithCancellation(cancel))
        {
            if (JsonNode.Parse(body) is not JsonObject { } entry || entry["stimulus"] is not JsonObject stimulus)
                continue;
            var answers = (entry["answers"] as JsonArray ?? []).OfType<JsonObject>();
            if (answers.Any(answer => handlers.Binds(answer["name"]!.ToString(), answer["outcome"]?.ToString())))
                break;
            if (stimulus["bookmarkId"]?.ToString() is { } completed)
                free.Add(completed);
        }

        return free;
    }
}
