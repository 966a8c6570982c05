using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>One person's part of a group: the task, how it ends, its form data and reason.</summary>
public sealed record GroupItem(string TaskId, int ExpectedRevision, string Outcome, JsonObject? Data = null, string? Reason = null);

/// <summary>How far a group has come.</summary>
public sealed record GroupProgress(string Id, string Title, int Total, int Done, int Failed, bool Finished, IReadOnlyList<GroupItemResult> Items)
{
    /// <summary>Who belongs to the same list and had no task in it, with the reason as it is now.</summary>
    public IReadOnlyList<ListMember> Others { get; init; } = [];
}

/// <summary>What would come of a group if it were begun now: Ready, Done (before, alike) or Refused of each, and who belongs to the list without a task in it.</summary>
public sealed record GroupPreview(int Ready, int Refused, IReadOnlyList<GroupItemResult> Items, IReadOnlyList<ListMember> Others);

/// <summary>What came of one person's part: Pending, Done, or Refused with code and sentences. Done under ALREADY_DONE: this officer had ended the task so before.</summary>
public sealed record GroupItemResult(int Position, string TaskId, string SubjectName, string State, string? Code, string? Zh, string? En);

/// <summary>
/// Handling a whole list in one sitting: a stored job of completions, each a command with an operation id of its own. It goes on after a
/// restart and skips what is done; one that is refused holds up no other.
/// </summary>
public sealed class GroupJobs(CommandRunner commands, IReader reader, IVault vault, RuntimeSignals signals, TaskCommands tasks, IEnumerable<IListMembers> lists)
{
    public const int MostItems = 500;

    private static readonly Refusal Size = new("GROUP_SIZE", $"一次成批办理 1 至 {MostItems} 项。", $"A group has 1 to {MostItems} items.") { Status = 400 };
    private static readonly Refusal Incomplete = new("GROUP_ITEM_INCOMPLETE", "成批办理的每一项都须写明待办和办理结果。", "Each item of a group names its task and its outcome.") { Status = 400 };
    private static readonly Refusal AlreadyDone = new("ALREADY_DONE", "此前已由您这样办结，本次未再办理。", "You had ended it so before; nothing was done again.");
    private static readonly Refusal Twice = new("GROUP_TASK_TWICE", "同一待办在本批中出现两次。", "The same task appears twice in the group.") { Status = 400 };

    /// <summary>Stores the job and answers its id; the pump does the work.</summary>
    public Task<Result<string>> Start(string? operationId, string title, IReadOnlyList<GroupItem> items, Actor actor, CancellationToken cancel) =>
        commands.Run<string>("group.start", actor, operationId, new { title, items }, (work, _) => Task.FromResult(Store(work, operationId!, title, items, actor)), cancel);

    /// <summary>The actor's own job.</summary>
    public Task<Result<GroupProgress>> Progress(string jobId, Actor actor, CancellationToken cancel) => reader.Read<Result<GroupProgress>>(async (work, token) =>
    {
        if (await work.Db.GroupJobs.FindAsync([jobId], token) is not { } job || job.ActorId != actor.UserId)
            return Refusals.NotFound;
        var items = await (
            from item in work.Db.GroupJobItems
            join task in work.Db.UserTasks on item.TaskId equals task.Id into known
            from task in known.DefaultIfEmpty()
            where item.JobId == jobId
            orderby item.Position
            // A name is shown only of what the actor was allowed to handle.
            select new GroupItemResult(item.Position, item.TaskId, item.RefusalCode == "NOT_FOUND" || item.State == "Pending" || task == null ? "" : task.SubjectName,
                item.State, item.RefusalCode, item.RefusalZh, item.RefusalEn)).ToListAsync(token);
        return new GroupProgress(job.Id, job.Title, job.Total, job.Done, job.Failed, job.FinishedAt is not null, items)
        {
            Others = await WithoutTask(work, [.. items.Select(item => item.TaskId)], actor, token),
        };
    }, cancel);

