using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Applications;

/// <summary>An application in a list.</summary>
public sealed record CaseSummary(
    string Id, string? ReceiptNumber, string Name, string IdMasked, string NoticeId, string NoticeTitle, string LineId, PostKind Kind, int Batch,
    string VillageId, string VillageName, string Status, string StatusZh, string StatusEn, DateTimeOffset? SubmittedAt, int Revision)
{
    public int Year { get; init; }
    public string TownId { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A stage of the running definition. State is Done, Current, Ahead, or Ended where an application ended early.</summary>
public sealed record StageView(string Zh, string? En, string State)
{
    /// <summary>When its last task ended; null while none did.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>What is open now and who has it; the holder is a role and unit, never a person.</summary>
public sealed record OpenStep(
    string ActivityId, string StageZh, string? StageEn, string? HolderZh, string? HolderEn, DateTimeOffset? Since, DateTimeOffset? DueAt, bool DueProvisional, string? TaskId, string? NextZh, string? NextEn)
{
    /// <summary>The person of the application has it.</summary>
    public bool IsOwn { get; init; }
}

public sealed record StatusEntry(DateTimeOffset At, string Status, string Zh, string En, string? ReasonCode);

public sealed record DecisionView(DateTimeOffset At, string Stage, string ActorName, string Role, string UnitName, string? OnBehalfOf, string Outcome, string Reason);

public sealed record NoticeView(string Id, string Kind, string TitleZh, string TitleEn, string TextZh, string TextEn, string Channel, DateTimeOffset At, DateOnly? DueOn, DateTimeOffset? AcknowledgedAt)
{
    /// <summary>When the gateway took its SMS.</summary>
    public DateTimeOffset? SmsSentAt { get; init; }

    /// <summary>When the last attempt to send it failed; it may be tried again.</summary>
    public DateTimeOffset? SmsFailedAt { get; init; }
}

public sealed record AttachmentView(string Id, string FileName, string ContentType, long Size, string? Field, DateTimeOffset? OriginalSeenAt);

public sealed record CaseTaskView(string Id, string ActivityId, string Title, string? TitleEn, string Stage, string Role, string State, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? CompletedAt, string? Outcome)
{
    public bool IsOpen { get; init; }

    /// <summary>The due date lies in a year without a calendar and is not final.</summary>
    public bool DueProvisional { get; init; }
}

public sealed record CaseEventView(DateTimeOffset At, string? ActorName, string Kind, string Title, string? TitleEn, string? Outcome, string? Note);

/// <summary>How an applicant or the public follows an application.</summary>
public sealed record ProgressView(string Status, string StatusZh, string StatusEn, IReadOnlyList<StageView> Stages, IReadOnlyList<OpenStep> Open, IReadOnlyList<StatusEntry> History);

/// <summary>One's own application in a list, with where it stands.</summary>
public sealed record OwnCase(CaseSummary Summary, ProgressView Progress, DateOnly? AgreementStartsOn);

/// <summary>Everything that happened in one case, as this actor may see it (DOMAIN §9.2).</summary>
public sealed record CaseFile(CaseSummary Summary, ProgressView Progress)
{
    /// <summary>The form, masked for this actor; null for whom it is not.</summary>
    public JsonObject? Form { get; init; }

    /// <summary>The form document's version that the data belongs to.</summary>
    public int FormVersion { get; init; }

    /// <summary>That document, and what its choices offer, so that the data can be shown by its labels.</summary>
    public string? FormJson { get; init; }

    public IReadOnlyDictionary<string, JsonNode> FormSources { get; init; } = new Dictionary<string, JsonNode>();

    public JsonNode? Eligibility { get; init; }
    public string? BestCategory { get; init; }
    public int? Tier { get; init; }
    public IReadOnlyList<AttachmentView> Attachments { get; init; } = [];
    public IReadOnlyList<DecisionView> Decisions { get; init; } = [];
    public IReadOnlyList<NoticeView> Notices { get; init; } = [];
    public IReadOnlyList<CaseTaskView> Tasks { get; init; } = [];

    /// <summary>What was done with the tasks of the case, in order.</summary>
    public IReadOnlyList<CaseEventView> Events { get; init; } = [];

    /// <summary>The same person's other applications, as far as this actor may read them.</summary>
    public IReadOnlyList<CaseSummary> Others { get; init; } = [];

    /// <summary>The officer who applied on the person's behalf; null when the person did.</summary>
    public string? AssistedBy { get; init; }

    public string? InstanceId { get; init; }
    public DateOnly? AgreementStartsOn { get; init; }
    /// <summary>The person can sign in, so needs no invitation.</summary>
    public bool HasAccount { get; init; }

    public bool MayWithdraw { get; init; }

    /// <summary>Fields that this actor sees masked and may reveal with a reason.</summary>
    public IReadOnlyList<string> Revealable { get; init; } = [];
}

/// <summary>What is printed and handed over after submission; the invitation code is issued apart from it, since it is told once.</summary>
public sealed record ReceiptPrint(string ReceiptNumber, string Name, string NoticeTitle, string PostKindZh, DateTimeOffset SubmittedAt)
{
    /// <summary>Receipts of the applications that this one replaced.</summary>
    public IReadOnlyList<string> Superseded { get; init; } = [];
}
