using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Exits;

/// <summary>A line of the list of exits. Amounts are in 分.</summary>
public sealed record ExitLine(
    string Id, string PlacementId, string Name, string PostName, string PostNumber, string TownId, string VillageId, string Kind, string KindZh, string KindEn, string State, DateOnly LastDay,
    DateTimeOffset BegunAt, string BegunByName, DateTimeOffset? CompletedAt, DateOnly? VacancyDueOn, DateTimeOffset? VacancyReportedAt, bool VacancyLate, long? DueFen, long? PaidFen, long? OverpaidFen, bool Barred);

/// <summary>An exit with what was written about it.</summary>
public sealed record ExitView(
    ExitLine Line, string ReasonCode, string Facts, string Basis, string Handover, DateOnly? DefenceBy, string? Defence, string DefenceText, DateOnly? DisputeBy, string? Dispute, string DisputeText, DateTimeOffset? DecidedAt, string? InstanceId, int Revision);

/// <summary>Exits of one's area (DOMAIN §10, Exit/清退), and one's own.</summary>
public sealed class ExitQueries(IReader reader, ExitReader texts)
{
    private static readonly HashSet<string> Readers =
    [
        Roles.VillageOfficer, Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.Employer,
        Roles.DistrictHandler, Roles.DistrictLeader, Roles.Finance, Roles.Discipline,
    ];

    /// <summary>The latest first.</summary>
    public Task<ListPage<ExitLine>> List(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var (ids, next) = await Visible(work, actor).Page(row => row.BegunAt, row => row.Id, descending: true, page, token);
        var rows = await work.Db.Exits.AsNoTracking().Where(row => ids.Contains(row.Id)).ToListAsync(token);
        return new ListPage<ExitLine>(await Lines(work, rows.InOrder(ids, row => row.Id), token), next);
    }, cancel);

    public Task<Result<ExitView>> Get(Actor actor, string id, CancellationToken cancel) => reader.Read<Result<ExitView>>(async (work, token) =>
    {
        if (await Visible(work, actor).FirstOrDefaultAsync(row => row.Id == id, token) is not { } exit)
            return Refusals.NotFound;
        var text = await texts.Read(work, exit, token);
        return new ExitView(
            (await Lines(work, [exit], token))[0], exit.ReasonCode, text.Facts, text.Basis, text.Handover,
            exit.DefenceBy, exit.Defence?.ToString(), text.Defence, exit.DisputeBy, exit.Dispute?.ToString(), text.Dispute, exit.DecidedAt, exit.InstanceId, exit.Revision);
    }, cancel);

    private static IQueryable<Exit> Visible(Work work, Actor actor)
    {
        var villages = actor.Grants.Where(grant => Readers.Contains(grant.Role)).SelectMany(grant => grant.Area).ToHashSet(StringComparer.Ordinal);
        return work.Db.Exits.AsNoTracking().Where(row => villages.Contains(row.VillageId) || (actor.PersonId != null && row.PersonId == actor.PersonId));
    }

    private static async Task<List<ExitLine>> Lines(Work work, IReadOnlyList<Exit> exits, CancellationToken cancel)
    {
        var ids = exits.Select(row => row.PlacementId).ToList();
        var placements = await (
            from placement in work.Db.Placements
            join person in work.Db.People on placement.PersonId equals person.Id
            where ids.Contains(placement.Id)
            select new { placement.Id, placement.PostName, placement.PostNumber, person.Name }).ToDictionaryAsync(row => row.Id, cancel);
        var people = exits.Select(row => row.PersonId).ToList();
        var barred = (await work.Db.PersonBars.Where(bar => people.Contains(bar.PersonId) && bar.ClearedAt == null).Select(bar => bar.PersonId).ToListAsync(cancel)).ToHashSet();
        return [.. exits.Select(row =>
        {
            var traits = ExitRules.Of(row.Kind);
            var placement = placements[row.PlacementId];
            return new ExitLine(
                row.Id, row.PlacementId, placement.Name, placement.PostName, placement.PostNumber, row.TownId, row.VillageId, row.Kind.ToString(), traits.Zh, traits.En, row.State.ToString(), row.LastDay,
                row.BegunAt, row.BegunByName, row.CompletedAt, row.VacancyDueOn, row.VacancyReportedAt, row.VacancyLate, row.DueFen, row.PaidFen, row.OverpaidFen, barred.Contains(row.PersonId));
        })];
    }
}
