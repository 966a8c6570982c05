using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Notices;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Publicity;

/// <summary>A person of a list as the public sees them (DOMAIN §9.2, D08). The entry's id is what an objection names.</summary>
public sealed record PublicPerson(string EntryId, int Position, string Name, string SexZh, string Village, string? Post, string Id, string Category)
{
    public string Sex { get; init; } = "";
}

public sealed record PublicListView(
    string Id, int Number, int Year, PostKind Kind, int Batch, string LineZh, string LineEn, string TownId, string Town, string Status,
    DateOnly? PostedOn, DateOnly? StartsOn, DateOnly? EndsOn, bool Provisional, IReadOnlyList<Interruption> Interruptions, IReadOnlyList<PublicPerson> People)
{
    /// <summary>Where to ask, and where to complain: the notice's telephones.</summary>
    public string? Phone { get; init; }

    public string? SupervisionPhone { get; init; }
}

/// <summary>An objection for those who handle it; the objector is behind a reveal, never in a list.</summary>
public sealed record ObjectionView(
    string Id, string ListId, string ApplicationId, DateTimeOffset ReceivedAt, bool IsRealName, string Channel, bool AboutCadre,
    string? Outcome, string? Finding, string? Reply, DateTimeOffset? ClosedAt);

public sealed class PublicityQueries(IReader reader, ParameterStore parameters, SealedTexts texts)
{
    /// <summary>
    /// The lists in the public area: posted, not interrupted, and not past their removal (period end + some working days). Only what may be
    /// published; who recorded an interruption is left out.
    /// </summary>
    public Task<ListPage<PublicListView>> PublicLists(PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var (ids, next) = await Posted(work).OrderByDescending(l => l.PostedOn).ThenBy(l => l.Number).ThenBy(l => l.Id).Select(l => l.Id).Page(page, token);
        return new ListPage<PublicListView>(await Views(work, ids, token), next);
    }, cancel);

    public Task<Result<PublicListView>> PublicList(string id, CancellationToken cancel) => reader.Read<Result<PublicListView>>(async (work, token) =>
        await Posted(work).AnyAsync(l => l.Id == id, token) ? (await Views(work, [id], token))[0] : Refusals.NotFound, cancel);

    /// <summary>All lists of the actor's towns, drafts and archived ones too.</summary>
    public Task<ListPage<PublicListView>> Lists(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var towns = ReadableTowns(actor).ToList();
        var (ids, next) = await work.Db.PublicityLists.Where(l => towns.Contains(l.TownId))
            .OrderByDescending(l => l.PostedOn).ThenBy(l => l.RoundId).ThenBy(l => l.Number).ThenBy(l => l.Id).Select(l => l.Id).Page(page, token);
        return new ListPage<PublicListView>(await Views(work, ids, token), next);
    }, cancel);

    /// <summary>Objections of the actor's towns; a village officer sees none.</summary>
    public Task<ListPage<ObjectionView>> Objections(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var towns = ReadableTowns(actor).ToList();
        var (ids, next) = await work.Db.Objections
            .Where(o => work.Db.PublicityLists.Any(l => l.Id == o.ListId && towns.Contains(l.TownId)))
            .Page(o => o.ReceivedAt, o => o.Id, descending: true, page, token);
        var rows = await (
            from objection in work.Db.Objections
            join application in work.Db.Applications on objection.ApplicationId equals application.Id
            join person in work.Db.People on application.PersonId equals person.Id
            where ids.Contains(objection.Id)
            select new { Objection = objection, Person = person }).ToListAsync(token);
        var views = new List<ObjectionView>();
        foreach (var (o, personId) in rows.Select(row => (row.Objection, row.Person.Id)))
            views.Add(new ObjectionView(
                o.Id, o.ListId, o.ApplicationId, o.ReceivedAt, o.IsRealName, o.Channel, o.AboutCadre, o.Outcome,
                o.FindingCipher is null ? null : await texts.Open(work, personId, o.FindingCipher, token), o.ReplyCipher is null ? null : await texts.Open(work, personId, o.ReplyCipher, token), o.ClosedAt));
        return new ListPage<ObjectionView>(views.InOrder(ids, o => o.Id), next);
    }, cancel);

    private static IEnumerable<string> ReadableTowns(Actor actor) => actor.Grants
        .Where(g => g.Role is Roles.TownHandler or Roles.TownLeader or Roles.TownDiscipline or Roles.DistrictHandler or Roles.DistrictLeader or Roles.Discipline)
        .SelectMany(g => g.Area.Append(g.UnitId));

    private static IQueryable<PublicityList> Posted(Work work)
    {
        var today = ShanghaiTime.DateOf(work.Now);
        return work.Db.PublicityLists.Where(l => l.Status != ListStates.Draft && (l.RemovedOn == null || l.RemovedOn >= today));
    }

    private async Task<IReadOnlyList<PublicListView>> Views(Work work, List<string> ids, CancellationToken cancel)
    {
        var lists = (await work.Db.PublicityLists.Where(l => ids.Contains(l.Id)).ToListAsync(cancel)).InOrder(ids, l => l.Id);
        var masking = MaskingParameters.From(await parameters.At(work.Db, work.Now, cancel));
        var units = await work.Db.Units.ToDictionaryAsync(u => u.Id, u => u.Name, cancel);
        var views = new List<PublicListView>();
        foreach (var list in lists)
        {
            var round = await work.Round(list.RoundId, cancel);
            var notice = await work.Db.Notices.FindAsync([round.NoticeId], cancel);
            views.Add(new PublicListView(
                list.Id, list.Number, round.Year, round.Kind, round.Batch, LineNames.Zh(round.Kind, round.Batch), LineNames.En(round.Kind, round.Batch),
                list.TownId, units.GetValueOrDefault(list.TownId) ?? "", list.Status, list.PostedOn, list.StartsOn, list.EndsOn, list.Provisional,
                [.. Interruption.ReadAll(list.Interruptions).Select(i => i with { RecordedBy = "" })],
                await PeopleOf(work, list, masking, units, cancel))
            {
                Phone = notice?.Phone,
                SupervisionPhone = notice?.SupervisionPhone,
            });
        }

        return views;
    }

    private static async Task<IReadOnlyList<PublicPerson>> PeopleOf(
        Work work, PublicityList list, MaskingParameters masking, Dictionary<string, string> units, CancellationToken cancel)
    {
        var entries = (await PublicityStatus.Entries(work, list.Id, cancel)).FindAll(e => e.State is not (EntryStates.Restarted or EntryStates.Upheld));
        var ids = entries.ConvertAll(e => e.ApplicationId);
        var applications = await work.Db.Applications.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancel);
        var people = await FormRows.PeopleOf(work, applications.Values, cancel);
        var posts = await work.Db.Posts.Where(p => p.LineId == list.RoundId || p.LineId == null).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        var shown = MaskingRules.PublicEntries([.. entries.Select(e => Listed(applications[e.ApplicationId]))], masking);
        return [.. entries.Select((e, i) => new PublicPerson(
            e.Id, e.Position, shown[i].Name, SexCodes.Parse(people[applications[e.ApplicationId].PersonId].Sex)?.Zh() ?? "", shown[i].Village,
            e.PostId is { } post ? posts.GetValueOrDefault(post) : null, shown[i].Id, shown[i].Category)
        {
            Sex = people[applications[e.ApplicationId].PersonId].Sex,
        })];

        ListedPerson Listed(Application a) => new(a.Id, people[a.PersonId].Name, people[a.PersonId].IdMasked, units.GetValueOrDefault(a.VillageId) ?? "", a.BestCategory ?? "");
    }
}
