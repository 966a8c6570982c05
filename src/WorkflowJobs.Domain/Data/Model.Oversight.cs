using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.PersonalData;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Data;

internal static partial class Model
{
    static partial void OversightTables(ModelBuilder model)
    {
        model.Entity<Inspection>(entity =>
        {
            entity.HasIndex(row => new { row.UnitId, row.PeriodTo }).IsUnique();
            entity.Property(row => row.Population).HasConversion<CompactText>();
            entity.Property(row => row.RetestUnits).HasConversion<CompactText>();
            entity.Ignore(row => row.PopulationIds);
        });
        model.Entity<InspectionSample>(entity =>
        {
            entity.HasIndex(row => new { row.InspectionId, row.Position }).IsUnique();
            entity.HasIndex(row => row.PlacementId);
        });
        model.Entity<InspectionRetest>(entity =>
        {
            entity.HasIndex(row => new { row.InspectionId, row.Position }).IsUnique();
            entity.HasIndex(row => row.RectificationId);
        });
        model.Entity<Rectification>(entity =>
        {
            entity.HasIndex(row => new { row.UnitId, row.OpenedAt });
            entity.HasIndex(row => row.SourceId);
            entity.HasIndex(row => row.Number).IsUnique();
        });
        model.Entity<Clue>(entity =>
        {
            entity.HasIndex(row => row.SourceRef).IsUnique();
            entity.HasIndex(row => row.OpenedAt);
        });
        model.Entity<PersonBar>(entity =>
        {
            entity.HasIndex(row => row.PersonId).HasFilter("\"ClearedAt\" IS NULL");
            entity.HasIndex(row => row.ClueId);
        });
        model.Entity<TipOff>(entity =>
        {
            entity.HasIndex(row => row.Code).IsUnique();
            entity.HasIndex(row => row.ReceivedAt);
        });
        model.Entity<DataRequest>(entity =>
        {
            entity.HasIndex(row => row.PersonId);
            entity.HasIndex(row => row.ReceivedAt);
        });
        model.Entity<Decision>().HasIndex(row => new { row.ActorId, row.At });
    }
}
