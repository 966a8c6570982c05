using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Agreements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Placements;

/// <summary>A line of the roster (花名册, 双实名: the person and the post by name and number).</summary>
public sealed record RosterRow(
    string Id, string Name, string Sex, string IdMasked, string TownId, string VillageId, PostKind Kind, int Year, int Batch, string PostName, string PostNumber,
    PlacementStatus Status, DateOnly StartsOn, DateOnly? AgreementEndsOn, DateOnly? LastDay, string? ExitKind);

/// <summary>What of the roster is asked for; null means all.</summary>
public sealed record RosterFilter(string? UnitId = null, PlacementStatus? Status = null, PostKind? Kind = null);

/// <summary>How many people stand where, of a town and kind.</summary>
public sealed record RosterCount(string TownId, PostKind Kind, PlacementStatus Status, int People);

/// <summary>The roster of one's area.</summary>
public sealed class RosterQueries(IReader reader)
{
    /// <summary>By post number. Who sees no rows gets none.</summary>
    public Task<ListPage<RosterRow>> List(Actor actor, RosterFilter filter, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var (ids, next) = await Filtered(work, PlacementAccess.ReadableVillages(actor), filter).Page(row => row.PostNumber, row => row.Id, descending: false, page, token);
        return new ListPage<RosterRow>(await Rows(work, ids, token), next);
    }, cancel);

    /// <summary>The person's own placements, the latest first.</summary>
    public Task<ListPage<RosterRow>> Mine(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        if (actor.PersonId is null)
            return new ListPage<RosterRow>([], null);
        var (ids, next) = await work.Db.Placements.Where(row => row.PersonId == actor.PersonId).Page(row => row.StartsOn, row => row.Id, descending: true, page, token);
        return new ListPage<RosterRow>(await Rows(work, ids, token), next);
    }, cancel);

    /// <summary>Numbers of people by town, kind and where they stand: also for finance, which sees no rows (DOMAIN §10).</summary>
    public Task<IReadOnlyList<RosterCount>> Counts(Actor actor, CancellationToken cancel) => reader.Read<IReadOnlyList<RosterCount>>(async (work, token) =>
    {
        var villages = PlacementAccess.CountableVillages(actor);
        var rows = await work.Db.Placements.Where(row => villages.Contains(row.VillageId)).GroupBy(row => new { row.TownId, row.Kind, row.Status })
            .Select(group => new { group.Key, People = group.Count() }).ToListAsync(token);
        return [.. rows.Select(row => new RosterCount(row.Key.TownId, row.Key.Kind, row.Key.Status, row.People)).OrderBy(row => row.TownId, StringComparer.Ordinal).ThenBy(row => row.Kind).ThenBy(row => row.Status)];
    }, cancel);

    internal static IQueryable<Placement> Filtered(Work work, IReadOnlySet<string> villages, RosterFilter filter)
    {
        var rows = work.Db.Placements.Where(row => villages.Contains(row.VillageId));
        if (filter.UnitId is { Length: > 0 } unit)
            rows = rows.Where(row => row.VillageId == unit || row.TownId == unit);
        if (filter.Status is { } status)
            rows = rows.Where(row => row.Status == status);
        if (filter.Kind is { } kind)
            rows = rows.Where(row => row.Kind == kind);
        return rows;
    }

    internal static async Task<List<RosterRow>> Rows(Work work, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var rows = await (
            from placement in work.Db.Placements.AsNoTracking()
            join person in work.Db.People.AsNoTracking() on placement.PersonId equals person.Id
            where ids.Contains(placement.Id)
            select new { placement, person.Name, person.Sex, person.IdMasked }).ToListAsync(cancel);
        var ends = (await Agreements(work, ids, cancel)).ToDictionary(group => group.Key, group => (DateOnly?)group.Max(row => row.EndsOn));
        return rows.Select(row => new RosterRow(
            row.placement.Id, row.Name, row.Sex, row.IdMasked, row.placement.TownId, row.placement.VillageId, row.placement.Kind, row.placement.Year, row.placement.Batch,
            row.placement.PostName, row.placement.PostNumber, row.placement.Status, row.placement.StartsOn, ends.GetValueOrDefault(row.placement.Id), row.placement.LastDay, row.placement.ExitKind))
            .InOrder(ids, row => row.Id);
    }

    /// <summary>Agreements in force of placements.</summary>
    internal static async Task<ILookup<string, Agreement>> Agreements(Work work, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        await work.Flush(cancel);
        return (await work.Db.Agreements.AsNoTracking().Where(row => row.PlacementId != null && ids.Contains(row.PlacementId) && row.VoidedOn == null).ToListAsync(cancel)).ToLookup(row => row.PlacementId!);
    }
}
