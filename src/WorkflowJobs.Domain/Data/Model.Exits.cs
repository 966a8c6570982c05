using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Exits;

namespace WorkflowJobs.Domain.Data;

internal static partial class Model
{
    static partial void ExitTables(ModelBuilder model)
    {
        model.Entity<Exit>(entity =>
        {
            entity.HasIndex(row => new { row.PlacementId, row.State });
            entity.HasIndex(row => row.PersonId);
            entity.HasIndex(row => new { row.VillageId, row.BegunAt });
        });
        model.Entity<FollowUp>(entity =>
        {
            entity.HasIndex(row => row.ExitId);
            entity.HasIndex(row => row.PersonId);
            entity.HasIndex(row => new { row.VillageId, row.DueOn });
        });
    }
}
