using WorkflowJobs.Engine.Execution;

namespace WorkflowJobs.Engine.Exploration;

/// <summary>Every course that a definition can take, walked in memory. Nothing is written anywhere.</summary>
/// <param name="States">Distinct resting places, in the order in which the shortest course reaches them; the first is where the start leads.</param>
/// <param name="Steps">What leads from one to another; each choice is tried once per distinct state.</param>
/// <param name="LooseEnds">Outcomes that came up and are connected to nothing: the course just stops there, though no end says so.</param>
/// <param name="IsComplete">False when there were more states than the limit: what lies beyond was not walked.</param>
public sealed record Exploration(IReadOnlyList<ExploredState> States, IReadOnlyList<ExploredStep> Steps, IReadOnlyList<LooseEnd> LooseEnds, bool IsComplete)
{
    /// <summary>Ids of the activities that ran on some course.</summary>
    public IReadOnlySet<string> Reached => Steps.SelectMany(step => step.Acts).Select(act => act.ActivityId).ToHashSet(StringComparer.Ordinal);
}

/// <summary>A resting place: what the instance waits for, or how it ended.</summary>
/// <param name="Index">Its place in <see cref="Exploration.States"/>.</param>
/// <param name="At">When the shortest course is there.</param>
/// <param name="Waiting">Open bookmarks; each was resumed in every way.</param>
/// <param name="Incidents">Faults that nobody resolved.</param>
public sealed record ExploredState(int Index, DateTimeOffset At, WorkflowStatus Status, WorkflowSubStatus SubStatus, IReadOnlyList<Bookmark> Waiting, IReadOnlyList<Incident> Incidents)
{
    /// <summary>It runs on and waits for nothing: no one will ever move it again.</summary>
    public bool IsStuck => Status == WorkflowStatus.Running && Waiting.Count == 0 && Incidents.Count == 0;
}

/// <summary>One choice taken in one state. The start has neither a state nor a bookmark.</summary>
/// <param name="Choice">The outcome of a human task; null for an event, a timer or another wait that ends.</param>
/// <param name="Acts">What ran, in order.</param>
public sealed record ExploredStep(int? From, Bookmark? Resumed, string? Choice, IReadOnlyList<ExploredAct> Acts, int To);

/// <summary>An activity that completed, with its outcomes, or failed.</summary>
public sealed record ExploredAct(string ActivityId, string ActivityType, IReadOnlyList<string> Outcomes, bool Failed);

/// <summary>An outcome of a flowchart's activity from which no connection leads on.</summary>
public sealed record LooseEnd(string ActivityId, string Outcome);
