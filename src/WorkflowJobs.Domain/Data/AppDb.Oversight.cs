using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.PersonalData;
using WorkflowJobs.Domain.Supervision;

namespace WorkflowJobs.Domain.Data;

public abstract partial class AppDb
{
    public DbSet<Inspection> Inspections => Set<Inspection>();
    public DbSet<InspectionSample> InspectionSamples => Set<InspectionSample>();
    public DbSet<InspectionRetest> InspectionRetests => Set<InspectionRetest>();
    public DbSet<Rectification> Rectifications => Set<Rectification>();
    public DbSet<Clue> Clues => Set<Clue>();
    public DbSet<PersonBar> PersonBars => Set<PersonBar>();
    public DbSet<TipOff> TipOffs => Set<TipOff>();
    public DbSet<DataRequest> DataRequests => Set<DataRequest>();
}
