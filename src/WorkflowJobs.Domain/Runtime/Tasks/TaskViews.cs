using System.Linq.Expressions;
using System.Text.Json.Nodes;

namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>What a list shows of a task, and a candidate before claiming: no form data, no ID number.</summary>
public sealed record TaskSummary
{
    public required string Id { get; init; }
    public required string InstanceId { get; init; }
    public required string DefinitionId { get; init; }
    public required string ActivityId { get; init; }
    public required string SubjectType { get; init; }
    public required string SubjectId { get; init; }
    public required string SubjectName { get; init; }
    public required string Title { get; init; }
    public string? TitleEn { get; init; }
    public required string Stage { get; init; }
    public string? StageEn { get; init; }
    public required string Role { get; init; }
    public required string UnitId { get; init; }
    public string? GroupKey { get; init; }
    public required UserTaskState State { get; init; }

    /// <summary>Nobody has ended it yet.</summary>
    public bool IsOpen => State.IsOpen();

    public string? AssigneeId { get; init; }
    public string? AssigneeName { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public bool DueProvisional { get; init; }
    public bool Overdue { get; init; }
    public int Priority { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public string? Outcome { get; init; }
    public int Revision { get; init; }

    internal static Expression<Func<UserTask, TaskSummary>> At(DateTimeOffset now) => task => new TaskSummary
    {
        Id = task.Id,
        InstanceId = task.InstanceId,
        DefinitionId = task.DefinitionId,
        ActivityId = task.ActivityId,
        SubjectType = task.SubjectType,
        SubjectId = task.SubjectId,
        SubjectName = task.SubjectName,
        Title = task.Title,
        TitleEn = task.TitleEn,
        Stage = task.Stage,
        StageEn = task.StageEn,
        Role = task.Role,
        UnitId = task.UnitId,
        GroupKey = task.GroupKey,
        State = task.State,
        AssigneeId = task.AssigneeId,
        DueAt = task.DueAt,
        DueProvisional = task.DueProvisional,
        Overdue = task.CompletedAt == null && task.DueAt != null && task.DueAt < now,
        Priority = task.Priority,
        CreatedAt = task.CreatedAt,
        CompletedAt = task.CompletedAt,
        Outcome = task.Outcome,
        Revision = task.Revision,
    };
}

/// <summary>A page of a list; the cursor is null on the last.</summary>
public sealed record TaskPage(IReadOnlyList<TaskSummary> Items, string? NextCursor);

/// <summary>How many open tasks of a process, stage and group the inbox holds.</summary>
public sealed record TaskCount(string DefinitionId, string Stage, string? StageEn, string? GroupKey, int Count, int Overdue)
{
    /// <summary>There are more tasks than were counted: the numbers are at least so many.</summary>
    public bool OrMore { get; init; }
}

/// <summary>A step that a task may go back to.</summary>
public sealed record ReturnTarget(string ActivityId, string Title, string? TitleEn, bool IsApplicant);

/// <summary>One task. The data in <see cref="Form"/> is there only for its holder, or for who completed it; a candidate sees the empty form.</summary>
public sealed record TaskView(TaskSummary Summary, string Instructions, string? InstructionsEn, IReadOnlyList<TaskOutcome> Outcomes)
{
    /// <summary>How many people may hold it; who they are is not told.</summary>
    public int Candidates { get; init; }

    public string? AssigneeName { get; init; }

    /// <summary>claim, release, draft, complete, return, recall, transfer, urge, change: what the server would take now.</summary>
    public IReadOnlyList<string> AllowedActions { get; init; } = [];

    /// <summary>Why this actor is barred from it (separation of duty, relatives), as a code; null when they are not.</summary>
    public string? BarredBy { get; init; }

    public string? BarredZh { get; init; }
    public string? BarredEn { get; init; }
    public IReadOnlyList<ReturnTarget> ReturnTargets { get; init; } = [];
    public TaskFormView? Form { get; init; }
}

/// <summary>The pinned form document with what its sources give, and the data: the draft, or what was handed in here before, or in the end.</summary>
public sealed record TaskFormView(string Key, int Version, string Json, IReadOnlyDictionary<string, JsonNode> Sources, JsonObject? Data, bool IsDraft);

/// <summary>An audit event of a task.</summary>
public sealed record TaskEventView(string Kind, string? ActorName, string? Note, DateTimeOffset At);

/// <summary>An event of any task of the same process, with what the task was and how it ended.</summary>
public sealed record ProcessEventView(DateTimeOffset At, string Kind, string? ActorName, string? Note, string TaskId, string Title, string? TitleEn, TaskOutcome? Outcome);
