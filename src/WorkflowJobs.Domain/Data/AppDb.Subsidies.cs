using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Clawbacks;
using WorkflowJobs.Domain.Subsidies;

namespace WorkflowJobs.Domain.Data;

public abstract partial class AppDb
{
    public DbSet<SubsidyBatch> SubsidyBatches => Set<SubsidyBatch>();
    public DbSet<SubsidyLine> SubsidyLines => Set<SubsidyLine>();
    public DbSet<PayAccount> PayAccounts => Set<PayAccount>();
    public DbSet<BarredAccount> BarredAccounts => Set<BarredAccount>();
    public DbSet<Voucher> Vouchers => Set<Voucher>();
    public DbSet<LedgerEntry> LedgerEntries => Set<LedgerEntry>();
    public DbSet<Clawback> Clawbacks => Set<Clawback>();
    public DbSet<ClawbackItem> ClawbackItems => Set<ClawbackItem>();
    public DbSet<Repayment> Repayments => Set<Repayment>();
}
