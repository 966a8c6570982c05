using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>A voucher with its entries; debit positive, credit negative, in 分.</summary>
public sealed record VoucherView(string Id, VoucherKind Kind, string ChainId, string? ReversesId, string? LineId, int? Year, int? Month, DateTimeOffset At, IReadOnlyList<Posting> Entries)
{
    /// <summary>Of an opening the day up to which it was paid, whose year and month it bears; null for all others.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Of an opening the SHA-256 of the file that it came from; null for all others.</summary>
    public string? SourceSha256 { get; init; }
}

/// <summary>The balance of one account.</summary>
public sealed record AccountBalance(string Account, long Fen);

/// <summary>A ledger: its vouchers, oldest first, and the balance of each account; they come to nothing together.</summary>
public sealed record LedgerView(IReadOnlyList<VoucherView> Vouchers, IReadOnlyList<AccountBalance> Balances, bool AddsUp)
{
    /// <summary>Name of the person; empty for a batch.</summary>
    public string Name { get; init; } = "";
}

/// <summary>The ledger of a placement, what was paid before the system was included, and of a batch, to which no opening belongs.</summary>
public sealed class LedgerQueries(IReader reader)
{
    /// <summary>The person their own, officers who see the person's pay.</summary>
    public Task<Result<LedgerView>> OfPlacement(Actor actor, string placementId, CancellationToken cancel) => reader.Read<Result<LedgerView>>(async (work, token) =>
    {
        if (await work.Db.Placements.FindAsync([placementId], token) is not { } placement
            || !(PlacementAccess.IsOwn(actor, placement) || PlacementAccess.HoldsIn(actor, placement.VillageId, SubsidyQueries.Readers)))
            return Refusals.NotFound;
        var name = await work.Db.People.Where(person => person.Id == placement.PersonId).Select(person => person.Name).FirstOrDefaultAsync(token);
        return (await View(work, work.Db.Vouchers.Where(voucher => voucher.PlacementId == placementId), token)) with { Name = name ?? "" };
    }, cancel);

    /// <summary>Balances of a batch, for those of town and district who see it.</summary>
    public Task<Result<IReadOnlyList<AccountBalance>>> OfBatch(Actor actor, string batchId, CancellationToken cancel) => reader.Read<Result<IReadOnlyList<AccountBalance>>>(async (work, token) =>
        await work.Db.SubsidyBatches.FindAsync([batchId], token) is { } batch && PlacementAccess.HoldsIn(actor, batch.TownId, SubsidyQueries.Readers)
            ? await Balances(work, work.Db.Vouchers.Where(voucher => voucher.BatchId == batchId), token)
            : Refusals.NotFound, cancel);

    private static async Task<LedgerView> View(Work work, IQueryable<Voucher> vouchers, CancellationToken cancel)
    {
        var rows = await vouchers.OrderBy(voucher => voucher.Id).ToListAsync(cancel);
        var entries = (await (from voucher in vouchers join entry in work.Db.LedgerEntries on voucher.Id equals entry.VoucherId select entry).ToListAsync(cancel)).ToLookup(entry => entry.VoucherId);
        var lineIds = rows.Select(voucher => voucher.LineId).OfType<string>().Distinct().ToList();
        var months = await work.Db.SubsidyLines.Where(line => lineIds.Contains(line.Id)).ToDictionaryAsync(line => line.Id, line => (line.Year, line.Month), cancel);
        var openingIds = rows.Where(voucher => voucher.Kind == VoucherKind.Opening).Select(voucher => voucher.ChainId).ToList();
        var openings = await work.Db.OpeningEntries.Where(entry => openingIds.Contains(entry.Id)).ToDictionaryAsync(entry => entry.Id, entry => entry.AsOf, cancel);
        var views = rows.ConvertAll(voucher =>
        {
            DateOnly? asOf = openings.TryGetValue(voucher.ChainId, out var day) ? day : null;
            var month = voucher.LineId is { } id ? months[id] : asOf is { } until ? (until.Year, until.Month) : ((int Year, int Month)?)null;
            return new VoucherView(voucher.Id, voucher.Kind, voucher.ChainId, voucher.ReversesId, voucher.LineId, month?.Year, month?.Month, voucher.At,
                [.. entries[voucher.Id].OrderByDescending(entry => entry.Fen > 0).ThenBy(entry => entry.Account, StringComparer.Ordinal).Select(entry => new Posting(entry.Account, entry.Fen))])
            {
                AsOf = asOf,
                SourceSha256 = voucher.SourceSha256,
            };
        });
        var balances = await Balances(work, vouchers, cancel);
        return new LedgerView(views, balances, balances.Sum(balance => balance.Fen) == 0);
    }

    private static async Task<AccountBalance[]> Balances(Work work, IQueryable<Voucher> vouchers, CancellationToken cancel)
    {
        var sums = await (
            from voucher in vouchers
            join entry in work.Db.LedgerEntries on voucher.Id equals entry.VoucherId
            group entry by entry.Account into account
            select new { account.Key, Fen = account.Sum(entry => entry.Fen) }).ToListAsync(cancel);
        return [.. sums.OrderBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => new AccountBalance(sum.Key, sum.Fen))];
    }
}
