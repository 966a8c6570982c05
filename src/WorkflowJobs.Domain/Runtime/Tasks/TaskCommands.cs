using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Data;
using WorkflowJobs.Domain.Data.Rows;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Journal;
using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>What every command on a task carries (invariant 4). Without a revision the last one is meant.</summary>
public sealed record TaskCall(string TaskId, string? OperationId, int? ExpectedRevision);

/// <summary>The answer of a command on a task: its state afterwards.</summary>
public sealed record TaskAnswer(string Id, UserTaskState State, int Revision, string? AssigneeId, string? Outcome)
{
    /// <summary>The task that a return or a recall opened.</summary>
    public string? OpenedTaskId { get; init; }

    public static TaskAnswer Of(UserTask task) => new(task.Id, task.State, task.Revision, task.AssigneeId, task.Outcome);
}

/// <summary>The officers' verbs, each in a file of its own that reads authorise, load, check, transition, commit.</summary>
public sealed partial class TaskCommands(
    CommandRunner commands, TaskAccess access, TaskForms forms, IProcessHost host, WorkflowEngine engine, DefinitionCache definitions,
    IEnumerable<ITaskObserver> observers, BindingEffects binding, RuntimeSignals signals)
{
    private readonly ITaskObserver[] observers = [.. observers];

    private Task<Result<TaskAnswer>> Run(
        string verb, TaskCall call, Actor actor, object body, Func<Work, CancellationToken, Task<Result<TaskAnswer>>> useCase, CancellationToken cancel) =>
        commands.Run("task." + verb, actor, call.OperationId, new { call.TaskId, call.ExpectedRevision, body }, useCase, cancel, Needed(call.TaskId));

    /// <summary>A task's id begins with its instance's.</summary>
    private static RowKey[] Needed(string taskId) => taskId.LastIndexOf('-') is > 0 and var end && taskId[..end] is var instanceId
        ? [RowKey.Of<UserTask>(taskId), RowKey.Of<WorkflowInstance>(instanceId), RowKey.Of<JournalHead>(JournalChain.StreamOf(instanceId)), References.StampRow]
        : [];

    /// <summary>The task changed without a transition of its instance.</summary>
    private TaskAnswer Changed(Work work, UserTask task, string kind, Actor actor, string? note = null)
    {
        task.Revision++;
        TaskEvents.Add(work, task.Id, kind, TaskAccess.Named(task, actor), note);
        work.AfterCommit(() => signals.RaiseTasksChanged(task.InstanceId));
        return TaskAnswer.Of(task);
    }

    private static void Assign(UserTask task, string userId) => (task.AssigneeId, task.State) = (userId, UserTaskState.Assigned);
}
