using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Clawbacks;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>A pay batch in a list. Amounts in 分.</summary>
public sealed record BatchRow(string Id, string Town, string TownId, PostKind Kind, int Year, int Month, int Sequence, BatchStatus Status, int Lines, long NeedFen, long PaidFen, long OpenFen)
{
    /// <summary>Lines done and to do of work under way; null when none is.</summary>
    public BatchProgress? Progress { get; init; }
}

public sealed record BatchProgress(int Done, int ToDo);

/// <summary>A batch with what it comes to.</summary>
public sealed record BatchView(BatchRow Row, BatchTotals Totals, DateOnly? ContestUntil, DateOnly? PayOn, DateTimeOffset? ApprovedAt, string? InstanceId, int Revision)
{
    /// <summary>Whether the actor may set figures, and fetch the pay file.</summary>
    public bool MaySetFigures { get; init; }

    public bool MayPay { get; init; }
}

/// <summary>A line as officers see it: the account masked.</summary>
public sealed record SubsidyLineView(
    string Id, string BatchId, string PlacementId, string Name, string Village, string PostName, string PostNumber, int Year, int Month, int DaysOnPost, int ScheduledDays, int AbsentDays, bool Attended,
    long AccrualFen, long DeductionFen, long PersonalFen, long OtherFen, long SurplusFen, long? WageFen, long LeastWageFen, string? Warning,
    ContestState Contest, PayStatus Status, IReadOnlyList<string> Holds, string? AccountMasked, int Issues, string? BankResult, DateOnly? PaidOn, int Revision)
{
    /// <summary>Until when the person may contest the deduction; null when they may not (any more).</summary>
    public DateOnly? ContestUntil { get; init; }
}

/// <summary>What a person was paid and has to pay back.</summary>
public sealed record OwnPay(IReadOnlyList<SubsidyLineView> Lines, IReadOnlyList<ClawbackView> Clawbacks)
{
    /// <summary>What they were paid on a post before the system was.</summary>
    public IReadOnlyList<OpeningPay> Openings { get; init; } = [];
}

/// <summary>Paid on a post before the system was, up to a day, in 分.</summary>
public sealed record OpeningPay(string PostName, DateOnly AsOf, long PaidFen);

/// <summary>Pay batches for the roles of DOMAIN §10, within their area; the person their own lines.</summary>
public sealed class SubsidyQueries(IReader reader, ParameterStore parameters)
{
    internal static IReadOnlyList<string> Readers { get; } =
    [
        Roles.VillageOfficer, Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.DistrictHandler, Roles.DistrictLeader, Roles.Finance, Roles.Discipline,
    ];

    private static readonly string[] BeyondTheVillage = [.. Readers.Where(role => role != Roles.VillageOfficer)];

