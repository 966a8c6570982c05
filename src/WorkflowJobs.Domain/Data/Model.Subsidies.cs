using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Clawbacks;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Data;

internal static partial class Model
{
    static partial void SubsidyTables(ModelBuilder model)
    {
        model.Entity<SubsidyBatch>(entity =>
        {
            entity.HasIndex(row => new { row.TownId, row.Kind, row.Year, row.Month, row.Sequence }).IsUnique();
            entity.HasIndex(row => new { row.Year, row.Month });
            entity.Ignore(row => row.FirstDay);
        });
        model.Entity<SubsidyLine>(entity =>
        {
            // One line of a placement and month, in whichever batch.
            entity.HasIndex(row => new { row.PlacementId, row.Year, row.Month }).IsUnique();
            entity.HasIndex(row => new { row.BatchId, row.Id });
            entity.HasIndex(row => new { row.BatchId, row.Status });
            entity.HasIndex(row => row.PersonId);
            entity.Ignore(row => row.Figures);
            entity.Ignore(row => row.HoldCodes);
        });
        model.Entity<PayAccount>(entity =>
        {
            entity.HasIndex(row => new { row.PersonId, row.IsCurrent });
            entity.HasIndex(row => row.AccountIndex);
        });
        model.Entity<BarredAccount>(entity =>
        {
            entity.HasIndex(row => row.AccountIndex).IsUnique().HasFilter("\"LiftedAt\" IS NULL");
            entity.HasIndex(row => row.RecordedAt);
        });
        model.Entity<Voucher>(entity =>
        {
            entity.HasIndex(row => row.BatchId).HasFilter("\"BatchId\" IS NOT NULL");
            entity.HasIndex(row => row.PlacementId).HasFilter("\"PlacementId\" IS NOT NULL");
            entity.HasIndex(row => new { row.LineId, row.Kind }).HasFilter("\"LineId\" IS NOT NULL");
            entity.HasIndex(row => row.ReversesId).IsUnique().HasFilter("\"ReversesId\" IS NOT NULL");
        });
        model.Entity<LedgerEntry>().HasIndex(row => row.VoucherId);
        model.Entity<Clawback>(entity =>
        {
            entity.HasIndex(row => row.PlacementId);
            entity.HasIndex(row => row.PersonId);
            entity.HasIndex(row => new { row.TownId, row.Status });
            entity.Ignore(row => row.Split);
            entity.Ignore(row => row.BalanceFen);
        });
        model.Entity<ClawbackItem>().HasIndex(row => row.ClawbackId);
        model.Entity<Repayment>(entity =>
        {
            entity.HasIndex(row => row.ClawbackId);
            entity.Ignore(row => row.Split);
        });
    }
}
