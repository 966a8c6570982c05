using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Plans;

/// <summary>A line of the allocation with what is taken of it.</summary>
public sealed record AllocationView(int Year, PostKind Kind, string TownId, int Batch, int Number, int Taken, string PostNames);

/// <summary>The plan, its allocation, and what does not add up (a warning, never a block: DOMAIN I1).</summary>
public sealed record PlanView(IReadOnlyList<PlanTotal> Totals, IReadOnlyList<AllocationView> Lines, IReadOnlyList<Warning> Warnings)
{
    /// <summary>Ids of the decided allocations whose sheet was issued, the latest first; for the district's office, whose papers these are.</summary>
    public IReadOnlyList<string> Decided { get; init; } = [];
}

public sealed class PlanQueries(IReader reader)
{
    private const int MostPapers = 20;

    private static readonly string[] Readers =
    [
        Roles.VillageOfficer, Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.Employer,
        Roles.DistrictHandler, Roles.DistrictLeader, Roles.Finance, Roles.Discipline,
    ];

    internal static bool MayRead(Actor actor) => Readers.Any(actor.Has);

    /// <summary>The whole plan; for a town or a village its own town's lines.</summary>
    public async Task<Result<PlanView>> Get(Actor actor, CancellationToken cancel)
    {
        if (!MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read(async (work, token) =>
        {
            var totals = await work.Db.PlanTotals.Where(total => total.IsCurrent).OrderBy(total => total.Year).ThenBy(total => total.Kind).ToListAsync(token);
            var lines = await work.Db.AllocationLines.Where(line => line.IsCurrent)
                .OrderBy(line => line.Year).ThenByDescending(line => line.Kind).ThenBy(line => line.TownId).ThenBy(line => line.Batch).ToListAsync(token);
            var quotas = await work.Db.QuotaLines.ToListAsync(token);
            var warnings = PlanReconciliation.Warnings(
                totals.ConvertAll(total => new PlanFigure(total.Year, total.Kind, total.Number)),
                lines.ConvertAll(line => new AllocationRow(line.Year, line.Kind, line.TownId, line.Batch, line.Number, line.PostNames.Split('、'))));
            var towns = await Towns(work, actor, token);
            var seen = lines.Where(line => towns.Contains(line.TownId)).Select(line => new AllocationView(
                line.Year, line.Kind, line.TownId, line.Batch, line.Number, Taken(quotas, line), line.PostNames));
            var papers = actor.Has(Roles.DistrictHandler) || actor.Has(Roles.DistrictLeader)
                ? await work.Db.IssuedDocuments.Where(row => row.SubjectType == AllocationProposal.Type && row.ReplacedById == null)
                    .OrderByDescending(row => row.OrderedAt).Select(row => row.SubjectId).Take(MostPapers).ToListAsync(token)
                : [];
            return new PlanView(totals, [.. seen], warnings) { Decided = [.. papers.Distinct()] };
        }, cancel);
    }

    private static int Taken(List<QuotaLine> quotas, AllocationLine line) =>
        quotas.Find(quota => quota.Year == line.Year && quota.Key == line.Key)?.Taken ?? 0;

    /// <summary>The actor's area, and for a village the town that it belongs to.</summary>
    internal static async Task<HashSet<string>> Towns(Work work, Actor actor, CancellationToken cancel)
    {
        var area = actor.Grants.SelectMany(grant => grant.Area).ToHashSet();
        var parents = await work.Db.Units.Where(unit => area.Contains(unit.Id)).Select(unit => unit.ParentId).ToListAsync(cancel);
        // A post-providing unit that is a department belongs to no town: it reads the district's lines.
        var isDepartment = actor.Has(Roles.Employer) && await work.Db.Units.AnyAsync(unit => area.Contains(unit.Id) && unit.Kind == Units.UnitKind.Department, cancel);
        var all = isDepartment ? await work.Db.Units.Where(unit => unit.Kind == Units.UnitKind.Town).Select(unit => unit.Id).ToListAsync(cancel) : [];
        return [.. area, .. parents.OfType<string>(), .. all];
    }
}
