using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>How many months somebody has been on public-welfare posts up to a day, towards the 36 (DOMAIN §4.4, E9): also before the system was.</summary>
public sealed class ServedMonths
{
    /// <summary>The months, and whether a placement of theirs may be extended beyond the limit because of the years to retirement at its first approval.</summary>
    public async Task<(decimal Months, bool MayExtend)> Of(Work work, string personId, DateOnly on, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var placements = await work.Db.Placements.AsNoTracking().Where(row => row.PersonId == personId).ToListAsync(cancel);
        var ids = placements.ConvertAll(row => row.Id);
        var agreements = (await work.Db.Agreements.AsNoTracking().Where(row => row.PlacementId != null && ids.Contains(row.PlacementId)).ToListAsync(cancel)).ToLookup(row => row.PlacementId!);
        var pauses = (await work.Db.PlacementPauses.AsNoTracking().Where(row => ids.Contains(row.PlacementId)).ToListAsync(cancel)).ToLookup(row => row.PlacementId);
        var openings = await work.Db.OpeningEntries.AsNoTracking().Where(row => row.PersonId == personId).ToDictionaryAsync(row => row.PlacementId, cancel);
        var months = placements.Sum(row =>
        {
            var days = PostDays.Of(row, agreements[row.Id], pauses[row.Id]);
            return openings.TryGetValue(row.Id, out var opening)
                ? (opening.MonthsUsedHundredths / 100m) + PostMonths.In(days.After(opening.AsOf), on)
                : PostMonths.In(days, on);
        });
        return (months, placements.Exists(row => row.MayExtend));
    }
}
