using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Forms;
using WorkflowJobs.Server.Components.Officer;

namespace WorkflowJobs.Server.Components.Applicant;

/// <summary>Applying, for oneself or on somebody's behalf, and following what comes of it.</summary>
public interface IApplyDesk
{
    /// <summary>Notices whose window is open now.</summary>
    Task<IReadOnlyList<OpenNotice>> OpenNotices(CancellationToken cancel);

    /// <summary>The form of a notice, with the draft begun before; <paramref name="draftId"/> is null for a new one.</summary>
    Task<ApplyView?> Begin(string noticeId, string? lineId, string? draftId, CancellationToken cancel);

    /// <summary>Keeps what was entered so far. Answers the draft's id.</summary>
    Task<Result<string>> Save(ApplyView view, JsonObject data, CancellationToken cancel);

    Task<Result<Receipt>> Submit(ApplyView view, JsonObject data, string operationId, CancellationToken cancel);

    Task<ListPage<MyApplication>> Mine(PageOf page, CancellationToken cancel);

    Task<MyApplicationView?> Mine(string applicationId, CancellationToken cancel);

    Task<Refusal?> Withdraw(string applicationId, int revision, string reason, string operationId, CancellationToken cancel);

    Task<ListPage<NoticeLineView>> MyNotices(PageOf page, CancellationToken cancel);

    Task<Refusal?> Acknowledge(string noticeId, CancellationToken cancel);

    /// <summary>A new code for the person of an application, to be handed over; shown once.</summary>
    Task<Result<string>> Invite(string applicationId, CancellationToken cancel);
}

public sealed record OpenNotice(string Id, string Title, string Town, DateTimeOffset? ClosesAt, IReadOnlyList<OpenLine> Lines);

public sealed record OpenLine(string Id, string Text);

public sealed record VillageChoice(string Id, string Name);

public sealed record ApplyView(string NoticeId, string NoticeTitle, DateTimeOffset? ClosesAt, FormState Form)
{
    /// <summary>The draft's id once there is one.</summary>
    public string? DraftId { get; set; }

    public IReadOnlyList<VillageChoice> Villages { get; init; } = [];
    public string VillageId { get; set; } = "";

    /// <summary>An officer applies on the person's behalf.</summary>
    public bool Assisted { get; init; }
}

public sealed record Receipt(string ApplicationId, string Number, DateTimeOffset At, string? InvitationCode, string? Superseded);

public sealed record MyApplication(string Id, string? Receipt, string Title, string Status, string Next, DateTimeOffset? At, string? TaskId, DateOnly? DueOn);

public sealed record MyApplicationView(MyApplication Row)
{
    public int Revision { get; init; }
    public bool CanWithdraw { get; init; }
    public IReadOnlyList<Step> Steps { get; init; } = [];
    public FormState? Form { get; init; }
    public IReadOnlyList<NoticeLineView> Notices { get; init; } = [];
}
