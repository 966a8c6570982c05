using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Torture;

/// <summary>Looks at a site's database, all of one moment, and tells what does not fit together. Every row of a step is there, or none.</summary>
public static class Inspection
{
    /// <param name="site">Whose database.</param>
    /// <param name="answered">What clients were told is done: each must be there exactly once.</param>
    /// <param name="settled">Nothing runs and nothing is on its way: every ring must stand at one open task.</param>
    /// <param name="replay">Replays so many instances from the journal.</param>
    public static async Task<IReadOnlyList<string>> Run(Site site, IReadOnlyCollection<Attempt> answered, bool settled = false, int replay = 5)
    {
        await using var db = site.Database.CreateContext();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        await using var snapshot = await site.Database.BeginSnapshot(db, CancellationToken.None);
        var problems = new List<string>();
        var facts = await Facts.Read(db);
        problems.AddRange(Answers(facts, answered));
        problems.AddRange(Tasks(facts));
        foreach (var instance in facts.Instances)
            problems.AddRange(Instance(facts, instance, settled));
        problems.AddRange(Children(facts));
        if (settled && facts.Messages.Count > 0)
            problems.Add($"{facts.Messages.Count} messages are left.");
        problems.AddRange((await new JournalVerifier().Verify(db, CancellationToken.None)).Problems.Select(problem => problem.ToString()));
        problems.AddRange(await Replay(site, db, facts, replay));
        if (site.Database.IsSqlite)
        {
            problems.AddRange((await db.Database.SqlQuery<string>($"SELECT integrity_check AS \"Value\" FROM pragma_integrity_check").ToListAsync()).Where(line => line != "ok"));
            problems.AddRange(await db.Database.SqlQuery<string>($"SELECT 'foreign key of ' || \"table\" AS \"Value\" FROM pragma_foreign_key_check").ToListAsync());
        }

        return problems;
    }

    private static IEnumerable<string> Answers(Facts facts, IReadOnlyCollection<Attempt> answered)
    {
        foreach (var attempt in answered)
        {
            if (!facts.Operations.TryGetValue((attempt.Officer, attempt.OperationId), out var stored))
                yield return $"{attempt.OperationId} was answered and is not stored.";
            else if (Gist(stored) != Gist(attempt.Text!))
                yield return $"{attempt.OperationId} was answered {attempt.Text} and is stored as {stored}.";
            if (facts.Resumed[attempt.TaskId].Count() != 1)
                yield return $"{attempt.OperationId} was answered; the journal has {facts.Resumed[attempt.TaskId].Count()} entries of it.";
        }
    }

