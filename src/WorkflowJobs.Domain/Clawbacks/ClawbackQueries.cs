using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Clawbacks;

/// <summary>A clawback. Amounts in 分; free text about the person is left to its papers.</summary>
public sealed record ClawbackView(
    string Id, string PlacementId, string Name, string Town, DateOnly From, DateOnly Until, string GroundsCode, ClawbackStatus Status,
    long AmountFen, FundingSplit Split, long RepaidFen, long BalanceFen, FundingSplit BalanceSplit, DateOnly? NoticeOn, DateOnly? DueOn, IReadOnlyList<RepaymentView> Repayments);

public sealed record RepaymentView(DateOnly PaidOn, long Fen, FundingSplit Split);

/// <summary>Clawbacks of one's area.</summary>
public sealed class ClawbackQueries(IReader reader)
{
    private static readonly string[] Readers =
    [
        Roles.TownHandler, Roles.TownLeader, Roles.TownDiscipline, Roles.DistrictHandler, Roles.DistrictLeader, Roles.Finance, Roles.Discipline,
    ];

    /// <summary>The latest first.</summary>
    public Task<ListPage<ClawbackView>> List(Actor actor, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var towns = SubsidyQueries.Area(actor, Readers);
        var (ids, next) = await work.Db.Clawbacks.Where(row => towns.Contains(row.TownId)).Page(row => row.BegunAt, row => row.Id, descending: true, page, token);
        return new ListPage<ClawbackView>((await Views(work, work.Db.Clawbacks.Where(row => ids.Contains(row.Id)), token)).InOrder(ids, row => row.Id), next);
    }, cancel);

    /// <summary>One clawback, for the person once they were told, and for officers of its area.</summary>
    public Task<Result<ClawbackView>> Get(Actor actor, string id, CancellationToken cancel) => reader.Read<Result<ClawbackView>>(async (work, token) =>
        await work.Db.Clawbacks.FindAsync([id], token) is { } found
        && (SubsidyQueries.Area(actor, Readers).Contains(found.TownId) || (found.NoticeOn is not null && actor.PersonId == found.PersonId))
            ? (await Views(work, work.Db.Clawbacks.Where(row => row.Id == id), token))[0]
            : Refusals.NotFound, cancel);

    internal static async Task<List<ClawbackView>> Views(Work work, IQueryable<Clawback> clawbacks, CancellationToken cancel)
    {
        var rows = await (
            from row in clawbacks
            join person in work.Db.People on row.PersonId equals person.Id
            join town in work.Db.Units on row.TownId equals town.Id
            orderby row.BegunAt, row.Id
            select new { Row = row, person.Name, Town = town.Name }).ToListAsync(cancel);
        var ids = rows.ConvertAll(row => row.Row.Id);
        var repayments = (await work.Db.Repayments.Where(row => ids.Contains(row.ClawbackId)).OrderBy(row => row.RecordedAt).ToListAsync(cancel)).ToLookup(row => row.ClawbackId);
        return rows.ConvertAll(row =>
        {
            var back = repayments[row.Row.Id].Aggregate(default(FundingSplit), (sum, one) => sum + one.Split);
            return new ClawbackView(
                row.Row.Id, row.Row.PlacementId, row.Name, row.Town, row.Row.From, row.Row.Until, row.Row.GroundsCode, row.Row.Status,
                row.Row.AmountFen, row.Row.Split, row.Row.RepaidFen, row.Row.BalanceFen, row.Row.Split - back, row.Row.NoticeOn, row.Row.DueOn,
                [.. repayments[row.Row.Id].Select(one => new RepaymentView(one.PaidOn, one.Fen, one.Split))]);
        });
    }
}
