using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reports;

/// <summary>People of a plan year, counted by town, kind, batch and group (D25).</summary>
/// <param name="Group">The category of DOMAIN §5.2 under which they applied; null for who was on post before the system was.</param>
/// <param name="Applied">Applications handed in, superseded ones left out.</param>
/// <param name="Approved">Those that the district approved at any time.</param>
/// <param name="Started">上岗: who began work, whether still there or not.</param>
/// <param name="OnPost">在岗: on post today, suspended ones included.</param>
/// <param name="Exited">退出: who began and left.</param>
public sealed record FigureRow(string TownId, PostKind Kind, int Batch, string? Group, int Applied, int Approved, int Started, int OnPost, int Exited)
{
    public static FigureRow Sum(IEnumerable<FigureRow> rows) => rows.Aggregate(new FigureRow("", default, 0, null, 0, 0, 0, 0, 0), (sum, row) => sum with
    {
        Applied = sum.Applied + row.Applied,
        Approved = sum.Approved + row.Approved,
        Started = sum.Started + row.Started,
        OnPost = sum.OnPost + row.OnPost,
        Exited = sum.Exited + row.Exited,
    });
}

/// <summary>The one place that counts people for reports: two grouped reads, each from an index.</summary>
internal static class Figures
{
    private sealed record Key(string TownId, PostKind Kind, int Batch, string? Group);

    public static async Task<IReadOnlyList<FigureRow>> Of(Work work, int year, IReadOnlySet<string>? towns, CancellationToken cancel)
    {
        var rows = new Dictionary<Key, FigureRow>();
        foreach (var (key, applied, approved) in await Applications(work, year, cancel))
            rows[key] = Row(rows, key) with { Applied = applied, Approved = approved };
        foreach (var (key, exited, count) in await Placements(work, year, cancel))
        {
            var row = Row(rows, key);
            rows[key] = row with { Started = row.Started + count, OnPost = row.OnPost + (exited ? 0 : count), Exited = row.Exited + (exited ? count : 0) };
        }

        return [.. rows.Values.Where(row => towns?.Contains(row.TownId) != false)
            .OrderBy(row => row.TownId, StringComparer.Ordinal).ThenByDescending(row => row.Kind).ThenBy(row => row.Batch).ThenBy(row => row.Group, StringComparer.Ordinal)];
    }

    private static FigureRow Row(Dictionary<Key, FigureRow> rows, Key key) =>
        rows.GetValueOrDefault(key) ?? new FigureRow(key.TownId, key.Kind, key.Batch, key.Group, 0, 0, 0, 0, 0);

    /// <summary>The applications of a plan year that count: handed in, and each person's on a line once.</summary>
    internal static IQueryable<Application> Counted(Work work, int year) =>
        work.Db.Applications.Where(row => row.Year == year && row.Status != ApplicationStatus.Draft && row.Status != ApplicationStatus.Superseded);

    private static async Task<List<(Key Key, int Applied, int Approved)>> Applications(Work work, int year, CancellationToken cancel)
    {
        var counts = await Counted(work, year)
            .GroupBy(row => new { row.TownId, row.Kind, row.Batch, row.BestCategory })
            .Select(group => new { group.Key.TownId, group.Key.Kind, group.Key.Batch, Group = group.Key.BestCategory, Applied = group.Count(), Approved = group.Count(row => row.ApprovedAt != null) })
            .ToListAsync(cancel);
        return counts.ConvertAll(row => (new Key(row.TownId, row.Kind, row.Batch, row.Group), row.Applied, row.Approved));
    }

    private static async Task<List<(Key Key, bool Exited, int Count)>> Placements(Work work, int year, CancellationToken cancel)
    {
        var counts = await (
            from placement in PostFigures.Started(work, year)
            join application in work.Db.Applications on placement.ApplicationId equals application.Id into applications
            from application in applications.DefaultIfEmpty()
            group placement by new { placement.TownId, placement.Kind, placement.Batch, application.BestCategory, Exited = placement.Status == PlacementStatus.Exited } into rows
            select new { rows.Key, Count = rows.Count() }).ToListAsync(cancel);
        return counts.ConvertAll(row => (new Key(row.Key.TownId, row.Key.Kind, row.Key.Batch, row.Key.BestCategory), row.Key.Exited, row.Count));
    }
}
