using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Forms;

namespace WorkflowJobs.Server.Components.Officer;

/// <summary>Looking people and cases up, within one's area.</summary>
public interface ICaseDesk
{
    /// <summary>By name, full ID, receipt or phone.</summary>
    Task<ListPage<CaseRow>> Search(string text, PageOf page, CancellationToken cancel);

    Task<CaseView?> Case(string applicationId, CancellationToken cancel);

    /// <summary>The full ID number, with a reason: an audited command.</summary>
    Task<Result<string>> Reveal(string applicationId, string reason, CancellationToken cancel);

    Task<ListPage<RoundRow>> Rounds(PageOf page, CancellationToken cancel);

    Task<RoundView?> Round(string roundId, CancellationToken cancel);
}

public sealed record CaseRow(string ApplicationId, string Name, string IdMasked, string? Receipt, string Status, string Unit, string Line, DateTimeOffset? SubmittedAt);

public sealed record Step(string Stage, string State, DateTimeOffset? At)
{
    /// <summary>Done, Current, Waiting, Ended.</summary>
    public string State { get; init; } = State;

    /// <summary>Who has it, or when it is due.</summary>
    public string? Note { get; init; }
}

public sealed record DecisionLine(DateTimeOffset At, string Stage, string Actor, string Role, string Outcome, string Reason);

public sealed record NoticeLineView(string Id, string Title, string Text, string Channel, DateTimeOffset At, DateOnly? DueOn, DateTimeOffset? AcknowledgedAt)
{
    public DateTimeOffset? SmsSentAt { get; init; }
    public DateTimeOffset? SmsFailedAt { get; init; }
}

public sealed record OpenTask(string TaskId, string Title, string Holder, DateTimeOffset? DueAt, bool DueProvisional);

public sealed record CaseView(CaseRow Row)
{
    public IReadOnlyList<Step> Steps { get; init; } = [];
    public FormState? Form { get; init; }
    public IReadOnlyList<Finding> Findings { get; init; } = [];
    public IReadOnlyList<DecisionLine> Decisions { get; init; } = [];
    public IReadOnlyList<HistoryLine> History { get; init; } = [];
    public IReadOnlyList<NoticeLineView> Notices { get; init; } = [];
    public IReadOnlyList<OpenTask> Tasks { get; init; } = [];
    public IReadOnlyList<string> Attachments { get; init; } = [];
    public IReadOnlyList<CaseRow> Others { get; init; } = [];
    public ProcessPicture? Picture { get; init; }
    public string? AssistedBy { get; init; }
    public bool HasAccount { get; init; }
}

public sealed record RoundRow(string Id, string Town, string Line, string Status, int Applicants, int Quota, int Taken, DateTimeOffset? ClosesAt);

public sealed record RoundPerson(string ApplicationId, string Name, string? Receipt, string Village, string Status, int? Rank, string? Selection, string? Review);

public sealed record RoundView(RoundRow Row, IReadOnlyList<RoundPerson> People)
{
    public string? Mode { get; init; }
    public ProcessPicture? Picture { get; init; }
}
