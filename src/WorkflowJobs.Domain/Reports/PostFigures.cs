using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Reports;

/// <summary>Who counts as on post in reports, dashboards and the rows behind them: one place, so that they agree.</summary>
internal static class PostFigures
{
    /// <summary>Came onto a post of the plan year: began, and did not leave before the first day.</summary>
    public static IQueryable<Placement> Started(Work work, int year) =>
        work.Db.Placements.Where(row => row.Year == year && row.Status != PlacementStatus.Pending && (row.LastDay == null || row.LastDay >= row.StartsOn));

    /// <summary>在岗: of those, who has not left; suspended ones included.</summary>
    public static IQueryable<Placement> OnPost(Work work, int year) => Started(work, year).Where(row => row.Status != PlacementStatus.Exited);

    /// <summary>退出: of those, who has left.</summary>
    public static IQueryable<Placement> Exited(Work work, int year) => Started(work, year).Where(row => row.Status == PlacementStatus.Exited);
}
