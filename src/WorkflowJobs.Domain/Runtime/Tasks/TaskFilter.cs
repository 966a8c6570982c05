namespace WorkflowJobs.Domain.Runtime.Tasks;

/// <summary>Which tasks a list shows.</summary>
public enum TaskListScope
{
    /// <summary>Mine, those that nobody has claimed and I may, and what people of my area without an account have to do: I do it for them.</summary>
    Inbox,

    /// <summary>Claimed by me.</summary>
    Mine,

    /// <summary>All open ones of the area that I lead.</summary>
    Led,
}

/// <summary>Filters of an inbox; null does not filter.</summary>
public sealed record TaskFilter
{
    public TaskListScope Scope { get; init; }
    public string? DefinitionId { get; init; }
    public string? Stage { get; init; }

    /// <summary>The list, class or meeting that tasks are handled by in one sitting.</summary>
    public string? GroupKey { get; init; }

    public string? SubjectType { get; init; }
    public string? SubjectId { get; init; }
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Part of the subject's name or of the task's title.</summary>
    public string? Text { get; init; }

    public string? Cursor { get; init; }
    public int PageSize { get; init; } = 50;
}
