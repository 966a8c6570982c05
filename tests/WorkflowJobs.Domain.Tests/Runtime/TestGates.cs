using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Approvals;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;

namespace WorkflowJobs.Domain.Tests.Runtime;

/// <summary>Parts of the business put together by hand, for flows that are not the business's own.</summary>
internal static class TestGates
{
    public static TakeQuota TakeQuota()
    {
        var (parameters, vault) = (new ParameterStore(), new TestVault());
        var exclusions = new ApplicationExclusions(new ComparisonHits(parameters), new HitMatcher(vault), new PeopleRegistry(vault), vault, parameters, new ServedMonths(), new ApplicationForms(vault));
        return new TakeQuota(parameters, new ExclusionGate(exclusions, vault));
    }
}
