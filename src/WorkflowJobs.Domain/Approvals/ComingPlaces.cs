using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Exits;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Approvals;

/// <summary>Places that are offered already and still held by somebody whose exit is approved (DOMAIN §8, stage 14).</summary>
internal static class ComingPlaces
{
    /// <summary>The first day on which a place of the applicant's line is empty; null when one is free now, or none will be.</summary>
    public static async Task<DateOnly?> VacantFrom(Work work, Application application, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var (year, kind, town, batch) = (application.Year, application.Kind, application.TownId, application.Batch);
        if (await work.Db.QuotaLines.AnyAsync(line => line.Year == year && line.Kind == kind && line.TownId == town && line.Batch == batch && line.Taken < line.Number, cancel))
            return null;
        var last = await (
            from exit in work.Db.Exits
            join placement in work.Db.Placements on exit.PlacementId equals placement.Id
            join holder in work.Db.Applications on placement.ApplicationId equals holder.Id
            where exit.State == ExitState.Approved && holder.QuotaTaken && holder.Selection == Selections.Released
                && holder.Year == year && holder.Kind == kind && holder.TownId == town && holder.Batch == batch
            select (DateOnly?)exit.LastDay).MinAsync(cancel);
        return last?.AddDays(1);
    }
}
