using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Data;

internal static partial class Model
{
    static partial void DelegationTables(ModelBuilder model) => model.Entity<Delegation>(entity =>
    {
        entity.HasIndex(row => row.FromUserId);
        entity.HasIndex(row => row.ToUserId);
        entity.HasIndex(row => new { row.Role, row.UnitId, row.Until });
    });
}
