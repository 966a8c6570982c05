using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reports;

/// <summary>How far a line of the plan has come. Announced: the places that its published notice offers (开发).</summary>
public sealed record PlanProgress(int Year, PostKind Kind, string TownId, int Batch, int Planned, int Announced, int Applied, int Approved, int Taken, int OnPost, int Exited);

/// <summary>A year's lines in their printed order; empty when nothing is allocated.</summary>
public sealed record PlanProgressView(int Year, IReadOnlyList<PlanProgress> Lines);

/// <summary>Progress against the plan, for who may read the plan; towns and villages see their own town's lines.</summary>
public sealed class PlanProgressQueries(IReader reader)
{
    public async Task<Result<PlanProgressView>> Of(Actor actor, int year, CancellationToken cancel)
    {
        if (!PlanQueries.MayRead(actor))
            return Refusals.NotFound;
        return await reader.Read(async (work, token) => new PlanProgressView(year, await Lines(work, year, await PlanQueries.Towns(work, actor, token), token)), cancel);
    }

    internal static async Task<IReadOnlyList<PlanProgress>> Lines(Work work, int year, IReadOnlySet<string> towns, CancellationToken cancel)
    {
        var lines = await work.Db.AllocationLines.Where(line => line.Year == year && line.IsCurrent)
            .OrderByDescending(line => line.Kind).ThenBy(line => line.TownId).ThenBy(line => line.Batch).ToListAsync(cancel);
        var quotas = await work.Db.QuotaLines.Where(quota => quota.Year == year).ToListAsync(cancel);
        var announced = await (
            from line in work.Db.NoticeLines
            join notice in work.Db.Notices on line.NoticeId equals notice.Id
            where notice.Year == year && notice.PublishedAt != null
            select new { line.Kind, notice.TownId, line.Batch, line.Number }).ToListAsync(cancel);
        var figures = await Figures.Of(work, year, towns, cancel);
        return
        [
            .. lines.Where(line => towns.Contains(line.TownId)).Select(line =>
            {
                var people = FigureRow.Sum(figures.Where(row => (row.TownId, row.Kind, row.Batch) == (line.TownId, line.Kind, line.Batch)));
                var offered = announced.Where(row => (row.TownId, row.Kind, row.Batch) == (line.TownId, line.Kind, line.Batch)).Sum(row => row.Number);
                var taken = quotas.Find(quota => quota.Key == line.Key)?.Taken ?? 0;
                return new PlanProgress(year, line.Kind, line.TownId, line.Batch, line.Number, offered, people.Applied, people.Approved, taken, people.OnPost, people.Exited);
            }),
        ];
    }
}
