namespace WorkflowJobs.Domain.Processes;

/// <summary>What a definition would do with a sample person: every course, walked in memory; no row was written.</summary>
/// <param name="Tasks">Who would be asked, in the order in which the shortest course asks them.</param>
/// <param name="Acts">What the system would do by itself, in the order in which it first comes up.</param>
/// <param name="Findings">What an administrator should look at before publishing, the worst first.</param>
/// <param name="States">How many distinct states there are.</param>
/// <param name="IsComplete">False when there are more than were walked.</param>
public sealed record DryRunReport(
    string VersionId, IReadOnlyList<DryRunTask> Tasks, IReadOnlyList<DryRunAct> Acts, IReadOnlyList<DryRunFinding> Findings, int States, bool IsComplete);

/// <summary>A human task as it would open. Dates suppose that everyone before acted on the last day.</summary>
/// <param name="UnitId">Where its holders are looked for; null for the applicant's own.</param>
/// <param name="Holders">Names of those who could handle it; empty for the applicant's own.</param>
/// <param name="DueProvisional">A year on the way has no calendar yet.</param>
public sealed record DryRunTask(
    string ActivityId, string TitleZh, string TitleEn, string Role, string? UnitId, IReadOnlyList<string> Holders, string? Form, string? StageZh, string? StageEn,
    DateTimeOffset OpensAt, DateTimeOffset? DueAt, bool DueProvisional, IReadOnlyList<DryRunOutcome> Outcomes);

/// <summary>A way in which a task can end, and the ids of what is asked or waited for next; none when the process is over.</summary>
public sealed record DryRunOutcome(string Key, string Zh, string En, IReadOnlyList<string> Next, bool Ends);

/// <summary>An activity that the system performs, with the outcomes that were seen.</summary>
public sealed record DryRunAct(string ActivityId, string Title, string ActivityType, IReadOnlyList<string> Outcomes);

/// <summary>Something to look at. Codes: STUCK, FAULT, LOOSE_END, NOBODY, NEVER_REACHED, TOO_MANY.</summary>
public sealed record DryRunFinding(string Code, bool IsWarning, string? ActivityId, string Zh, string En);
