using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Server.Components.Applicant;
using WorkflowJobs.Server.Components.Forms;

namespace WorkflowJobs.Server.Components.Desks;

internal sealed partial class ApplyDesk : IApplyDesk
{
    public async Task<ApplyView?> Begin(string noticeId, string? lineId, string? draftId, CancellationToken cancel)
    {
        var actor = await me.Require();
        return await reader.Read(async (work, token) =>
        {
            if (await work.Db.Notices.FindAsync([noticeId], token) is not { Status: NoticeStatus.Open } notice
                || await store.FindLatest(work.Db, ApplicationForms.Key, token) is not { } document)
                return null;
            var (data, draft) = await Data(work, actor, noticeId, draftId, token);
            if (lineId is not null)
                data["lineId"] = lineId;
            var state = new FormState(document, data)
            {
                Roles = new HashSet<string>(actor.Grants.Select(grant => grant.Role)) { Roles.Applicant },
                Today = ShanghaiTime.DateOf(work.Now),
                Sources = new Dictionary<string, JsonNode>
                {
                    [NoticeLineOptions.Source] = await NoticeLineOptions.Of(work, noticeId, token),
                    [NoticePostOptions.Source] = await NoticePostOptions.Of(work, noticeId, token),
                },
            };
            var villages = await Villages(work, actor, notice.TownId, token);
            return villages.Count == 0 ? null : new ApplyView(noticeId, notice.Title, notice.ClosesAt, state)
            {
                DraftId = draft?.Id,
                Villages = villages,
                VillageId = draft?.VillageId ?? villages[0].Id,
                Assisted = actor.PersonId is null,
            };
        }, cancel);
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
        var sent = await submissions.Run(await me.Require(), operationId, new SubmitBody(saved.Value!, null), cancel);
        if (sent.Refusal is { } refusal)
            return refusal;
        var (at, replaced) = await reader.Read(async (work, token) => (
            await work.Db.Applications.Where(row => row.Id == sent.Value!.ApplicationId).Select(row => row.SubmittedAt).FirstOrDefaultAsync(token),
            await work.Db.Applications.Where(row => row.SupersededById == sent.Value!.ApplicationId).Select(row => row.ReceiptNumber).ToListAsync(token)), cancel);
        // The code is told once and stored as a hash: it is made when the receipt is shown, not kept for it.
        var invitation = view.Assisted ? await Invite(sent.Value!.ApplicationId, cancel) : default;
        return new Receipt(sent.Value!.ApplicationId, sent.Value.ReceiptNumber, at ?? clock.GetUtcNow(), invitation.IsRefused ? null : invitation.Value, replaced.Count == 0 ? null : string.Join("、", replaced));
    }

    public async Task<Refusal?> Withdraw(string applicationId, int revision, string reason, string operationId, CancellationToken cancel) =>
        (await withdrawals.Run(await me.Require(), operationId, new WithdrawBody(applicationId, revision, reason), cancel)).Refusal;

    public async Task<Result<string>> Invite(string applicationId, CancellationToken cancel)
    {
        var actor = await me.Require();
        if (await files.Read(applicationId, actor, cancel) is not { } file)
            return Refusals.NotFound;
        var issued = await invitations.Issue(actor, file.Person.Id, cancel);
        return issued.Refusal is { } refusal ? refusal : Grouped(issued.Value!.Code);
    }

    public async Task<Refusal?> Acknowledge(string noticeId, CancellationToken cancel)
    {
        var actor = await me.Require();
        return await writer.Write(async (work, token) =>
        {
            if (await work.Db.PersonNotices.FindAsync([noticeId], token) is not { } notice || notice.PersonId != actor.PersonId)
                return work.Refuse<Refusal?>(Refusals.NotFound);
            (notice.AcknowledgedAt, notice.AcknowledgedBy) = (notice.AcknowledgedAt ?? work.Now, notice.AcknowledgedBy ?? actor.UserId);
            return null;
        }, cancel);
    }

    /// <summary>ABCD-EFGH-JKMN: easier to read from paper; hyphens do not count.</summary>
    private static string Grouped(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));

    /// <summary>The draft named, or of one's own the latest for this notice; else an empty form that knows who one is.</summary>
    private async Task<(JsonObject Data, Application? Draft)> Data(Work work, Actor actor, string noticeId, string? draftId, CancellationToken cancel)
    {
        var draft = draftId is not null
            ? await work.Db.Applications.FindAsync([draftId], cancel)
            : actor.PersonId is null ? null
            : await work.Db.Applications.Where(row => row.PersonId == actor.PersonId && row.NoticeId == noticeId && row.Status == ApplicationStatus.Draft).OrderByDescending(row => row.CreatedAt).FirstOrDefaultAsync(cancel);
        if (draft is { Status: ApplicationStatus.Draft } && ApplicationAccess.MayActFor(actor, draft) && draft.NoticeId == noticeId)
            return (forms.Read(draft, (await work.Db.People.FindAsync([draft.PersonId], cancel))!), draft);
        if (actor.PersonId is null || await work.Db.People.FindAsync([actor.PersonId], cancel) is not { } person)
            return ([], null);
        var data = new JsonObject { ["name"] = person.Name, ["idNumber"] = people.IdNumberOf(person), ["sex"] = person.Sex };
        if (people.PhoneOf(person) is { } phone)
            data["phone"] = phone;
        return (data, null);
    }

    /// <summary>Villages of the notice's town: one's own, or those that the officer works for.</summary>
    private async Task<IReadOnlyList<VillageChoice>> Villages(Work work, Actor actor, string townId, CancellationToken cancel)
    {
        var home = actor.PersonId is null ? null : (await work.Db.People.FindAsync([actor.PersonId], cancel))?.VillageId;
        var units = await work.Db.Units.Where(unit => unit.ParentId == townId && unit.Active).OrderBy(unit => unit.SortOrder).ToListAsync(cancel);
        return [.. units.Where(unit => actor.PersonId is not null || ApplicationAccess.MayAssist(actor, unit.Id)).OrderByDescending(unit => unit.Id == home).Select(unit => new VillageChoice(unit.Id, Names.Pick(unit.Name, unit.NameEn)))];
    }
}
