using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Openings;

namespace WorkflowJobs.Domain.Data;

internal static partial class Model
{
    static partial void ComparisonTables(ModelBuilder model)
    {
        model.Entity<ComparisonList>().HasIndex(row => new { row.Kind, row.Sha256 }).IsUnique();
        model.Entity<ComparisonEntry>(entity =>
        {
            entity.HasIndex(row => row.ListId);
            entity.HasIndex(row => row.PersonIndex);
            entity.HasIndex(row => row.HouseholdIndex).HasFilter("\"HouseholdIndex\" IS NOT NULL");
        });
        model.Entity<ComparisonHit>(entity =>
        {
            entity.HasIndex(row => new { row.PersonId, row.FactKey }).IsUnique();
            entity.HasIndex(row => new { row.State, row.FoundAt });
            entity.HasIndex(row => row.Kind);
        });
        model.Entity<HitReview>().HasIndex(row => row.HitId);
        model.Entity<ExclusionOverride>().HasIndex(row => row.ApplicationId);
        model.Entity<ExclusionOverride>().HasIndex(row => row.At);
        model.Entity<HouseholdLink>().HasIndex(row => new { row.ApplicationId, row.PersonIndex }).IsUnique();
        model.Entity<HouseholdLink>().HasIndex(row => row.PersonIndex);
        model.Entity<ProvincialRecord>().HasKey(row => row.Id);
        model.Entity<OpeningImport>().HasIndex(row => row.Sha256);
        model.Entity<OpeningImport>().HasIndex(row => row.ProposedAt);
        model.Entity<OpeningEntry>().HasIndex(row => row.PersonId);
        model.Entity<OpeningEntry>().HasIndex(row => row.PlacementId).IsUnique();
    }
}
