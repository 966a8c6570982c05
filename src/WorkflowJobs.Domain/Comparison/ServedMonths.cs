using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>How many months somebody has been on public-welfare posts up to a day, towards the 36 (DOMAIN §4.4, E9).</summary>
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
        var months = placements.Sum(row => In(PostDays.Of(row, agreements[row.Id], pauses[row.Id]), on));
        return (months, placements.Exists(row => row.MayExtend));
    }

    /// <summary>Σ days ÷ days of the month: a calendar month is one, whatever its length.</summary>
    public static decimal In(IEnumerable<DateRange> days, DateOnly until)
    {
        var months = new Dictionary<(int Year, int Month), int>();
        foreach (var range in days)
        {
            var last = range.Last < until ? range.Last : until;
            for (var month = new DateOnly(range.First.Year, range.First.Month, 1); month <= last; month = month.AddMonths(1))
            {
                var within = DateRange.Month(month.Year, month.Month).Intersect(new DateRange(range.First, last))?.Days ?? 0;
                months[(month.Year, month.Month)] = months.GetValueOrDefault((month.Year, month.Month)) + within;
            }
        }

        // Whole months are counted as such, so that none is lost to rounding.
        var whole = months.Count(pair => pair.Value == DateTime.DaysInMonth(pair.Key.Year, pair.Key.Month));
        var rest = months.Where(pair => pair.Value < DateTime.DaysInMonth(pair.Key.Year, pair.Key.Month)).Sum(pair => (decimal)pair.Value / DateTime.DaysInMonth(pair.Key.Year, pair.Key.Month));
        return whole + decimal.Round(rest, 4);
    }
}
