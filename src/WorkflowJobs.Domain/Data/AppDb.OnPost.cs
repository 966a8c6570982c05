using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Attendance;

namespace WorkflowJobs.Domain.Data;

public abstract partial class AppDb
{
    public DbSet<AttendanceSheet> AttendanceSheets => Set<AttendanceSheet>();
    public DbSet<AttendanceEntry> AttendanceEntries => Set<AttendanceEntry>();
    public DbSet<LeaveRequest> LeaveRequests => Set<LeaveRequest>();
    public DbSet<DismissalProposal> DismissalProposals => Set<DismissalProposal>();
}
