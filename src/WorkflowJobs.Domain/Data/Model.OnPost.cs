using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Attendance;

namespace WorkflowJobs.Domain.Data;

internal static partial class Model
{
    static partial void OnPostTables(ModelBuilder model)
    {
        model.Entity<AttendanceSheet>().HasIndex(row => new { row.TownId, row.Year, row.Month });
        model.Entity<AttendanceEntry>(entity =>
        {
            entity.HasIndex(row => new { row.PlacementId, row.Year, row.Month, row.Version }).IsUnique();
            entity.HasIndex(row => row.SheetId);
        });
        model.Entity<LeaveRequest>(entity =>
        {
            entity.HasIndex(row => new { row.PlacementId, row.From });
            entity.HasIndex(row => row.InstanceId).IsUnique();
        });
        model.Entity<DismissalProposal>().HasIndex(row => row.PlacementId);
    }
}
