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
public sealed record GroupProgress(string Id, string Title, int Total, int Done, int Failed, bool Finished, IReadOnlyList<GroupItemResult> Items);

/// <summary>What came of one person's part: Pending, Done, or Refused with code and sentences.</summary>
public sealed record GroupItemResult(int Position, string TaskId, string SubjectName, string State, string? Code, string? Zh, string? En);

/// <summary>
/// Handling a whole list in one sitting: a stored job of completions, each a command with an operation id of its own. It goes on after a
/// restart and skips what is done; one that is refused holds up no other.
/// </summary>
public sealed class GroupJobs(CommandRunner commands, IReader reader, IVault vault, RuntimeSignals signals)
{
    public const int MostItems = 500;

    private static readonly Refusal Size = new("GROUP_SIZE", $"一次成批办理 1 至 {MostItems} 项。", $"A group has 1 to {MostItems} items.") { Status = 400 };
    private static readonly Refusal Incomplete = new("GROUP_ITEM_INCOMPLETE", "成批办理的每一项都须写明待办和办理结果。", "Each item of a group names its task and its outcome.") { Status = 400 };
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
        return new GroupProgress(job.Id, job.Title, job.Total, job.Done, job.Failed, job.FinishedAt is not null, items);
    }, cancel);

    private Result<string> Store(Work work, string operationId, string title, IReadOnlyList<GroupItem> items, Actor actor)
    {
        if (items.Count is 0 or > MostItems)
            return Size;
        if (items.Any(item => string.IsNullOrEmpty(item?.TaskId) || string.IsNullOrEmpty(item.Outcome)))
            return Incomplete;
        if (items.DistinctBy(item => item.TaskId).Count() != items.Count)
            return Twice;
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
