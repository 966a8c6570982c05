using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Forms;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Instances;
using WorkflowJobs.Domain.Runtime.Tasks;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Applications;

/// <summary>For whom and for what. An applicant starts for themselves; an officer names the person by number and name.</summary>
public sealed record StartBody(string NoticeId, string LineId, string VillageId)
{
    public string? IdNumber { get; init; }
    public string? Name { get; init; }
}

/// <summary>Answers to some of the form's questions; the others stay as they were.</summary>
public sealed record PageBody(string ApplicationId, int? ExpectedRevision, JsonObject Answers);

public sealed record DraftAnswer(string ApplicationId, string? InstanceId, int Revision);

/// <summary>Beginning an application and saving it page by page.</summary>
public sealed class DraftApplication(CommandRunner commands, ApplicationForms forms, FormStore documents, PeopleRegistry people, IProcessHost host)
{
    public const string DefinitionId = "application";

    public Task<Result<DraftAnswer>> Start(Actor actor, string operationId, StartBody body, CancellationToken cancel) =>
        commands.Run<DraftAnswer>("application.start", actor, operationId, body, async (work, token) =>
        {
            var started = await Start(work, actor, body, token);
            return started.Value is { } application ? Answer(application) : started.Refusal!;
        }, cancel);

    public Task<Result<DraftAnswer>> Save(Actor actor, string operationId, PageBody body, CancellationToken cancel) =>
        commands.Run<DraftAnswer>("application.save", actor, operationId, body, async (work, token) =>
        {
            var application = await work.Db.Applications.FindAsync([body.ApplicationId], token);
            if (application is null || !ApplicationAccess.MayActFor(actor, application))
                return Refusals.NotFound;
            if (body.ExpectedRevision is { } expected && ApplicationRefusals.Stale(expected, application.Revision) is { } stale)
                return stale;
            return await Save(work, application, actor, body.Answers, token) is { } refusal ? refusal : Answer(application);
        }, cancel);

    /// <summary>A person has one draft for a notice: starting again answers that one.</summary>
    internal async Task<Result<Application>> Start(Work work, Actor actor, StartBody body, CancellationToken cancel)
    {
        var found = await PersonFor(work, actor, body, cancel);
        if (found.Value is not { } person)
            return found.Refusal!;
        var notice = await work.Db.Notices.AsNoTracking().FirstOrDefaultAsync(n => n.Id == body.NoticeId, cancel);
        if (notice?.PublishedAt is null)
            return ApplicationRefusals.NotPublished;
        if (notice.ClosesAt is { } closes && work.Now >= closes)
            return ApplicationRefusals.WindowClosed(closes);
        var line = await work.Db.NoticeLines.AsNoTracking().FirstOrDefaultAsync(l => l.Id == body.LineId && l.NoticeId == notice.Id, cancel);
        if (line is null)
            return ApplicationRefusals.LineMissing;
        var village = await work.Db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Id == body.VillageId, cancel);
        if (village is not { Kind: UnitKind.Village, Active: true } || village.ParentId != notice.TownId)
            return ApplicationRefusals.VillageMismatch;
        if (await work.Db.Applications.FirstOrDefaultAsync(
            a => a.PersonId == person.Id && a.NoticeId == notice.Id && a.VillageId == village.Id && a.Status == ApplicationStatus.Draft, cancel) is { } draft)
            return draft;

        var prefilled = new JsonObject { ["name"] = person.Name, ["idNumber"] = people.IdNumberOf(person), ["sex"] = person.Sex, ["lineId"] = line.Id };
        var application = new Application
        {
            Id = Guid.CreateVersion7().ToString("N"),
            PersonId = person.Id,
            NoticeId = notice.Id,
            LineId = line.Id,
            Year = notice.Year,
            Kind = line.Kind,
            Batch = line.Batch,
            TownId = notice.TownId,
            VillageId = village.Id,
            Status = ApplicationStatus.Draft,
            CreatedAt = work.Now,
            AssistedBy = actor.PersonId == person.Id ? null : actor.UserId,
            FormCipher = forms.Encrypt(person, prefilled),
            FormHash = ApplicationForms.Hash(prefilled),
            FormVersion = await FormStore.LatestVersion(work.Db, ApplicationForms.Key, cancel),
        };
        work.Db.Applications.Add(application);
        await work.Db.SaveChangesAsync(cancel);
        var input = new JsonObject { ["roundId"] = line.Id, ["noticeId"] = notice.Id, ["townId"] = notice.TownId, ["villageId"] = village.Id, ["kind"] = line.Kind.ToString() };
        application.InstanceId = await host.Start(work, DefinitionId, new Subject(Subject.Application, application.Id), input, actor, cancel);
        return application;
    }

    /// <summary>Null when saved. What is answered must be well-formed; what is not answered yet may wait.</summary>
    internal async Task<Refusal?> Save(Work work, Application application, Actor actor, JsonObject answers, CancellationToken cancel)
    {
        if (await OpenTask(work, application, cancel) is null)
            return ApplicationRefusals.NotADraft;
        if (await documents.FindLatest(work.Db, ApplicationForms.Key, cancel) is not { } document)
            return ApplicationRefusals.FormMissing;
        var person = await work.Db.People.FindAsync([application.PersonId], cancel);
        var form = forms.Read(application, person!);
        foreach (var (name, value) in answers)
            form[name] = value?.DeepClone();
        var checkedForm = document.Validate(form, new FormContext
        {
            Roles = new HashSet<string> { Roles.Applicant },
            Today = ShanghaiTime.DateOf(work.Now),
            IsDraft = true,
            Sources = new Dictionary<string, JsonNode>
            {
                [NoticeLineOptions.Source] = await NoticeLineOptions.Of(work, application.NoticeId, cancel),
                [NoticePostOptions.Source] = await NoticePostOptions.Of(work, application.NoticeId, cancel),
            },
        });
        if (checkedForm.Refusal is { } refusal)
            return refusal;
        forms.Write(application, person!, checkedForm.Data);
        await Attachments.AttachmentCommands.Cite(work, checkedForm.Data, Subject.Application, application.Id, cancel);
        application.Revision++;
        return null;
    }

    /// <summary>The open task that carries the form: a draft's, or a returned application's.</summary>
    internal static Task<UserTask?> OpenTask(Work work, Application application, CancellationToken cancel) =>
        work.Db.UserTasks.FirstOrDefaultAsync(t => t.InstanceId == application.InstanceId && t.FormKey == ApplicationForms.Key && t.CompletedAt == null, cancel);

    private static DraftAnswer Answer(Application application) => new(application.Id, application.InstanceId, application.Revision);

    private async Task<Result<Person>> PersonFor(Work work, Actor actor, StartBody body, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(body.IdNumber) && actor.PersonId is { } own)
            return await work.Db.People.FindAsync([own], cancel) is { } self ? self : Refusals.NotFound;
        if (!ApplicationAccess.MayAssist(actor, body.VillageId))
            return Refusals.Forbidden;
        var id = CitizenId.Parse(body.IdNumber, ShanghaiTime.DateOf(work.Now));
        if (id.Value is not { } number)
            return id.Refusal!;
        if (string.IsNullOrWhiteSpace(body.Name))
            return ApplicationRefusals.NameMissing;
        return await people.FindOrCreate(work, number, body.Name, body.VillageId, cancel);
    }
}
