using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Units;

namespace WorkflowJobs.Domain.Supervision;

public sealed record InspectionView(
    string Id, InspectionLevel Level, string UnitId, string Unit, string PeriodZh, string PeriodEn, DateOnly DueOn, InspectionStatus Status, DateOnly? HeldOn, int Sampled, int Problems, int Open, string? InstanceId);

/// <summary>A sampled person. The note is opened for who may read the inspection.</summary>
public sealed record SampleView(int Position, string PlacementId, string Name, string Village, string PostNumber, string Basis, int Score, IReadOnlyList<string> Signs, string? Result, string Note)
{
    /// <summary>Numbers of the earlier findings for which the unit is visited again.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>An earlier finding as it is re-tested; the result is null before the record is confirmed.</summary>
public sealed record RetestView(int Position, string RectificationId, string Number, string UnitId, string Unit, string Problem, string StateZh, string StateEn, string? Result, string Note, string? AgainId);

/// <summary>A unit with earlier findings: who of it was drawn, and what drawing again gives now.</summary>
public sealed record RetestDrawView(string UnitId, string Unit, IReadOnlyList<string> Findings, IReadOnlyList<string> Population, IReadOnlyList<string> Drawn, IReadOnlyList<string> Repeated);


/// <summary>An inspection with its sample, and with everything that is needed to draw the lots again.</summary>
public sealed record InspectionDetail(InspectionView Inspection, string? Team, string? Summary, DrawView Draw, IReadOnlyList<SampleView> Sample, IReadOnlyList<RetestView> Retests);

/// <summary>The draw: seed, population and what was drawn by lot; <see cref="Repeated"/> is what drawing again gives now.</summary>
public sealed record DrawView(string Seed, long SeedAnchor, string PopulationHash, IReadOnlyList<string> Population, IReadOnlyList<string> ByRisk, int Places, IReadOnlyList<string> Drawn, IReadOnlyList<string> Repeated)
{
    /// <summary>Units to which a half-yearly check goes back, with how many people of each are in the sample at the least.</summary>
    public IReadOnlyList<RetestDrawView> Retests { get; init; } = [];

    public int RetestPlaces { get; init; }

    public bool Agrees => Drawn.SequenceEqual(Repeated) && Retests.All(unit => unit.Drawn.SequenceEqual(unit.Repeated));
}

/// <summary>A line of the ledger (D23).</summary>
public sealed record RectificationView(
    string Id, string Number, string Source, string SourceId, string UnitId, string Unit, string Town, string Kind, string Problem, string? ResponsiblePerson, string Measures,
    DateTimeOffset OpenedAt, DateOnly DueOn, int Extensions, DateOnly? CompletedOn, DateTimeOffset? RepliedAt, string? VerifiedBy, DateTimeOffset? ClosedAt, DateTimeOffset? EscalatedAt, string State, string? InstanceId);

/// <summary>Which lines of the ledger; null for all.</summary>
public sealed record RectificationFilter(string? Source, string? State);

/// <summary>Inspections and the ledger of rectifications, as far as the actor's area goes.</summary>
public sealed class SupervisionQueries(IReader reader, SealedTexts texts)
{
    private static readonly HashSet<string> Inspectors =
        [Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.DistrictHandler, Roles.DistrictLeader, Roles.Discipline, Roles.Finance];

    private static readonly HashSet<string> LedgerReaders = [.. Inspectors, Roles.VillageOfficer];

    /// <summary>Open, Overdue, Closed.</summary>
    public static string StateOf(Rectification row, DateOnly today) => row.ClosedAt is not null
        ? "Closed"
        : RectificationRules.IsOverdue(row.DueOn, today, closed: false) ? "Overdue" : "Open";

