using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Agreements.Signing;
using WorkflowJobs.Domain.Insurance;

namespace WorkflowJobs.Domain.Data;

public abstract partial class AppDb
{
    public DbSet<SigningRequest> SigningRequests => Set<SigningRequest>();
    public DbSet<InsurancePolicy> InsurancePolicies => Set<InsurancePolicy>();
    public DbSet<SocialInsurancePayment> SocialInsurancePayments => Set<SocialInsurancePayment>();
}
