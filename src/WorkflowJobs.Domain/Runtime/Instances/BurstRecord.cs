using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Timers;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Instances;

/// <summary>What the steps of one burst opened and closed, calls included.</summary>
internal sealed class BurstRecord
{
    private readonly List<Bookmark> opened = [];
    private readonly List<ClosedBookmark> closed = [];
    private readonly JsonObject interrupted = [];
    private int steps;

    public IReadOnlyList<Bookmark> Opened => opened;

    public IReadOnlyList<ClosedBookmark> Closed => closed;

    public JsonArray Answers { get; } = [];

    public void Take(Transition step)
    {
        // Which expressions the machine's own limits stopped is not to be computed again: a replay is told.
        if (step.Interrupted.Count > 0)
            interrupted[steps.ToString(CultureInfo.InvariantCulture)] = new JsonArray([.. step.Interrupted.Select(number => JsonValue.Create(number))]);
        steps++;
        opened.AddRange(step.Opened);
        // What opened and closed in the same burst was never stored.
        closed.AddRange(step.Closed.Where(mark => opened.RemoveAll(other => other.Id == mark.Id) == 0));
    }

    /// <summary>The journal's row: all that a replay needs, and the hash that it must arrive at.</summary>
    public JsonObject ToJson(WorkflowInstance instance, Stimulus stimulus)
    {
        var body = new JsonObject
        {
            ["versionId"] = instance.DefinitionVersionId,
            ["revision"] = instance.Revision,
            ["stimulus"] = StimulusJson.Write(stimulus),
            ["answers"] = Answers,
            ["stateHash"] = ContentHash.Of(instance.State),
        };
        if (interrupted.Count > 0)
            body["interrupted"] = interrupted;
        return body;
    }

    /// <summary>What the journal holds for one step of the burst, the first being 0; empty but for the rarest.</summary>
    public static IReadOnlyList<int> InterruptedAt(JsonNode body, int step) =>
        body["interrupted"]?[step.ToString(CultureInfo.InvariantCulture)] is JsonArray numbers ? [.. numbers.Select(number => number!.GetValue<int>())] : [];
}

/// <summary>Open bookmarks and their timers as rows.</summary>
internal static class BookmarkRows
{
    public static async Task Store(Work work, string instanceId, BurstRecord burst, CancellationToken cancel)
    {
        if (burst.Closed.Count > 0)
        {
            var ids = burst.Closed.Select(mark => mark.Id).ToList();
            await work.Db.DeleteRows<BookmarkRow>(nameof(BookmarkRow.Id), ids, cancel);
            // Also the reminders of a task, which carries its bookmark's id.
            await work.Db.DeleteRows<TimerRow>(nameof(TimerRow.TargetId), ids, cancel);
        }

        foreach (var bookmark in burst.Opened)
        {
            work.Db.Bookmarks.Add(new BookmarkRow
            {
                Id = bookmark.Id,
                InstanceId = instanceId,
                ActivityId = bookmark.ActivityId,
                Kind = bookmark.Kind,
                Key = bookmark.Key,
                Sequence = bookmark.Sequence,
            });
            if (bookmark.DueAt is { } due)
                work.Db.Timers.Add(new TimerRow
                {
                    Id = work.NextSortableId(),
                    Purpose = TimerPurpose.ResumeBookmark,
                    TargetId = bookmark.Id,
                    InstanceId = instanceId,
                    DueAt = due,
                });
        }
    }
}
