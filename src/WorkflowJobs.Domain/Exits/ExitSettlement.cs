using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Openings;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Exits;

/// <summary>
/// What an exit comes to, in 分: due for the days on post until the last day after deductions, and what of it was paid. Of who was on post before the
/// system was, what was paid then counts on both sides, as far as it falls to days until the last one; days before the opening are not reckoned anew.
/// </summary>
public sealed record SettlementFigures(long Due, long Paid)
{
    /// <summary>Paid beyond what is due: to be recovered.</summary>
    public long Overpaid => Math.Max(0, Paid - Due);

    /// <summary>Still to be paid.</summary>
    public long Open => Math.Max(0, Due - Paid);
}

/// <summary>Settles a rural exit by the subsidy's own accrual (DOMAIN §7); an urban wage is the employer's, so nothing is due here.</summary>
public sealed class ExitSettlement(ParameterStore parameters)
{
    public async Task<SettlementFigures> Of(Work work, Placement placement, DateOnly lastDay, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var lines = await work.Db.SubsidyLines.AsNoTracking().Where(line => line.PlacementId == placement.Id).ToListAsync(cancel);
        var opening = await Opening(work, placement, cancel);
        var paid = (opening?.PaidFen ?? 0) + lines.Where(line => line.Status is PayStatus.Paid or PayStatus.Sent).Sum(line => line.PersonalFen);
        if (placement.Kind == PostKind.Urban)
            return new SettlementFigures(paid, paid);
        var agreements = await work.Db.Agreements.AsNoTracking().Where(row => row.PlacementId == placement.Id).ToListAsync(cancel);
        var pauses = await work.Db.PlacementPauses.AsNoTracking().Where(row => row.PlacementId == placement.Id).ToListAsync(cancel);
        // The exit may not be decided yet, so the placement may not know its last day.
        var days = PostDays.Of(placement, agreements, pauses).After(opening?.Days.Last ?? DateOnly.MinValue).Where(range => range.First <= lastDay).Select(range => range with { Last = range.Last < lastDay ? range.Last : lastDay }).ToList();
        var standards = new SubsidyStandardRules(await parameters.History(work.Db, cancel));
        var accrued = AccrualRules.Until(days, lastDay.Year, lastDay.Month, standards.RuralAnnual, standards.Proration(lastDay.Year, lastDay.Month)).Sum(month => month.Fen);
        return new SettlementFigures(Math.Max(0, (opening?.Until(lastDay) ?? 0) + accrued - lines.Sum(line => line.DeductionFen)), paid);
    }

    /// <summary>Last day of the last month that was paid, or of the opening; null when nothing was.</summary>
    public async Task<DateOnly?> PaidUntil(Work work, Placement placement, CancellationToken cancel)
    {
        var months = await work.Db.SubsidyLines.AsNoTracking().Where(line => line.PlacementId == placement.Id && (line.Status == PayStatus.Paid || line.Status == PayStatus.Sent))
            .Select(line => new { line.Year, line.Month }).ToListAsync(cancel);
        var days = months.ConvertAll(month => DateRange.Month(month.Year, month.Month).Last);
        if (await Opening(work, placement, cancel) is { PaidFen: > 0 } opening)
            days.Add(opening.Days.Last);
        return days.Count == 0 ? null : days.Max();
    }

    private static async Task<OpeningMoney?> Opening(Work work, Placement placement, CancellationToken cancel) =>
        await work.Db.OpeningEntries.AsNoTracking().FirstOrDefaultAsync(row => row.PlacementId == placement.Id, cancel) is { } entry
            ? OpeningMoney.Of(placement.StartsOn, entry.AsOf, entry.PaidCents)
            : null;
}
