using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Agreements.Signing;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Insurance;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Runtime.Tasks;

namespace WorkflowJobs.Domain.Data;

/// <summary>Tables and indexes of plans and reports. The reports' counts are read from an index alone, so they stay fast over many applications.</summary>
internal static partial class Model
{
    static partial void PlanTables(ModelBuilder model)
    {
        model.Entity<Application>().HasIndex(row => new { row.Year, row.TownId, row.Kind, row.Batch, row.BestCategory, row.Status, row.ApprovedAt });
        model.Entity<Placement>().HasIndex(row => new { row.Year, row.TownId, row.Kind, row.Batch, row.Status });
        model.Entity<UserTask>().HasIndex(row => new { row.DefinitionId, row.CompletedAt, row.ActivityId, row.UnitId, row.CreatedAt, row.Id }).HasFilter("\"CompletedAt\" IS NOT NULL");
        // One live request of an application: no race gives an agreement to the provider twice.
        model.Entity<SigningRequest>().HasIndex(row => row.ApplicationId).IsUnique().HasFilter("\"State\" NOT IN ('Declined', 'Withdrawn')");
        model.Entity<InsurancePolicy>().HasIndex(row => new { row.ApplicationId, row.RecordedAt });
        model.Entity<InsurancePolicy>().HasIndex(row => row.PersonId);
        model.Entity<SocialInsurancePayment>().HasIndex(row => new { row.PlacementId, row.Month }).IsUnique().HasFilter("\"CorrectedById\" IS NULL");
    }
}
