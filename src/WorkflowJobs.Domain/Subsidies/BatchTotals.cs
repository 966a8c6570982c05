using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>Lines of one state: how many and how much of them goes to people.</summary>
public sealed record StatusTotal(PayStatus Status, int Lines, long PersonalFen);

/// <summary>What a batch comes to, in 分; urban ones have no split.</summary>
public sealed record BatchTotals(int Lines, PayFigures Figures, FundingSplit? Split, IReadOnlyList<StatusTotal> ByStatus, bool AddsUp)
{
    public long Paid => Of(PayStatus.Paid);

    /// <summary>What is not with the people yet: held, failed, due or on its way.</summary>
    public long Open => Of(PayStatus.Held, PayStatus.Failed, PayStatus.Due, PayStatus.Sent);

    public int Count(params PayStatus[] statuses) => ByStatus.Where(row => statuses.Contains(row.Status)).Sum(row => row.Lines);

    private long Of(params PayStatus[] statuses) => ByStatus.Where(row => statuses.Contains(row.Status)).Sum(row => row.PersonalFen);

    internal static async Task<BatchTotals> Of(Work work, SubsidyBatch batch, ParameterStore parameters, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var lines = work.Db.SubsidyLines.Where(line => line.BatchId == batch.Id);
        var states = await lines.GroupBy(line => line.Status).Select(group => new
        {
            group.Key,
            Lines = group.Count(),
            Accrual = group.Sum(line => line.AccrualFen),
            Deduction = group.Sum(line => line.DeductionFen),
            Personal = group.Sum(line => line.PersonalFen),
            Other = group.Sum(line => line.OtherFen),
            Surplus = group.Sum(line => line.SurplusFen),
        }).ToListAsync(cancel);
        var figures = new PayFigures(states.Sum(row => row.Accrual), states.Sum(row => row.Deduction), states.Sum(row => row.Personal), states.Sum(row => row.Other), states.Sum(row => row.Surplus));
        var unbalanced = await lines.AnyAsync(line => line.AccrualFen - line.DeductionFen != line.PersonalFen + line.OtherFen + line.SurplusFen
            || line.DeductionFen < 0 || line.PersonalFen < 0 || line.OtherFen < 0 || line.SurplusFen < 0, cancel);
        FundingSplit? split = null;
        if (batch.Kind == PostKind.Rural)
            split = batch.ApprovedAt is not null
                ? new FundingSplit(batch.ProvinceFen, batch.CityFen, batch.DistrictFen)
                : FundingRules.Split(figures.Need, new SubsidyStandardRules(await parameters.History(work.Db, cancel)).Shares(batch.Year, batch.Month));
        var asApproved = batch.ApprovedAt is null || (batch.AccrualFen, batch.DeductionFen, batch.PersonalFen, batch.OtherFen, batch.SurplusFen) == (figures.Accrual, figures.Deduction, figures.Personal, figures.Other, figures.Surplus);
        return new BatchTotals(states.Sum(row => row.Lines), figures, split, [.. states.Select(row => new StatusTotal(row.Key, row.Lines, row.Personal)).OrderBy(row => row.Status)],
            !unbalanced && figures.AddsUp && asApproved && (split is null || split.Value.Total == figures.Need));
    }
}
