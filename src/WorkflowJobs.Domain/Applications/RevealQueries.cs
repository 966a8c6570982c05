using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Applications;

/// <summary>Who looked at what of which application, and why. What they saw is not here.</summary>
public sealed record RevealEntry(long Sequence, DateTimeOffset At, string ActorId, string ActorName, string ApplicationId, string Field, string Reason);

/// <summary>The reveals for those who oversee them: the auditor and the discipline commission.</summary>
public sealed class RevealQueries(IReader reader)
{
    private static readonly string[] Readers = [Roles.Auditor, Roles.Discipline];

    /// <summary>The latest first; the cursor is the sequence of the last one seen.</summary>
    public async Task<Result<ListPage<RevealEntry>>> List(Actor actor, PageOf page, CancellationToken cancel)
    {
        if (!Readers.Any(actor.Has))
            return Refusals.NotFound;
        var before = long.TryParse(page.Cursor, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var last) ? last : long.MaxValue;
        return await reader.Read(async (work, token) =>
        {
            var rows = await work.Db.JournalEntries.Where(e => e.Stream == RevealField.Stream && e.Sequence < before).OrderByDescending(e => e.Sequence).Take(page.Size + 1).ToListAsync(token);
            var shown = rows.Take(page.Size).ToList();
            var ids = shown.Select(e => e.ActorId).Distinct().ToList();
            var names = await work.Db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, token);
            return new ListPage<RevealEntry>(shown.ConvertAll(e => Entry(e, names)), rows.Count > page.Size ? shown[^1].Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
        }, cancel);
    }

    private static RevealEntry Entry(Runtime.Journal.JournalEntry entry, Dictionary<string, string> names)
    {
        var body = JsonNode.Parse(entry.Body)!;
        var actor = entry.ActorId ?? "";
        return new RevealEntry(entry.Sequence, entry.At, actor, names.GetValueOrDefault(actor, actor), body["applicationId"]?.ToString() ?? "", body["field"]?.ToString() ?? "", body["reason"]?.ToString() ?? "");
    }
}