    public Task<ListPage<InspectionView>> Inspections(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var units = UnitsOf(actor, Inspectors);
        var (ids, next) = await work.Db.Inspections.Where(row => units.Contains(row.UnitId)).OrderByDescending(row => row.PeriodTo).ThenBy(row => row.Id).Select(row => row.Id).Page(page, token);
        var rows = (await work.Db.Inspections.Where(row => ids.Contains(row.Id)).ToListAsync(token)).InOrder(ids, row => row.Id);
        var views = new List<InspectionView>();
        foreach (var row in rows)
            views.Add(await View(work, row, token));
        return new ListPage<InspectionView>(views, next);
    }, cancel);

    public Task<Result<InspectionDetail>> Inspection(Actor actor, string id, CancellationToken cancel) => reader.Read<Result<InspectionDetail>>(async (work, token) =>
    {
        if (await work.Db.Inspections.FindAsync([id], token) is not { } inspection || !UnitsOf(actor, Inspectors).Contains(inspection.UnitId))
            return Refusals.NotFound;
        var villages = (await UnitList.All(work.Db, token)).ToDictionary(unit => unit.Id, unit => unit.Name);
        var rows = await SampleRows.Of(work, id, token);
        var sample = new List<SampleView>();
        foreach (var row in rows)
            sample.Add(new SampleView(row.Sample.Position, row.Placement.Id, row.Name, villages.GetValueOrDefault(row.Placement.VillageId) ?? "", row.Placement.PostNumber, row.Sample.Basis, row.Sample.Score,
                row.Sample.Signs.Split(',', StringSplitOptions.RemoveEmptyEntries), row.Sample.Result, await texts.Open(work, row.Placement.PersonId, row.Sample.NoteCipher, token))
            { Reason = row.Sample.Reason });
        var retests = new List<RetestView>();
        foreach (var (retest, finding) in await Retests.Of(work, id, token))
        {
            var (zh, en) = Retests.State(finding);
            retests.Add(new RetestView(retest.Position, finding.Id, finding.Number, finding.UnitId, villages.GetValueOrDefault(finding.UnitId) ?? "",
                await texts.Open(work, finding.PersonId, finding.ProblemCipher, token), zh, en, retest.Result, await texts.Open(work, finding.PersonId, retest.NoteCipher, token), retest.AgainId));
        }

        return new InspectionDetail(await View(work, inspection, token), inspection.Team, inspection.Summary, Draw(inspection, rows, villages), sample, retests);
    }, cancel);

