using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>A process that somebody began, and its first task; null when that is not there.</summary>
public sealed record ProcessBegun(string InstanceId, string? TaskId);

/// <summary>Begins a process by which something in force is changed: its first task is the beginner's and starts with what is in force.</summary>
public sealed class DraftedProcess(IProcessHost host, TaskCommands tasks)
{
    /// <summary>Whether a process of such a subject is under way; subjects of one thing share the prefix of their ids.</summary>
    public static Task<bool> IsRunning(Work work, string subjectType, string prefix, CancellationToken cancel) => work.Db.Instances.AnyAsync(
        instance => instance.SubjectType == subjectType && instance.SubjectId.StartsWith(prefix) && instance.Status == WorkflowStatus.Running, cancel);

    public async Task<Result<ProcessBegun>> Begin(
        Work work, string definitionId, Subject subject, JsonObject input, JsonObject draft, string operationId, Actor actor, CancellationToken cancel)
    {
        var instance = await host.Start(work, definitionId, subject, input, actor, cancel);
        var task = await work.Db.UserTasks.FirstOrDefaultAsync(row => row.InstanceId == instance && row.CompletedAt == null, cancel);
        if (task is not null && (await tasks.SaveDraft(work, new TaskCall(task.Id, operationId, null), draft, actor, cancel)).Refusal is { } refusal)
            return refusal;
        return new ProcessBegun(instance, task?.Id);
    }
}