    /// <summary>Looks the group through as its completions would, person by person, and changes nothing.</summary>
    public Task<Result<GroupPreview>> Preview(IReadOnlyList<GroupItem> items, Actor actor, CancellationToken cancel) => reader.Read<Result<GroupPreview>>(async (work, token) =>
    {
        if (Invalid(items) is { } invalid)
            return invalid;
        var results = new List<GroupItemResult>();
        foreach (var item in items)
        {
            var refusal = await tasks.Refuses(work, item, actor, token);
            var before = refusal is null ? null : await DoneBefore(work, item.TaskId, item.Outcome, actor.UserId, token);
            var (code, zh, en) = Words(before ?? refusal);
            var name = refusal?.Code == Refusals.NotFound.Code ? "" : (await work.Db.UserTasks.FindAsync([item.TaskId], token))?.SubjectName ?? "";
            results.Add(new GroupItemResult(results.Count, item.TaskId, name, refusal is null ? "Ready" : before is null ? "Refused" : "Done", code, zh, en));
        }

        return new GroupPreview(results.Count(row => row.State == "Ready"), results.Count(row => row.State == "Refused"), results,
            await WithoutTask(work, [.. items.Select(item => item.TaskId)], actor, token));
    }, cancel);

    /// <summary>Who belongs to the lists of these tasks and has no task in them.</summary>
    private async Task<IReadOnlyList<ListMember>> WithoutTask(Work work, IReadOnlyCollection<string> taskIds, Actor actor, CancellationToken cancel)
    {
        var keys = await work.Db.UserTasks.Where(task => taskIds.Contains(task.Id) && task.GroupKey != null).Select(task => task.GroupKey!).Distinct().ToListAsync(cancel);
        var members = new List<ListMember>();
        foreach (var key in keys.Order(StringComparer.Ordinal))
            foreach (var list in lists)
                members.AddRange(await list.WithoutTask(work, key, actor, cancel));
        return members;
    }

    /// <summary>ALREADY_DONE when this officer ended the task with this outcome; null otherwise.</summary>
    internal static async Task<Refusal?> DoneBefore(Work work, string taskId, string outcome, string actorId, CancellationToken cancel) =>
        await work.Db.UserTasks.AnyAsync(task => task.Id == taskId && task.State == UserTaskState.Completed && task.CompletedBy == actorId && task.Outcome == outcome, cancel) ? AlreadyDone : null;

    /// <summary>The result is read later and elsewhere than at the form, so it says what is wrong with it, not that something is; under the code of the first error.</summary>
    internal static (string? Code, string? Zh, string? En) Words(Refusal? refusal) => refusal is not { Errors.Count: > 0 }
        ? (refusal?.Code, refusal?.MessageZh, refusal?.MessageEn)
        : (refusal.Errors[0].Code, Joined(refusal.Errors.Select(error => error.MessageZh), "；"), Joined(refusal.Errors.Select(error => error.MessageEn), "; "));

    private static string Joined(IEnumerable<string> errors, string comma) => string.Join(comma, errors.Distinct().Take(5));

    private static Refusal? Invalid(IReadOnlyList<GroupItem> items)
    {
        if (items.Count is 0 or > MostItems)
            return Size;
        if (items.Any(item => string.IsNullOrEmpty(item?.TaskId) || string.IsNullOrEmpty(item.Outcome)))
            return Incomplete;
        return items.DistinctBy(item => item.TaskId).Count() != items.Count ? Twice : null;
    }

    private Result<string> Store(Work work, string operationId, string title, IReadOnlyList<GroupItem> items, Actor actor)
    {
        if (Invalid(items) is { } invalid)
            return invalid;
        var job = new GroupJob
        {
            Id = Guid.NewGuid().ToString("N"),
            ActorId = actor.UserId,
            OperationId = operationId,
            Kind = "complete",
            Title = title.Length > 200 ? title[..200] : title,
            CreatedAt = work.Now,
            Total = items.Count,
        };
        work.Db.GroupJobs.Add(job);
        for (var position = 0; position < items.Count; position++)
            work.Db.GroupJobItems.Add(new GroupJobItem
            {
                Id = $"{job.Id}:{position}",
                JobId = job.Id,
                Position = position,
                TaskId = items[position].TaskId,
                ExpectedRevision = items[position].ExpectedRevision,
                Outcome = items[position].Outcome,
                DataCipher = vault.EncryptSystem(JsonSerializer.SerializeToUtf8Bytes(new GroupItemBody(items[position].Data, items[position].Reason), CommandRunner.Json)),
                State = "Pending",
            });
        work.AfterCommit(signals.Jobs.Wake);
        return job.Id;
    }

    internal GroupItemBody Body(GroupJobItem item) => JsonSerializer.Deserialize<GroupItemBody>(Encoding.UTF8.GetString(vault.DecryptSystem(item.DataCipher)), CommandRunner.Json)!;

    internal sealed record GroupItemBody(JsonObject? Data, string? Reason);
}