    public Task<ListPage<RectificationView>> Rectifications(Actor actor, RectificationFilter filter, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var today = ShanghaiTime.DateOf(work.Now);
        var found = Readable(work, actor);
        if (!string.IsNullOrEmpty(filter.Source))
            found = found.Where(row => row.Source == filter.Source);
        found = filter.State switch
        {
            "Open" => found.Where(row => row.ClosedAt == null && row.DueOn >= today),
            "Overdue" => found.Where(row => row.ClosedAt == null && row.DueOn < today),
            "Closed" => found.Where(row => row.ClosedAt != null),
            _ => found,
        };
        var (ids, next) = await found.Page(row => row.OpenedAt, row => row.Id, descending: true, page, token);
        var rows = (await work.Db.Rectifications.Where(row => ids.Contains(row.Id)).ToListAsync(token)).InOrder(ids, row => row.Id);
        return new ListPage<RectificationView>(await Views(work, rows, token), next);
    }, cancel);

    /// <summary>The whole ledger that the actor may read, oldest first, as it is exported.</summary>
    internal async Task<IReadOnlyList<RectificationView>> Ledger(Work work, Actor actor, CancellationToken cancel) =>
        await Views(work, await Readable(work, actor).OrderBy(row => row.OpenedAt).ThenBy(row => row.Id).ToListAsync(cancel), cancel);

    internal static bool MayReadLedger(Actor actor) => LedgerReaders.Any(actor.Has);

    private static IQueryable<Rectification> Readable(Work work, Actor actor)
    {
        var units = UnitsOf(actor, LedgerReaders);
        return work.Db.Rectifications.Where(row => units.Contains(row.UnitId));
    }

    private static List<string> UnitsOf(Actor actor, HashSet<string> roles) =>
        [.. actor.Grants.Where(grant => roles.Contains(grant.Role)).SelectMany(grant => grant.Area.Append(grant.UnitId)).Distinct()];

    private static async Task<InspectionView> View(Work work, Inspection row, CancellationToken cancel)
    {
        var unit = (await UnitList.All(work.Db, cancel)).Find(one => one.Id == row.UnitId);
        var open = await work.Db.Rectifications.CountAsync(one => one.SourceId == row.Id && one.ClosedAt == null, cancel);
        return new InspectionView(
            row.Id, row.Level, row.UnitId, unit?.Name ?? "", InspectionPeriodRules.Zh(row.PeriodFrom, row.PeriodTo), InspectionPeriodRules.En(row.PeriodFrom, row.PeriodTo), row.DueOn, row.Status, row.HeldOn,
            await work.Db.InspectionSamples.CountAsync(one => one.InspectionId == row.Id, cancel), await work.Db.Rectifications.CountAsync(one => one.SourceId == row.Id, cancel), open, row.InstanceId);
    }

    private static DrawView Draw(Inspection inspection, IReadOnlyList<SampleRow> rows, Dictionary<string, string> units)
    {
        var population = inspection.PopulationIds;
        var retests = RetestRules.Read(inspection.RetestUnits);
        var byRetest = rows.Where(row => row.Sample.Basis == SampleBases.Retest).Select(row => row.Placement.Id).ToList();
        var byRisk = rows.Where(row => row.Sample.Basis == SampleBases.Risk).Select(row => row.Placement.Id).ToList();
        var again = RetestRules.Draw(retests, byRisk, inspection.RetestPlaces, inspection.Seed);
        return new DrawView(
            inspection.Seed, inspection.SeedAnchor, LotRules.PopulationHash(population), population, byRisk, inspection.LotPlaces,
            [.. rows.Where(row => row.Sample.Basis == SampleBases.Lot).Select(row => row.Placement.Id)], LotRules.Draw(population, byRisk.Concat(byRetest), inspection.LotPlaces, inspection.Seed))
        {
            RetestPlaces = inspection.RetestPlaces,
            Retests = [.. RetestRules.InOrder(retests).Select(unit => new RetestDrawView(
                unit.UnitId, units.GetValueOrDefault(unit.UnitId) ?? "", unit.Findings, unit.Population,
                [.. rows.Where(row => row.Sample.Basis == SampleBases.Retest && row.Sample.Reason == Retests.Reason(unit.Findings)).Select(row => row.Placement.Id)], [.. again.Where(person => person.UnitId == unit.UnitId).Select(person => person.PlacementId)]))],
        };
    }

    private async Task<IReadOnlyList<RectificationView>> Views(Work work, IReadOnlyList<Rectification> rows, CancellationToken cancel)
    {
        var today = ShanghaiTime.DateOf(work.Now);
        var units = (await UnitList.All(work.Db, cancel)).ToDictionary(unit => unit.Id, unit => unit.Name);
        var views = new List<RectificationView>();
        foreach (var row in rows)
            views.Add(new RectificationView(
                row.Id, row.Number, row.Source, row.SourceId, row.UnitId, units.GetValueOrDefault(row.UnitId) ?? "", units.GetValueOrDefault(row.TownId) ?? "", row.Kind,
                await texts.Open(work, row.PersonId, row.ProblemCipher, cancel), row.ResponsiblePerson, await texts.Open(work, row.PersonId, row.MeasuresCipher, cancel),
                row.OpenedAt, row.DueOn, row.Extensions, row.CompletedOn, row.RepliedAt, row.VerifiedByName, row.ClosedAt, row.EscalatedAt, StateOf(row, today), row.InstanceId));
        return views;
    }
}
