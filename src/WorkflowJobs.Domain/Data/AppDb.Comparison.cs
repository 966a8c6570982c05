using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Openings;

namespace WorkflowJobs.Domain.Data;

public abstract partial class AppDb
{
    public DbSet<ComparisonList> ComparisonLists => Set<ComparisonList>();
    public DbSet<ComparisonEntry> ComparisonEntries => Set<ComparisonEntry>();
    public DbSet<ComparisonHit> ComparisonHits => Set<ComparisonHit>();
    public DbSet<HitReview> HitReviews => Set<HitReview>();
    public DbSet<ExclusionOverride> ExclusionOverrides => Set<ExclusionOverride>();
    public DbSet<OpeningImport> OpeningImports => Set<OpeningImport>();
    public DbSet<OpeningEntry> OpeningEntries => Set<OpeningEntry>();
    public DbSet<ProvincialRecord> ProvincialRecords => Set<ProvincialRecord>();
    public DbSet<HouseholdLink> HouseholdLinks => Set<HouseholdLink>();
}