    /// <summary>A completed task has one entry, one operation and one event, and so has each of those one task.</summary>
    private static IEnumerable<string> Tasks(Facts facts)
    {
        var completed = facts.Tasks.Where(task => task.State == UserTaskState.Completed).Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var id in completed)
            if ((facts.Resumed[id].Count(), facts.OperationsOf[id].Count(), facts.Completions[id].Count()) is var counts && counts != (1, 1, 1))
                yield return $"{id} is completed with {counts.Item1} entries, {counts.Item2} operations, {counts.Item3} events.";
        foreach (var id in facts.OperationsOf.Select(group => group.Key).Concat(facts.Completions.Select(group => group.Key)).Where(id => !completed.Contains(id)).Distinct())
            yield return $"{id} is not completed, and yet something says so.";
        // What is stored for the inboxes follows from the rest of the row.
        foreach (var task in facts.Tasks)
            if (facts.Inboxes[task.Id] is var (key, due) && (key != task.InboxKey || due != task.InboxDue?.ToUnixTimeMilliseconds()))
                yield return $"{task.Id} is {task.State} and stands in the inbox of {key ?? "nobody"} at {due}.";
        foreach (var twice in facts.Resumed.Where(group => group.Count() > 1))
            yield return $"{twice.Key} was resumed {twice.Count()} times.";
    }

    private static IEnumerable<string> Instance(Facts facts, WorkflowInstance instance, bool settled)
    {
        var entries = facts.Entries[JournalChain.StreamOf(instance.Id)].ToList();
        if (entries.Count != instance.Revision)
            yield return $"{instance.Id} is at revision {instance.Revision} with {entries.Count} transitions.";
        else if (entries[^1]["stateHash"]!.GetValue<string>() != Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(instance.State))))
            yield return $"{instance.Id}: the state is not the one that the journal ends with.";
        var marks = InstanceState.FromJson(instance.State).Bookmarks;
        if (!Same(marks.Select(mark => mark.Id), facts.Bookmarks[instance.Id]))
            yield return $"{instance.Id}: open in the state {string.Join(' ', marks.Select(mark => mark.Id))}, as rows {string.Join(' ', facts.Bookmarks[instance.Id])}.";
        if (!Same(marks.Where(mark => mark.Kind == BookmarkKinds.HumanTask).Select(mark => mark.Id), facts.OpenTasks[instance.Id]))
            yield return $"{instance.Id}: its open tasks are not its bookmarks.";
        if (!Same(marks.Where(mark => mark.ActivityId is "pause" or "wait").Select(mark => mark.Id), facts.Timers[instance.Id]))
            yield return $"{instance.Id}: its timers are not its bookmarks.";
        if (instance.NeedsAttention)
            yield return $"{instance.Id} needs attention.";
        if (settled && instance.DefinitionId == Flows.ParentId && facts.OpenTasks[instance.Id].Count() != 1)
            yield return $"{instance.Id} lost its task: {facts.OpenTasks[instance.Id].Count()} are open.";
        if (settled && instance.DefinitionId == Flows.ChildId && instance.Status != WorkflowStatus.Finished)
            yield return $"{instance.Id} never ended.";
    }

    /// <summary>One child for each dispatching, there already or on its way.</summary>
    private static IEnumerable<string> Children(Facts facts)
    {
        var dispatched = facts.Tasks.Count(task => task.State == UserTaskState.Completed && task.ActivityId == Flows.Dispatching);
        var children = facts.Instances.Count(instance => instance.DefinitionId == Flows.ChildId);
        var coming = facts.Messages.Count(message => message.Kind == "Start");
        if (dispatched != children + coming)
            yield return $"{dispatched} children were dispatched; {children} are there and {coming} on their way.";
    }

    private static async Task<IEnumerable<string>> Replay(Site site, AppDb db, Facts facts, int most)
    {
        var problems = new List<string>();
        foreach (var instance in facts.Instances.OrderByDescending(instance => instance.UpdatedAt).Take(most))
        {
            var history = await site.Get<InstanceHistory>().Replay(new Work(db, TimeProvider.System.Instant()), instance.Id, CancellationToken.None);
            problems.AddRange(history.Where(transition => !transition.Agrees).Take(1).Select(transition => $"{instance.Id}: the replay differs at {transition.Sequence}."));
        }

        return problems;
    }

    /// <summary>What both shapes of an answer, stored and told, write alike.</summary>
    private static string Gist(string answer) => string.Join(' ', new[] { "id", "revision", "assigneeId", "outcome" }.Select(name => JsonNode.Parse(answer)![name]?.ToString()));

    private static bool Same(IEnumerable<string> one, IEnumerable<string> two) => one.Order(StringComparer.Ordinal).SequenceEqual(two.Order(StringComparer.Ordinal), StringComparer.Ordinal);

    private sealed record Facts(
        IReadOnlyList<WorkflowInstance> Instances, IReadOnlyList<UserTask> Tasks, IReadOnlyList<MessageRow> Messages, ILookup<string, JsonNode> Entries, ILookup<string, string> Resumed,
        ILookup<string, string> Bookmarks, ILookup<string, string> OpenTasks, ILookup<string, string> Timers, ILookup<string, string> Completions, ILookup<string, string> OperationsOf,
        IReadOnlyDictionary<(string, string), string> Operations, IReadOnlyDictionary<string, (string? Key, long? Due)> Inboxes)
    {
        public static async Task<Facts> Read(AppDb db)
        {
            var entries = (await db.JournalEntries.Where(entry => entry.Kind == "Transition").OrderBy(entry => entry.Sequence).Select(entry => new { entry.Stream, entry.Body }).ToListAsync())
                .Select(entry => (entry.Stream, Body: JsonNode.Parse(entry.Body)!)).ToList();
            var tasks = await db.UserTasks.ToListAsync();
            var operations = await db.Operations.Where(row => row.Name == "task.complete").ToListAsync();
            return new Facts(
                await db.Instances.ToListAsync(), tasks, await db.Messages.ToListAsync(),
                entries.ToLookup(entry => entry.Stream, entry => entry.Body, StringComparer.Ordinal),
                entries.Where(entry => entry.Body["stimulus"]!["kind"]!.GetValue<string>() == "Resume")
                    .ToLookup(entry => entry.Body["stimulus"]!["bookmarkId"]!.GetValue<string>(), entry => entry.Stream, StringComparer.Ordinal),
                (await db.Bookmarks.ToListAsync()).ToLookup(row => row.InstanceId, row => row.Id, StringComparer.Ordinal),
                tasks.Where(task => task.IsOpen).ToLookup(task => task.InstanceId, task => task.Id, StringComparer.Ordinal),
                (await db.Timers.ToListAsync()).ToLookup(row => row.InstanceId ?? "", row => row.TargetId, StringComparer.Ordinal),
                (await db.UserTaskEvents.Where(row => row.Kind == "Completed").ToListAsync()).ToLookup(row => row.TaskId, row => row.Id, StringComparer.Ordinal),
                operations.ToLookup(row => JsonNode.Parse(row.Answer)!["id"]!.GetValue<string>(), row => row.OperationId, StringComparer.Ordinal),
                operations.ToDictionary(row => (row.ActorId, row.OperationId), row => row.Answer),
                (await db.UserTasks.Select(task => new { task.Id, task.InboxKey, task.InboxDue }).ToListAsync())
                    .ToDictionary(row => row.Id, row => (row.InboxKey, row.InboxDue?.ToUnixTimeMilliseconds()), StringComparer.Ordinal));
        }
    }
}
