using System.Text.Json.Nodes;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Server.Components.Applicant;

namespace WorkflowJobs.Server.Components.Desks;

internal sealed partial class ApplyDesk : IApplyDesk
{
    public async Task<ApplyView?> Begin(string noticeId, string? lineId, string? draftId, CancellationToken cancel)
    {
        var actor = await me.Require();
        if ((await forms.Begin(actor, noticeId, lineId, draftId, cancel)).Value is not { } begun)
            return null;
        return new ApplyView(noticeId, begun.NoticeTitle, begun.ClosesAt, CaseForms.State(begun.FormJson, begun.Data, begun.Sources, actor, Today))
        {
            DraftId = begun.DraftId,
            Villages = [.. begun.Villages.Select(village => new VillageChoice(village.Id, Names.Pick(village.Name, village.NameEn)))],
            VillageId = begun.VillageId,
            Assisted = begun.Assisted,
        };
    }

    /// <summary>The first page begins the draft, since it says whose it is; every page is saved into it.</summary>
    public async Task<Result<string>> Save(ApplyView view, JsonObject data, CancellationToken cancel)
    {
        var actor = await me.Require();
        if (view.DraftId is null)
        {
            var start = new StartBody(view.NoticeId, data["lineId"]?.ToString() ?? "", view.VillageId)
            {
                IdNumber = view.Assisted ? data["idNumber"]?.ToString() : null,
                Name = view.Assisted ? data["name"]?.ToString() : null,
            };
            var started = await drafts.Start(actor, Guid.NewGuid().ToString("N"), start, cancel);
            if (started.Refusal is { } cannot)
                return cannot;
            view.DraftId = started.Value!.ApplicationId;
        }

        var saved = await drafts.Save(actor, Guid.NewGuid().ToString("N"), new PageBody(view.DraftId, null, data), cancel);
        return saved.Refusal is { } refusal ? refusal : saved.Value!.ApplicationId;
    }

    public async Task<Result<Receipt>> Submit(ApplyView view, JsonObject data, string operationId, CancellationToken cancel)
    {
        var saved = await Save(view, data, cancel);
        if (saved.Refusal is { } unsaved)
            return unsaved;
        var actor = await me.Require();
        var sent = await submissions.Run(actor, operationId, new SubmitBody(saved.Value!, null), cancel);
        if (sent.Refusal is { } refusal)
            return refusal;
        var receipt = (await queries.Receipt(actor, sent.Value!.ApplicationId, cancel)).Value;
        return new Receipt(sent.Value.ApplicationId, sent.Value.ReceiptNumber, receipt?.SubmittedAt ?? clock.GetUtcNow(), sent.Value.Invitation is { } invitation ? Invitations.Printed(invitation.Code) : null,
            receipt?.Superseded is { Count: > 0 } replaced ? string.Join("、", replaced) : null);
    }

    public async Task<Refusal?> Withdraw(string applicationId, int revision, string reason, string operationId, CancellationToken cancel) =>
        (await withdrawals.Run(await me.Require(), operationId, new WithdrawBody(applicationId, revision, reason), cancel)).Refusal;

    public async Task<Result<string>> Invite(string applicationId, CancellationToken cancel)
    {
        var issued = await invitations.IssueFor(await me.Require(), applicationId, cancel);
        return issued.Refusal is { } refusal ? refusal : Invitations.Printed(issued.Value!.Code);
    }

    public async Task<Refusal?> Acknowledge(string noticeId, CancellationToken cancel) =>
        (await acknowledgements.Run(await me.Require(), Guid.NewGuid().ToString("N"), new AcknowledgeBody(noticeId, HandedOver: false), cancel)).Refusal;
}
