using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Applications;

/// <summary>Applications as the person, an officer of the area, or the public may see them.</summary>
public sealed class ApplicationQueries(IReader reader, ApplicationForms forms, FormStore documents, PeopleQueries lookup, PersonNotices notices, ProgressReader progress)
{
    /// <summary>The actor's own applications, the latest first.</summary>
    public Task<ListPage<CaseSummary>> Mine(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
        actor.PersonId is null ? Nothing : await Summaries(work, work.Db.Applications.Where(a => a.PersonId == actor.PersonId), page, token), cancel);

    /// <summary>The same with where each stands; the forms stay closed.</summary>
    public Task<ListPage<OwnCase>> MineWithProgress(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        if (actor.PersonId is null)
            return new ListPage<OwnCase>([], null);
        var (summaries, next) = await Summaries(work, work.Db.Applications.Where(a => a.PersonId == actor.PersonId), page, token);
        var ids = summaries.Select(summary => summary.Id).ToList();
        var applications = await work.Db.Applications.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, token);
        var starts = await work.Db.Agreements.Where(g => g.ApplicationId != null && ids.Contains(g.ApplicationId) && g.VoidedOn == null).ToDictionaryAsync(g => g.ApplicationId!, g => (DateOnly?)g.StartsOn, token);
        var rows = new List<OwnCase>();
        foreach (var summary in summaries)
            rows.Add(new OwnCase(summary, await progress.Read(work, applications[summary.Id], token), starts.GetValueOrDefault(summary.Id)));
        return new ListPage<OwnCase>(rows, next);
    }, cancel);

    /// <summary>By name, full identity number, receipt or telephone, within one's area. A number that is none of these finds nothing.</summary>
    public Task<ListPage<CaseSummary>> Search(Actor actor, string? text, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var villages = ApplicationAccess.ReadableVillages(actor);
        var wanted = (text ?? "").Trim();
        if (villages.Count == 0 || wanted.Length < 2)
            return Nothing;
        var found = work.Db.Applications.Where(a => villages.Contains(a.VillageId) && a.Status != ApplicationStatus.Draft);
        if (ReceiptNumber.Parse(wanted).Value is { } receipt)
            found = found.Where(a => a.ReceiptNumber == receipt);
        else
        {
            var people = lookup.Matching(work.Db.People, wanted, ShanghaiTime.DateOf(work.Now)).Select(p => p.Id);
            found = found.Where(a => people.Contains(a.PersonId));
        }

        return await Summaries(work, found, page, token);
    }, cancel);

    /// <summary>The case page. What one may not see answers like what does not exist.</summary>
    public Task<Result<CaseFile>> Get(Actor actor, string id, CancellationToken cancel) => reader.Read<Result<CaseFile>>(async (work, token) =>
    {
        if (await work.Db.Applications.FindAsync([id], token) is not { } application || !ApplicationAccess.MayRead(actor, application))
            return Refusals.NotFound;
        var person = (await work.Db.People.FindAsync([application.PersonId], token))!;
        var own = ApplicationAccess.IsOwn(actor, application);
        var units = await work.Db.Units.AsNoTracking().ToDictionaryAsync(u => u.Id, u => u.Name, token);
        var decisions = await work.Db.Decisions.Where(d => d.SubjectType == Subject.Application && d.SubjectId == id).OrderBy(d => d.At).ToListAsync(token);
        var told = await work.Db.PersonNotices.Where(n => n.ApplicationId == id).OrderBy(n => n.At).ToListAsync(token);
        var tasks = await work.Db.UserTasks.Where(t => t.InstanceId == application.InstanceId).OrderBy(t => t.CreatedAt).ToListAsync(token);
        var files = await work.Db.Attachments.Where(f => f.SubjectType == Subject.Application && f.SubjectId == id).OrderBy(f => f.UploadedAt).ToListAsync(token);
        var lines = await work.Db.UserTaskEvents.Where(line => work.Db.UserTasks.Any(t => t.Id == line.TaskId && t.InstanceId == application.InstanceId) && line.Kind != "DraftSaved")
            .OrderBy(line => line.Id).ToListAsync(token);
        var document = await documents.Find(work.Db, ApplicationForms.Key, application.FormVersion, token) ?? await documents.FindLatest(work.Db, ApplicationForms.Key, token);
        return new CaseFile((await Summaries(work, [id], token))[0], await progress.Read(work, application, token))
        {
            Form = CaseMasking.Mask(forms.Read(application, person), actor, application),
            FormVersion = application.FormVersion,
            FormJson = document?.Json,
            FormSources = await ApplicationFormQueries.Sources(work, application.NoticeId, token),
            Events = [.. TaskHistory.Of(tasks, lines).Select(e => new CaseEventView(
                e.Line.At, own ? null : e.Line.ActorName, e.Line.Kind, e.Task.Title, e.Task.TitleEn, e.Line.Kind == "Completed" ? e.Task.Outcome : null, own ? null : e.Line.Note))],
            Others = await Others(work, actor, application, token),
            AssistedBy = await work.Db.Users.Where(u => u.Id == application.AssistedBy).Select(u => u.DisplayName).FirstOrDefaultAsync(token),
            InstanceId = application.InstanceId,
            AgreementStartsOn = await work.Db.Agreements.Where(g => g.ApplicationId == id && g.VoidedOn == null).Select(g => (DateOnly?)g.StartsOn).FirstOrDefaultAsync(token),
            // Whoever decides sees what was declared falsely before, as it stands today.
            Eligibility = application.Eligibility is null ? null : EligibilityJson.With(application.Eligibility, own ? [] : await FalseDeclarations.Of(work, application.PersonId, token)),
            BestCategory = application.BestCategory,
            Tier = application.Tier,
            Attachments = files.ConvertAll(f => new AttachmentView(f.Id, f.FileName, f.ContentType, f.Size, f.Field, f.OriginalSeenAt)),
            // The person is told who decided by unit and role; an officer sees the name.
            Decisions = decisions.ConvertAll(d => new DecisionView(d.At, d.Stage, own ? "" : d.ActorName, d.Role, units.GetValueOrDefault(d.UnitId) ?? "", d.OnBehalfOf, d.Outcome, d.Reason)),
            Notices = told.ConvertAll(n => notices.View(n, person)),
            Tasks = tasks.ConvertAll(t => new CaseTaskView(t.Id, t.ActivityId, t.Title, t.TitleEn, t.Stage, t.Role, t.State.ToString(), t.CreatedAt, t.DueAt, t.CompletedAt, t.Outcome) { IsOpen = t.IsOpen, DueProvisional = t.DueProvisional }),
            HasAccount = await work.Db.Users.AnyAsync(u => u.PersonId == application.PersonId, token),
            MayWithdraw = ApplicationAccess.MayActFor(actor, application) && !application.Status.IsOver() && !application.Status.IsApprovedOrBeyond(),
            Revealable = CaseMasking.Revealable(actor, application),
        };
    }, cancel);

    /// <summary>For everyone with the receipt and the last four of the ID; any other pair answers alike, so nothing can be tried out.</summary>
    public Task<Result<ProgressView>> PublicProgress(string? receipt, string? last4, CancellationToken cancel) => reader.Read<Result<ProgressView>>(async (work, token) =>
    {
        var number = ReceiptNumber.Parse(receipt);
        if (number.Value is null)
            return number.Refusal!;
        var application = await work.Db.Applications.FirstOrDefaultAsync(a => a.ReceiptNumber == number.Value, token);
        var person = application is null ? null : await work.Db.People.FindAsync([application.PersonId], token);
        if (application is null || person is null || !string.Equals(person.IdMasked[^4..], last4?.Trim(), StringComparison.OrdinalIgnoreCase))
            return Refusals.NotFound;
        var view = await progress.Read(work, application, token);
        return view with { Open = [.. view.Open.Select(step => step with { TaskId = null })] };
    }, cancel);

    /// <summary>The receipt for printing, for the person and the officers who assist.</summary>
    public Task<Result<ReceiptPrint>> Receipt(Actor actor, string id, CancellationToken cancel) => reader.Read<Result<ReceiptPrint>>(async (work, token) =>
    {
        if (await work.Db.Applications.FindAsync([id], token) is not { ReceiptNumber: { } receipt, SubmittedAt: { } at } application || !ApplicationAccess.MayActFor(actor, application))
            return Refusals.NotFound;
        var person = (await work.Db.People.FindAsync([application.PersonId], token))!;
        var title = await work.Db.Notices.Where(n => n.Id == application.NoticeId).Select(n => n.Title).FirstAsync(token);
        return new ReceiptPrint(receipt, person.Name, title, LineNames.Zh(application.Kind, application.Batch), at)
        {
            Superseded = await work.Db.Applications.Where(a => a.SupersededById == id && a.ReceiptNumber != null).Select(a => a.ReceiptNumber!).ToListAsync(token),
        };
    }, cancel);

    private static async Task<List<CaseSummary>> Others(Work work, Actor actor, Application application, CancellationToken cancel)
    {
        var villages = ApplicationAccess.ReadableVillages(actor);
        var ids = await work.Db.Applications
            .Where(a => a.PersonId == application.PersonId && a.Id != application.Id && a.Status != ApplicationStatus.Draft && (villages.Contains(a.VillageId) || a.PersonId == actor.PersonId))
            .OrderByDescending(a => a.CreatedAt).Select(a => a.Id).ToListAsync(cancel);
        return await Summaries(work, ids, cancel);
    }

    private static ListPage<CaseSummary> Nothing { get; } = new([], null);

    private static async Task<ListPage<CaseSummary>> Summaries(Work work, IQueryable<Application> applications, PageOf page, CancellationToken cancel)
    {
        var (ids, next) = await applications.Page(a => a.CreatedAt, a => a.Id, descending: true, page, cancel);
        return new(await Summaries(work, ids, cancel), next);
    }

    private static async Task<List<CaseSummary>> Summaries(Work work, List<string> ids, CancellationToken cancel)
    {
        var rows = await (
            from a in work.Db.Applications
            join p in work.Db.People on a.PersonId equals p.Id
            join n in work.Db.Notices on a.NoticeId equals n.Id
            join u in work.Db.Units on a.VillageId equals u.Id
            where ids.Contains(a.Id)
            select new { a.Id, a.ReceiptNumber, p.Name, p.IdMasked, NoticeId = n.Id, n.Title, a.LineId, a.Kind, a.Batch, a.VillageId, Village = u.Name, a.Status, a.SubmittedAt, a.Revision, a.Year, a.TownId, a.CreatedAt })
            .ToListAsync(cancel);
        return rows.InOrder(ids, r => r.Id).ConvertAll(r => new CaseSummary(
            r.Id, r.ReceiptNumber, r.Name, r.IdMasked, r.NoticeId, r.Title, r.LineId, r.Kind, r.Batch, r.VillageId, r.Village,
            r.Status.Code(), r.Status.Name().Zh, r.Status.Name().En, r.SubmittedAt, r.Revision)
        { Year = r.Year, TownId = r.TownId, CreatedAt = r.CreatedAt });
    }
}
