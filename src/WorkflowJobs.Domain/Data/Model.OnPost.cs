using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Assessments;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Renewals;

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
        model.Entity<PlacementChange>(entity =>
        {
            entity.HasIndex(row => row.PlacementId);
            entity.HasIndex(row => row.InstanceId).IsUnique();
        });
        model.Entity<Assessment>(entity =>
        {
            entity.HasIndex(row => new { row.PlacementId, row.Year, row.Month }).IsUnique();
            entity.HasIndex(row => row.InstanceId).IsUnique().HasFilter("\"InstanceId\" IS NOT NULL");
            entity.HasIndex(row => new { row.Year, row.Month });
        });
        model.Entity<Renewal>(entity =>
        {
            entity.HasIndex(row => row.PlacementId);
            entity.HasIndex(row => row.InstanceId).IsUnique();
        });
        model.Entity<MilestoneNotice>().HasKey(row => new { row.PlacementId, row.Kind, row.On, row.DaysBefore });
        model.Entity<DismissalProposal>().HasIndex(row => row.PlacementId);
    }
}
