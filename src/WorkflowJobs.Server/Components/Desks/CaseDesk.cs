using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Correspondence;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Server.Components.Officer;
using WorkflowJobs.Server.Components.Shared;
using WorkflowJobs.Server.Components.Text;

namespace WorkflowJobs.Server.Components.Desks;

/// <summary>Search, cases and rounds, within the area of who looks.</summary>
internal sealed partial class CaseDesk(
    IReader reader, CurrentActor me, Names names, Pictures pictures, ApplicationFiles files, PathOfApplication paths, PeopleRegistry people, RevealIdNumber reveals,
    PersonNotices notices, Texts texts) : ICaseDesk
{
    private const int MostFound = 100;

    public async Task<IReadOnlyList<CaseRow>> Search(string text, CancellationToken cancel)
    {
        var villages = ApplicationAccess.ReadableVillages(await me.Require());
        var found = await reader.Read(async (work, token) =>
        {
            var rows = work.Db.Applications.Where(row => villages.Contains(row.VillageId) && row.Status != ApplicationStatus.Draft);
            var key = text.Replace(" ", "", StringComparison.Ordinal);
            if (CitizenId.Parse(key, ShanghaiTime.DateOf(work.Now)).Value is { } id)
            {
                var index = people.IndexOf(id);
                rows = rows.Where(row => work.Db.People.Any(person => person.Id == row.PersonId && person.IdNumberIndex == index));
            }
            else if (key.Length >= 7 && key.All(c => char.IsAsciiDigit(c) || c is '-' or '+'))
            {
                var index = people.PhoneIndexOf(key);
                rows = rows.Where(row => work.Db.People.Any(person => person.Id == row.PersonId && person.PhoneIndex == index));
            }
            else
            {
                var receipt = key.ToUpperInvariant();
                rows = rows.Where(row => row.ReceiptNumber == receipt || work.Db.People.Any(person => person.Id == row.PersonId && person.Name.Contains(text)));
            }

            return await Loaded(work, rows.OrderByDescending(row => row.SubmittedAt).Take(MostFound), token);
        }, cancel);
        return await Rows(found);
    }

    public async Task<CaseView?> Case(string applicationId, CancellationToken cancel)
    {
        var actor = await me.Require();
        if (await files.Read(applicationId, actor, cancel) is not { } file || actor.PersonId is not null)
            return null;
        var application = file.Application;
        var (row, others, decisions, told, open, attachments, assistedBy) = await reader.Read(async (work, token) => (
            await Loaded(work, work.Db.Applications.Where(one => one.Id == applicationId), token),
            await Loaded(work, work.Db.Applications.Where(one => one.PersonId == application.PersonId && one.Id != applicationId && one.Status != ApplicationStatus.Draft), token),
            await work.Db.Decisions.Where(one => one.SubjectType == Subject.Application && one.SubjectId == applicationId).OrderBy(one => one.At).ToListAsync(token),
            await work.Db.PersonNotices.Where(one => one.ApplicationId == applicationId).OrderByDescending(one => one.At).ToListAsync(token),
            await work.Db.UserTasks.Where(one => one.SubjectType == Subject.Application && one.SubjectId == applicationId && one.CompletedAt == null && (one.State == UserTaskState.Available || one.State == UserTaskState.Assigned || one.State == UserTaskState.Unassigned)).ToListAsync(token),
            await work.Db.Attachments.Where(one => one.SubjectType == Subject.Application && one.SubjectId == applicationId).OrderBy(one => one.Id).Select(one => one.Id).ToListAsync(token),
            await work.Db.Users.Where(user => user.Id == application.AssistedBy).Select(user => user.DisplayName).FirstOrDefaultAsync(token)), cancel);
        return new CaseView((await Rows(row))[0])
        {
            Steps = await paths.Of(application, cancel),
            Form = file.Form,
            Findings = file.Findings,
            Decisions = [.. decisions.Select(one => new DecisionLine(one.At, one.Stage, one.ActorName + (one.OnBehalfOf is { } behalf ? $"（代{behalf}）" : ""), one.Role, OutcomeText(one.Outcome), one.Reason))],
            History = await History(application, cancel),
            Notices = [.. told.Select(one => Notice(one, file.Person))],
            Tasks = [.. open.Select(one => new OpenTask(one.Id, Names.Pick(one.Title, one.TitleEn), texts.Code("role", one.Role), one.DueAt))],
            Attachments = attachments,
            Others = await Rows(others),
            Picture = await pictures.Of(application.InstanceId, cancel),
            AssistedBy = assistedBy,
        };

        string OutcomeText(string key) => texts.Code("outcome", key);
    }

    internal NoticeLineView Notice(PersonNotice notice, Person person)
    {
        var body = notices.Read(notice, person);
        return new NoticeLineView(notice.Id, Names.Pick(notice.TitleZh, notice.TitleEn), Names.Pick(body.Zh, body.En), notice.Channel, notice.At, notice.DueOn, notice.AcknowledgedAt);
    }

    /// <summary>Everything that happened: status changes and what was done with the tasks, newest first.</summary>
    private Task<IReadOnlyList<HistoryLine>> History(Application application, CancellationToken cancel) => reader.Read<IReadOnlyList<HistoryLine>>(async (work, token) =>
    {
        var statuses = await work.Db.StatusChanges.Where(one => one.ApplicationId == application.Id).ToListAsync(token);
        var events = await (
            from line in work.Db.UserTaskEvents
            join task in work.Db.UserTasks on line.TaskId equals task.Id
            where task.SubjectType == Subject.Application && task.SubjectId == application.Id && line.Kind != "DraftSaved"
            select new { line.At, line.Kind, line.ActorName, line.Note, task.Title, task.TitleEn }).ToListAsync(token);
        var told = await work.Db.PersonNotices.Where(one => one.ApplicationId == application.Id).ToListAsync(token);
        return
        [
            .. statuses.Select(one => new HistoryLine(one.At, "", texts["history.status", texts.Code("status", one.To.ToString())], one.ReasonCode))
                .Concat(events.Select(one => new HistoryLine(one.At, one.ActorName ?? texts["history.system"], $"{Names.Pick(one.Title, one.TitleEn)}：{texts.Code("taskEvent", one.Kind)}", one.Note)))
                .Concat(told.Select(one => new HistoryLine(one.At, "", texts["history.told", Names.Pick(one.TitleZh, one.TitleEn)], texts.Code("channel", one.Channel))))
                .OrderByDescending(line => line.At),
        ];
    }, cancel);

    internal sealed record Found(Application Application, string Name, string IdMasked);

    internal static Task<List<Found>> Loaded(Work work, IQueryable<Application> rows, CancellationToken cancel) =>
        rows.Join(work.Db.People, row => row.PersonId, person => person.Id, (row, person) => new Found(row, person.Name, person.IdMasked)).ToListAsync(cancel);

    private async Task<IReadOnlyList<CaseRow>> Rows(List<Found> found)
    {
        var rows = new List<CaseRow>();
        foreach (var one in found)
            rows.Add(new CaseRow(one.Application.Id, one.Name, one.IdMasked, one.Application.ReceiptNumber, one.Application.Status.ToString(), await names.Unit(one.Application.VillageId),
                $"{one.Application.Year.ToString(CultureInfo.InvariantCulture)} {Names.Line(one.Application.Kind, one.Application.Batch)}", one.Application.SubmittedAt));
        return rows;
    }
}
