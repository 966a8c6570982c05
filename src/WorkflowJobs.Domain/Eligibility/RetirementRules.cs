using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Plans;

namespace WorkflowJobs.Domain.Eligibility;

/// <summary>E2 from the retirement table (DOMAIN §5.1, §5.3): who is past the statutory date is not placed on an urban post. Pure.</summary>
public static class RetirementRules
{
    /// <summary>The fact that stands against the applicant, from the retirement date on; null for a rural post, or while the date lies ahead of the start.</summary>
    /// <param name="start">First day of the agreement as foreseen, or the as-of date: it must come before the retirement date.</param>
    /// <param name="askedOn">Decides the retirement law.</param>
    public static ExclusionFact? Exclusion(CitizenId id, WorkerCategory? womanCategory, PostKind kind, DateOnly start, DateOnly askedOn) =>
        kind == PostKind.Urban && DateOf(id, womanCategory, askedOn) is var date && start >= date
            ? new ExclusionFact(ExclusionCodes.Pension, FactVariants.Retired, date)
            : null;

    /// <summary>The statutory date; a woman whose category nobody has shown counts as woman50.</summary>
    public static DateOnly DateOf(CitizenId id, WorkerCategory? womanCategory, DateOnly askedOn) =>
        StatutoryRetirement.DateFor(id.Birth, StatutoryRetirement.CategoryOf(id.Sex, womanCategory).Category, askedOn).Date;
}
