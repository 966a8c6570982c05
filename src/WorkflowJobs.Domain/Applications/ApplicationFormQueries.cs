using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Applications;

/// <summary>The form to apply with: the document, what its choices offer, and what is already known or was saved.</summary>
public sealed record ApplicationFormView(string NoticeId, string NoticeTitle, DateTimeOffset? ClosesAt, int FormVersion, string FormJson, IReadOnlyDictionary<string, JsonNode> Sources, JsonObject Data)
{
    /// <summary>The draft begun before; null when the first page begins one.</summary>
    public string? DraftId { get; init; }

    public int? DraftRevision { get; init; }

    /// <summary>Where the actor may apply, the likeliest first.</summary>
    public IReadOnlyList<VillageOption> Villages { get; init; } = [];

    public string VillageId { get; init; } = "";

    /// <summary>The actor applies on somebody's behalf.</summary>
    public bool Assisted { get; init; }
}

/// <summary>Beginning or going on with an application.</summary>
public sealed class ApplicationFormQueries(IReader reader, ApplicationForms forms, FormStore documents, PeopleRegistry people)
{
    /// <summary>Only while the notice is open, and for who may apply or assist in its town.</summary>
    public Task<Result<ApplicationFormView>> Begin(Actor actor, string noticeId, string? lineId, string? draftId, CancellationToken cancel) => reader.Read<Result<ApplicationFormView>>(async (work, token) =>
    {
        if (await work.Db.Notices.FindAsync([noticeId], token) is not { Status: NoticeStatus.Open } notice
            || await documents.FindLatest(work.Db, ApplicationForms.Key, token) is not { } document)
            return Refusals.NotFound;
        var villages = await Villages(work, actor, notice.TownId, token);
        if (villages.Count == 0)
            return Refusals.NotFound;
        var (data, draft) = await Data(work, actor, noticeId, draftId, token);
        if (lineId is not null)
            data["lineId"] = lineId;
        return new ApplicationFormView(noticeId, notice.Title, notice.ClosesAt, document.Version, document.Json, await Sources(work, noticeId, token), data)
        {
            DraftId = draft?.Id,
            DraftRevision = draft?.Revision,
            Villages = villages,
            VillageId = draft?.VillageId ?? villages[0].Id,
            Assisted = actor.PersonId is null,
        };
    }, cancel);

    /// <summary>What the choices of the application form offer.</summary>
    internal static async Task<IReadOnlyDictionary<string, JsonNode>> Sources(Work work, string noticeId, CancellationToken cancel) => new Dictionary<string, JsonNode>
    {
        [NoticeLineOptions.Source] = await NoticeLineOptions.Of(work, noticeId, cancel),
        [NoticePostOptions.Source] = await NoticePostOptions.Of(work, noticeId, cancel),
    };

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

    /// <summary>Villages of the notice's town: one's own first, or those that the officer works for.</summary>
    private static async Task<IReadOnlyList<VillageOption>> Villages(Work work, Actor actor, string townId, CancellationToken cancel)
    {
        var home = actor.PersonId is null ? null : (await work.Db.People.FindAsync([actor.PersonId], cancel))?.VillageId;
        var units = await work.Db.Units.Where(unit => unit.ParentId == townId && unit.Active).OrderBy(unit => unit.SortOrder).ToListAsync(cancel);
        return [.. units.Where(unit => actor.PersonId is not null || ApplicationAccess.MayAssist(actor, unit.Id)).OrderByDescending(unit => unit.Id == home).Select(unit => new VillageOption(unit.Id, unit.Name, unit.NameEn))];
    }
}
