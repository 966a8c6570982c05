using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>What a voucher is about.</summary>
internal sealed record VoucherAbout(string ChainId, string? BatchId = null, string? LineId = null, string? PlacementId = null, string? ClawbackId = null, string? ReversesId = null, string? SourceSha256 = null)
{
    public static VoucherAbout Of(SubsidyLine line, string? reversesId = null) => new(line.Id, line.BatchId, line.Id, line.PlacementId, ReversesId: reversesId);
}

/// <summary>Writes vouchers into the caller's transaction.</summary>
internal static class LedgerBook
{
    /// <summary>Nothing is written for no money.</summary>
    public static void Post(Work work, VoucherKind kind, VoucherAbout about, IReadOnlyList<Posting> postings, string byUserId)
    {
        if (postings.Count == 0)
            return;
        var voucher = new Voucher
        {
            Id = work.NextSortableId(),
            Kind = kind,
            ChainId = about.ChainId,
            ReversesId = about.ReversesId,
            BatchId = about.BatchId,
            LineId = about.LineId,
            PlacementId = about.PlacementId,
            ClawbackId = about.ClawbackId,
            SourceSha256 = about.SourceSha256,
            At = work.Now,
            ByUserId = byUserId,
        };
        work.Db.Vouchers.Add(voucher);
        foreach (var posting in postings)
            work.Db.LedgerEntries.Add(new LedgerEntry { Id = WorkQueries.NewId(), VoucherId = voucher.Id, Account = posting.Account, Fen = posting.Fen });
    }

    /// <summary>The payment of a line that nothing reversed yet, backwards. Never a deletion. An opening is no payment of a line and stays as it is.</summary>
    public static async Task Reverse(Work work, SubsidyLine line, string byUserId, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var payments = work.Db.Vouchers.Where(voucher => voucher.LineId == line.Id && voucher.Kind == VoucherKind.Payment);
        var last = await payments.Where(voucher => !work.Db.Vouchers.Any(other => other.ReversesId == voucher.Id)).OrderByDescending(voucher => voucher.Id).FirstAsync(cancel);
        var entries = await work.Db.LedgerEntries.Where(entry => entry.VoucherId == last.Id).ToListAsync(cancel);
        Post(work, VoucherKind.Reversal, VoucherAbout.Of(line, last.Id), LedgerRules.Reversal(entries.Select(entry => new Posting(entry.Account, entry.Fen))), byUserId);
    }
}
