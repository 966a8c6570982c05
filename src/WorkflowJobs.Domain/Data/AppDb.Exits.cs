using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Exits;

namespace WorkflowJobs.Domain.Data;

public abstract partial class AppDb
{
    public DbSet<Exit> Exits => Set<Exit>();
    public DbSet<FollowUp> FollowUps => Set<FollowUp>();
}
