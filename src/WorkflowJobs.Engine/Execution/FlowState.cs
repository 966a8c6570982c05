namespace WorkflowJobs.Engine.Execution;

/// <summary>What a running flowchart remembers between two completions.</summary>
internal sealed class FlowState
{
    /// <summary>The activity that actually started; it decides which connections are backward and what is an orphan.</summary>
    public required string StartId { get; init; }

    /// <summary>Followed (true) or not followed, by position in the list of connections. No entry: nothing yet.</summary>
    public SortedDictionary<int, bool> States { get; init; } = [];

    /// <summary>WaitAny joins that ran and ignore further arrivals.</summary>
    public SortedSet<string> Closed { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The latest completion of each human task, for Return and Recall.</summary>
    public SortedDictionary<string, CompletedTask> Tasks { get; init; } = new(StringComparer.Ordinal);

    /// <summary>By the activity returned to: what its completion brings back instead of following its connections.</summary>
    public SortedDictionary<string, StraightBack> StraightBacks { get; init; } = new(StringComparer.Ordinal);

    public FlowState Clone() => new()
    {
        StartId = StartId,
        States = new(States),
        Closed = new(Closed, StringComparer.Ordinal),
        Tasks = new(Tasks, StringComparer.Ordinal),
        StraightBacks = new(StraightBacks, StringComparer.Ordinal),
    };
}

/// <summary>A human task's completion.</summary>
/// <param name="Number">The execution.</param>
/// <param name="Cause">The completion that had opened it.</param>
/// <param name="CompletedAfter">The state's counter at the completion: what has a higher number came later.</param>
/// <param name="Acted">Whether somebody completed or returned a task that this completion opened.</param>
/// <param name="Rivals">What this completion cancelled at a WaitAny join, e.g. the deadline beside the task; a return or recall opens it again.</param>
internal sealed record CompletedTask(long Number, long Cause, long CompletedAfter, bool Acted, IReadOnlyList<string> Rivals);

/// <summary>
/// What "come straight back to me" kept: the activity that returned, its siblings that the return cancelled, and the
/// connection states that it forgot, so that a colleague's finished review is not asked for again.
/// </summary>
/// <param name="Activities">What the completion opens again.</param>
/// <param name="Rivals">What was opened beside the task returned to, and ends with it.</param>
internal sealed record StraightBack(
    IReadOnlyList<string> Activities, IReadOnlyList<string> Rivals, IReadOnlyDictionary<int, bool> States, IReadOnlyList<string> Closed);
