using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Runtime.Tasks;

public sealed partial class TaskCommands
{
    /// <summary>
    /// 暂存. There is one draft of a task; saving claims it. What is there must be well-formed, nothing must be complete. Does not consume the
    /// revision, so that saving now and then disturbs nobody.
    /// </summary>
    public Task<Result<TaskAnswer>> SaveDraft(TaskCall call, JsonObject data, Actor actor, CancellationToken cancel) =>
        Run("draft", call, actor, new { data }, (work, token) => SaveDraft(work, call, data, actor, token), cancel);

    /// <summary>In the transaction of a command that begins somebody's task with what is known already.</summary>
    internal async Task<Result<TaskAnswer>> SaveDraft(Work work, TaskCall call, JsonObject data, Actor actor, CancellationToken cancel)
    {
        var found = await access.ToWorkOn(work, call.TaskId, call.ExpectedRevision, actor, cancel);
        if (found.Value is not { } task)
            return found.Refusal!;
        if (await forms.Document(work, task, cancel) is not { } form)
            return TaskRefusals.NoForm;
        var read = await forms.Validate(work, task, form, data, null, actor, isDraft: true, cancel);
        if (read.Refusal is { } refusal)
            return refusal;
        await work.Db.FormSubmissions.Where(row => row.TaskId == task.Id && row.IsDraft).ExecuteDeleteAsync(cancel);
        await forms.Store(work, task, read.Value!, actor, isDraft: true, cancel);
        if (task.AssigneeId is not null)
            return TaskAnswer.Of(task);
        Assign(task, actor.UserId);
        return Changed(work, task, "Claimed", actor);
    }
}
