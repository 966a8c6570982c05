using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Forms;

namespace WorkflowJobs.Server.Components.Officer;

/// <summary>What the pages of human tasks read and do, as the signed-in officer or applicant. Bound to the runtime's use cases.</summary>
public interface ITaskDesk
{
    Task<InboxView> Inbox(InboxFilter filter, CancellationToken cancel);

    /// <summary>Null when there is none that this person may see.</summary>
    Task<TaskView?> Open(string taskId, CancellationToken cancel);

    /// <summary>Only its form, for a page that shows many; null when there is none for this person.</summary>
    Task<FormState?> Form(string taskId, CancellationToken cancel);

    /// <summary>Claim, release, urge: verbs that need nothing but the task.</summary>
    Task<Refusal?> Do(TaskVerb verb, string taskId, int revision, string? note, CancellationToken cancel);

    Task<Result<int>> SaveDraft(string taskId, int revision, JsonObject data, CancellationToken cancel);

    Task<Refusal?> Complete(TaskAnswer answer, CancellationToken cancel);

    /// <summary>Gives it back to an earlier step; <paramref name="directBack"/>: it then comes straight back to this one.</summary>
    Task<Refusal?> Return(string taskId, int revision, string targetActivityId, bool directBack, string reason, CancellationToken cancel);

    Task<Refusal?> Transfer(string taskId, int revision, string toUserId, string reason, CancellationToken cancel);

    Task<ListPage<DoneRow>> DoneByMe(string? cursor, CancellationToken cancel);

    /// <summary>Tasks that share a group key, open to this officer.</summary>
    Task<IReadOnlyList<InboxRow>> Group(string groupKey, string activityId, CancellationToken cancel);

    /// <summary>What would come of the group if it were begun now; changes nothing.</summary>
    Task<Result<GroupCheck>> CheckGroup(GroupAnswer answer, CancellationToken cancel);

    /// <summary>Stores a group job: the same outcome for each of these tasks; it goes on by itself.</summary>
    Task<Result<string>> StartGroup(GroupAnswer answer, CancellationToken cancel);

    Task<GroupView?> GroupJob(string jobId, CancellationToken cancel);
}

public enum TaskVerb
{
    Claim,
    Release,
    Recall,
    Urge,
}

public sealed record TaskAnswer(string TaskId, int Revision, string Outcome, string Reason, JsonObject Data, string OperationId);

public sealed record GroupAnswer(string Title, string Outcome, string Reason, IReadOnlyList<GroupMember> Members, string OperationId);

public sealed record GroupMember(string TaskId, int Revision, JsonObject Data);

/// <summary>The inbox's filters; they live in the address, so they survive opening a task and coming back.</summary>
public sealed record InboxFilter(string? Process, string? Stage, string? Round, string? Due, string? Whose, string? After)
{
    public bool IsEmpty => Process is null && Stage is null && Round is null && Due is null && Whose is null;
}

public sealed record Facet(string Value, string Text, int Count);

public sealed record InboxView(IReadOnlyList<InboxRow> Rows, int Total, int Overdue, int DueToday)
{
    /// <summary>There are more than were counted.</summary>
    public bool OrMore { get; init; }

    public IReadOnlyList<Facet> Processes { get; init; } = [];
    public IReadOnlyList<Facet> Stages { get; init; } = [];
    public IReadOnlyList<Facet> Rounds { get; init; } = [];
    public string? Next { get; init; }
}

public sealed record InboxRow(string TaskId, int Revision, string Title, string Subject, string Stage, string Process)
{
    public string? Receipt { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public bool DueProvisional { get; init; }

    /// <summary>Working days left; negative when overdue; null when there is no due date.</summary>
    public int? DaysLeft { get; init; }

    public bool Overdue { get; init; }
    public string? Assignee { get; init; }
    public bool IsMine { get; init; }

    /// <summary>The applicant's own step, done for them by an officer.</summary>
    public bool OnBehalf { get; init; }

    public string? GroupKey { get; init; }
    public string ActivityId { get; init; } = "";
    public int InGroup { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

public sealed record TaskOption(string Key, string Text, bool Negative);

public sealed record ReturnTarget(string ActivityId, string Text, bool Default);

public sealed record Colleague(string UserId, string Name);

public sealed record HistoryLine(DateTimeOffset At, string Who, string What, string? Note);

public sealed record TaskView(InboxRow Row, bool IsOpen)
{
    public string Instructions { get; init; } = "";
    public FormState? Form { get; init; }
    public IReadOnlyList<TaskOption> Outcomes { get; init; } = [];

    /// <summary>Why this person cannot act though they see it (separation of duty …); null when they can.</summary>
    public Refusal? Barred { get; init; }

    public bool CanAct { get; init; }
    public bool CanClaim { get; init; }
    public bool CanRelease { get; init; }
    public bool CanRecall { get; init; }
    public bool CanUrge { get; init; }
    public IReadOnlyList<ReturnTarget> ReturnTargets { get; init; } = [];
    public IReadOnlyList<Colleague> Colleagues { get; init; } = [];

    /// <summary>The person's file: the application form to read.</summary>
    public FormState? File { get; init; }

    /// <summary>What the rules found, with the dates they used.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    public IReadOnlyList<string> Attachments { get; init; } = [];
    public IReadOnlyList<HistoryLine> History { get; init; } = [];
    public ProcessPicture? Picture { get; init; }
    public string? CaseAddress { get; init; }

    /// <summary>For an officer, the application that the task is about; null for other matters.</summary>
    public string? ApplicationId { get; init; }
    public string? SubmittedBy { get; init; }
}

public sealed record Finding(string Code, string Text, string Kind);

public sealed record DoneRow(string TaskId, string Title, string Subject, string Outcome, DateTimeOffset At, bool CanRecall, int Revision);

public sealed record GroupView(string Title, int Total, int Done, int Failed, bool Finished, IReadOnlyList<GroupLine> Lines)
{
    public IReadOnlyList<GroupOther> Others { get; init; } = [];
}

/// <summary>Why some of a group would be refused, by task; and who of the list has no task in it.</summary>
public sealed record GroupCheck(int Ready, IReadOnlyDictionary<string, string> Refused, IReadOnlyList<GroupOther> Others);

/// <summary>Somebody of the list without a task in it; <paramref name="Address"/> leads to the case.</summary>
public sealed record GroupOther(string Subject, string Address, string Reason);

public sealed record GroupLine(string TaskId, string Subject, string State, string? Reason);
