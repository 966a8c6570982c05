using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Identity;

namespace WorkflowJobs.Domain.Data;

public abstract partial class AppDb
{
    public DbSet<Delegation> Delegations => Set<Delegation>();
}
