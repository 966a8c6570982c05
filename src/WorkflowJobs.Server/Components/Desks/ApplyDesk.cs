using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Server.Components.Applicant;
using WorkflowJobs.Server.Components.Officer;
using WorkflowJobs.Server.Components.Shared;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>Applying and following an application.</summary>
internal sealed partial class ApplyDesk(
    IReader reader, IWriter writer, CurrentActor me, Names names, ApplicationFiles files, ApplicationForms forms, FormStore store, PeopleRegistry people, PathOfApplication paths,
    PersonNotices notices, DraftApplication drafts, SubmitApplication submissions, WithdrawApplication withdrawals, Invitations invitations, TimeProvider clock, Texts texts)
{
    public async Task<IReadOnlyList<OpenNotice>> OpenNotices(CancellationToken cancel)
    {
        var actor = await me.Require();
        var area = actor.Grants.SelectMany(grant => grant.Area.Append(grant.UnitId)).ToHashSet();
        var rows = await reader.Read(async (work, token) => await work.Db.Notices.Include(one => one.Lines)
            .Where(one => one.Status == NoticeStatus.Open && one.OpensAt <= work.Now && one.ClosesAt > work.Now).OrderBy(one => one.ClosesAt).ToListAsync(token), cancel);
        var parents = await reader.Read(async (work, token) => await work.Db.Units.Where(unit => area.Contains(unit.Id)).Select(unit => unit.ParentId).ToListAsync(token), cancel);
        var shown = new List<OpenNotice>();
        // One's own town first; another town's notice may still be applied for by who lives there.
        foreach (var row in rows.OrderByDescending(row => parents.Contains(row.TownId) || area.Contains(row.TownId)))
            shown.Add(new OpenNotice(row.Id, row.Title, await names.Unit(row.TownId), row.ClosesAt,
                [.. row.Lines.OrderBy(line => line.Kind).ThenBy(line => line.Batch).Select(line => new OpenLine(line.Id, texts["notice.line", Names.Line(line.Kind, line.Batch), line.Number]))]));
        return shown;
    }

    public async Task<IReadOnlyList<MyApplication>> Mine(CancellationToken cancel)
    {
        var actor = await me.Require();
        var rows = await reader.Read(async (work, token) => await work.Db.Applications.Where(one => one.PersonId == actor.PersonId).OrderByDescending(one => one.CreatedAt).ToListAsync(token), cancel);
        var shown = new List<MyApplication>();
        foreach (var row in rows)
            shown.Add(await Row(row, cancel));
        return shown;
    }

    public async Task<MyApplicationView?> Mine(string applicationId, CancellationToken cancel)
    {
        var actor = await me.Require();
        if (await files.Read(applicationId, actor, cancel) is not { } file || !ApplicationAccess.IsOwn(actor, file.Application))
            return null;
        var told = await reader.Read(async (work, token) => await work.Db.PersonNotices.Where(one => one.ApplicationId == applicationId).OrderByDescending(one => one.At).ToListAsync(token), cancel);
        return new MyApplicationView(await Row(file.Application, cancel))
        {
            Revision = file.Application.Revision,
            CanWithdraw = file.Application.Status.IsActive() && file.Application.ApprovedAt is null && file.Application.Status != ApplicationStatus.Draft,
            Steps = await paths.Of(file.Application, cancel),
            Form = file.Form,
            Notices = [.. told.Select(one => Line(one, file.Person))],
        };
    }

    public async Task<IReadOnlyList<NoticeLineView>> MyNotices(CancellationToken cancel)
    {
        var actor = await me.Require();
        var (person, told) = await reader.Read(async (work, token) => (
            await work.Db.People.FindAsync([actor.PersonId ?? ""], token),
            await work.Db.PersonNotices.Where(one => one.PersonId == actor.PersonId).OrderByDescending(one => one.At).Take(200).ToListAsync(token)), cancel);
        return person is null ? [] : [.. told.Select(one => Line(one, person))];
    }

    private async Task<MyApplication> Row(Application row, CancellationToken cancel)
    {
        var own = await reader.Read(async (work, token) => await work.Db.UserTasks.Where(task => task.SubjectType == Subject.Application && task.SubjectId == row.Id && task.PersonId == row.PersonId
            && (task.State == UserTaskState.Available || task.State == UserTaskState.Assigned || task.State == UserTaskState.Unassigned)).OrderBy(task => task.DueAt).FirstOrDefaultAsync(token), cancel);
        return new MyApplication(row.Id, row.ReceiptNumber, $"{await names.Unit(row.TownId)} {row.Year} {Names.Line(row.Kind, row.Batch)}", row.Status.ToString(), await paths.Next(row, cancel), row.SubmittedAt ?? row.CreatedAt, own?.Id, Dates.LastDay(own?.DueAt));
    }

    private NoticeLineView Line(PersonNotice notice, Person person)
    {
        var body = notices.Read(notice, person);
        return new NoticeLineView(notice.Id, Names.Pick(notice.TitleZh, notice.TitleEn), Names.Pick(body.Zh, body.En), notice.Channel, notice.At, notice.DueOn, notice.AcknowledgedAt);
    }
}
