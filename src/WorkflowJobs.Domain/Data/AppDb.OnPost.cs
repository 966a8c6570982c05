using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Assessments;
using WorkflowJobs.Domain.Attendance;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Renewals;

namespace WorkflowJobs.Domain.Data;

public abstract partial class AppDb
{
    public DbSet<AttendanceSheet> AttendanceSheets => Set<AttendanceSheet>();
    public DbSet<AttendanceEntry> AttendanceEntries => Set<AttendanceEntry>();
    public DbSet<LeaveRequest> LeaveRequests => Set<LeaveRequest>();
    public DbSet<PlacementChange> PlacementChanges => Set<PlacementChange>();
    public DbSet<Assessment> Assessments => Set<Assessment>();
    public DbSet<Renewal> Renewals => Set<Renewal>();
    public DbSet<MilestoneNotice> MilestoneNotices => Set<MilestoneNotice>();
    public DbSet<DismissalProposal> DismissalProposals => Set<DismissalProposal>();
}
