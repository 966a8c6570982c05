using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Placements;

namespace WorkflowJobs.Domain.Data;

/// <summary>Tables and indexes of plans and reports. The reports' counts are read from an index alone, so they stay fast over many applications.</summary>
internal static partial class Model
{
    static partial void PlanTables(ModelBuilder model)
    {
        model.Entity<Application>().HasIndex(row => new { row.Year, row.TownId, row.Kind, row.Batch, row.BestCategory, row.Status, row.ApprovedAt });
        model.Entity<Placement>().HasIndex(row => new { row.Year, row.TownId, row.Kind, row.Batch, row.Status });
    }
}