    /// <summary>The latest month first.</summary>
    public Task<ListPage<BatchRow>> List(Actor actor, int? year, int? month, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var towns = Towns(actor);
        var batches = work.Db.SubsidyBatches.Where(batch => towns.Contains(batch.TownId));
        if (year is not null)
            batches = batches.Where(batch => batch.Year == year);
        if (month is not null)
            batches = batches.Where(batch => batch.Month == month);
        var ordered = batches.OrderByDescending(batch => batch.Year).ThenByDescending(batch => batch.Month).ThenBy(batch => batch.TownId).ThenBy(batch => batch.Kind).ThenBy(batch => batch.Sequence).Select(batch => batch.Id);
        var (ids, next) = await ordered.Page(page, token);
        var rows = await work.Db.SubsidyBatches.Where(batch => ids.Contains(batch.Id)).ToDictionaryAsync(batch => batch.Id, token);
        var found = new List<BatchRow>();
        foreach (var id in ids)
            found.Add(await Row(work, rows[id], await BatchTotals.Of(work, rows[id], parameters, token), token));
        return new ListPage<BatchRow>(found, next);
    }, cancel);

    public Task<Result<BatchView>> Get(Actor actor, string id, CancellationToken cancel) => reader.Read<Result<BatchView>>(async (work, token) =>
    {
        if (await work.Db.SubsidyBatches.FindAsync([id], token) is not { } batch || !Towns(actor).Contains(batch.TownId))
            return Refusals.NotFound;
        var totals = await BatchTotals.Of(work, batch, parameters, token);
        return new BatchView(await Row(work, batch, totals, token), totals, batch.ContestUntil, batch.PayOn, batch.ApprovedAt, batch.InstanceId, batch.Revision)
        {
            MaySetFigures = batch.Status == BatchStatus.Drafting && PlacementAccess.HoldsIn(actor, batch.TownId, [Roles.TownHandler]),
            MayPay = batch.ApprovedAt is not null && PlacementAccess.HoldsIn(actor, batch.TownId, [Roles.Finance]),
        };
    }, cancel);

    /// <summary>Lines of a batch in the order of the sheet; a village's officer sees those of the village.</summary>
    /// <param name="status">Only these; null for all.</param>
    public Task<Result<ListPage<SubsidyLineView>>> Lines(Actor actor, string batchId, PayStatus? status, string? text, PageOf page, CancellationToken cancel) => reader.Read<Result<ListPage<SubsidyLineView>>>(async (work, token) =>
    {
        if (await work.Db.SubsidyBatches.FindAsync([batchId], token) is not { } batch || !Towns(actor).Contains(batch.TownId))
            return Refusals.NotFound;
        var lines = work.Db.SubsidyLines.Where(line => line.BatchId == batchId);
        if (!PlacementAccess.HoldsIn(actor, batch.TownId, BeyondTheVillage))
        {
            var villages = Area(actor, [Roles.VillageOfficer]);
            lines = lines.Where(line => villages.Contains(line.VillageId));
        }

        if (status is not null)
            lines = lines.Where(line => line.Status == status);
        if (text?.Trim() is { Length: > 0 } wanted)
            lines = lines.Where(line => work.Db.People.Any(person => person.Id == line.PersonId && person.Name.StartsWith(wanted)));
        var (ids, next) = await Ordered(work, lines).Page(page, token);
        return new ListPage<SubsidyLineView>(await Views(work, ids, token), next);
    }, cancel);

    /// <summary>Everything that the actor's own person was paid, the latest first.</summary>
    public Task<OwnPay> Mine(Actor actor, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        if (actor.PersonId is not { } person)
            return new OwnPay([], []);
        var ids = await work.Db.SubsidyLines.Where(line => line.PersonId == person).OrderByDescending(line => line.Year).ThenByDescending(line => line.Month).Select(line => line.Id).ToListAsync(token);
        return new OwnPay(await Views(work, ids, token), await ClawbackQueries.Views(work, work.Db.Clawbacks.Where(row => row.PersonId == person && row.NoticeOn != null), token))
        {
            Openings = await (
                from entry in work.Db.OpeningEntries
                join placement in work.Db.Placements on entry.PlacementId equals placement.Id
                where entry.PersonId == person
                orderby entry.AsOf descending
                select new OpeningPay(placement.PostName, entry.AsOf, entry.PaidCents)).ToListAsync(token),
        };
    }, cancel);

    internal static IQueryable<string> Ordered(Work work, IQueryable<SubsidyLine> lines) =>
        from line in lines
        join village in work.Db.Units on line.VillageId equals village.Id
        join placement in work.Db.Placements on line.PlacementId equals placement.Id
        orderby village.SortOrder, line.VillageId, placement.PostNumber, line.Id
        select line.Id;

    internal static async Task<List<SubsidyLineView>> Views(Work work, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var rows = await (
            from line in work.Db.SubsidyLines
            join person in work.Db.People on line.PersonId equals person.Id
            join village in work.Db.Units on line.VillageId equals village.Id
            join placement in work.Db.Placements on line.PlacementId equals placement.Id
            join batch in work.Db.SubsidyBatches on line.BatchId equals batch.Id
            where ids.Contains(line.Id)
            select new { Line = line, person.Name, Village = village.Name, placement.PostName, placement.PostNumber, batch.ContestUntil }).ToListAsync(cancel);
        var people = rows.Select(row => row.Line.PersonId).Distinct().ToList();
        var accounts = await work.Db.PayAccounts.Where(row => row.IsCurrent && people.Contains(row.PersonId)).ToDictionaryAsync(row => row.PersonId, row => row.AccountMasked, cancel);
        return rows.InOrder(ids, row => row.Line.Id).ConvertAll(row => new SubsidyLineView(
            row.Line.Id, row.Line.BatchId, row.Line.PlacementId, row.Name, row.Village, row.PostName, row.PostNumber, row.Line.Year, row.Line.Month, row.Line.DaysOnPost, row.Line.ScheduledDays, row.Line.AbsentDays, row.Line.Attended,
            row.Line.AccrualFen, row.Line.DeductionFen, row.Line.PersonalFen, row.Line.OtherFen, row.Line.SurplusFen, row.Line.WageFen, row.Line.LeastWageFen, row.Line.Warning,
            row.Line.Contest, row.Line.Status, row.Line.HoldCodes, accounts.GetValueOrDefault(row.Line.PersonId), row.Line.Issues, row.Line.BankResult, row.Line.PaidOn, row.Line.Revision)
        {
            ContestUntil = row.Line is { ToldFen: not null, DeductionFen: > 0, Contest: ContestState.None } && row.ContestUntil is { } until && work.Now < ShanghaiTime.EndOfDay(until) ? until : null,
        });
    }

    internal static HashSet<string> Area(Actor actor, IReadOnlyCollection<string> roles) =>
        actor.Grants.Where(grant => roles.Contains(grant.Role)).SelectMany(grant => grant.Area.Append(grant.UnitId)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Towns whose batches the actor sees; of a village its officer sees the town's batches with the village's lines.</summary>
    private static HashSet<string> Towns(Actor actor) =>
        [.. Area(actor, BeyondTheVillage), .. actor.Grants.Where(grant => grant.Role == Roles.VillageOfficer).SelectMany(grant => TownsOf(grant.UnitId))];

    /// <summary>Ids of villages begin with their town's: shiqiao-hudong.</summary>
    private static IEnumerable<string> TownsOf(string villageId) => villageId.IndexOf('-', StringComparison.Ordinal) is > 0 and var cut ? [villageId[..cut]] : [];

    private static async Task<BatchRow> Row(Work work, SubsidyBatch batch, BatchTotals totals, CancellationToken cancel)
    {
        var town = await work.Db.Units.Where(unit => unit.Id == batch.TownId).Select(unit => unit.Name).FirstOrDefaultAsync(cancel);
        return new BatchRow(batch.Id, town ?? batch.TownId, batch.TownId, batch.Kind, batch.Year, batch.Month, batch.Sequence, batch.Status, totals.Lines, totals.Figures.Need, totals.Paid, totals.Open)
        {
            Progress = batch.Cursor is null ? null : new BatchProgress(batch.Done, batch.ToDo),
        };
    }
}
