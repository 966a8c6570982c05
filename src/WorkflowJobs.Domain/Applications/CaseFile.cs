using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Applications;

/// <summary>An application in a list.</summary>
public sealed record CaseSummary(
    string Id, string? ReceiptNumber, string Name, string IdMasked, string NoticeId, string NoticeTitle, string LineId, PostKind Kind, int Batch,
    string VillageId, string VillageName, string Status, string StatusZh, string StatusEn, DateTimeOffset? SubmittedAt, int Revision);

/// <summary>A stage of the running definition. State is Done, Current or Ahead.</summary>
public sealed record StageView(string Zh, string? En, string State);

/// <summary>What is open now and who has it; the holder is a role and unit, never a person.</summary>
public sealed record OpenStep(
    string ActivityId, string StageZh, string? StageEn, string? HolderZh, string? HolderEn, DateTimeOffset? Since, DateTimeOffset? DueAt, bool DueProvisional, string? TaskId, string? NextZh, string? NextEn);

public sealed record StatusEntry(DateTimeOffset At, string Status, string Zh, string En, string? ReasonCode);

public sealed record DecisionView(DateTimeOffset At, string Stage, string ActorName, string Role, string UnitName, string? OnBehalfOf, string Outcome, string Reason);

public sealed record NoticeView(string Id, string Kind, string TitleZh, string TitleEn, string TextZh, string TextEn, string Channel, DateTimeOffset At, DateOnly? DueOn, DateTimeOffset? AcknowledgedAt);

public sealed record AttachmentView(string Id, string FileName, string ContentType, long Size, string? Field, DateTimeOffset? OriginalSeenAt);

public sealed record CaseTaskView(string Id, string ActivityId, string Title, string? TitleEn, string Stage, string Role, string State, DateTimeOffset CreatedAt, DateTimeOffset? DueAt, DateTimeOffset? CompletedAt, string? Outcome);

/// <summary>How an applicant or the public follows an application.</summary>
public sealed record ProgressView(string Status, string StatusZh, string StatusEn, IReadOnlyList<StageView> Stages, IReadOnlyList<OpenStep> Open, IReadOnlyList<StatusEntry> History);

/// <summary>Everything that happened in one case, as this actor may see it (DOMAIN §9.2).</summary>
public sealed record CaseFile(CaseSummary Summary, ProgressView Progress)
{
    /// <summary>The form, masked for this actor; null for whom it is not.</summary>
    public JsonObject? Form { get; init; }

    /// <summary>The form document's version that the data belongs to.</summary>
    public int FormVersion { get; init; }

    public JsonNode? Eligibility { get; init; }
    public string? BestCategory { get; init; }
    public int? Tier { get; init; }
    public IReadOnlyList<AttachmentView> Attachments { get; init; } = [];
    public IReadOnlyList<DecisionView> Decisions { get; init; } = [];
    public IReadOnlyList<NoticeView> Notices { get; init; } = [];
    public IReadOnlyList<CaseTaskView> Tasks { get; init; } = [];
    public bool MayWithdraw { get; init; }

    /// <summary>Fields that this actor sees masked and may reveal with a reason.</summary>
    public IReadOnlyList<string> Revealable { get; init; } = [];
}

/// <summary>What is printed and handed over after submission; the invitation code is issued apart from it, since it is told once.</summary>
public sealed record ReceiptPrint(string ReceiptNumber, string Name, string NoticeTitle, string PostKindZh, DateTimeOffset SubmittedAt);
