using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Placements;

/// <summary>Until when somebody may be on post by age (DOMAIN §6 rural.maxAgeOnPost, §5.1 for urban posts).</summary>
public sealed class AgeLimits(ApplicationForms forms, PeopleRegistry people, ParameterStore parameters)
{
    /// <summary>The statutory retirement date by the law of a day, and the last day by age as of now; nulls when the person's facts are not known.</summary>
    public async Task<(DateOnly? RetiresOn, DateOnly? AgeLimitOn)> Of(Work work, PostKind kind, Application? application, Person person, DateOnly approvedOn, CancellationToken cancel)
    {
        if (CitizenId.Parse(people.IdNumberOf(person), approvedOn).Value is not { } id)
            return (null, null);
        var declared = application is null ? null : FormFacts.Of(forms.Read(application, person)).WomanCategory;
        var retires = StatutoryRetirement.DateFor(id.Birth, StatutoryRetirement.CategoryOf(id.Sex, declared).Category, approvedOn).Date;
        return (retires, AgeRules.LastDay(kind, id.Birth, (await parameters.At(work.Db, work.Now, cancel)).Int("rural.maxAgeOnPost"), retires));
    }

    /// <summary>
    /// The same of a placement by the law and the parameter of today, or of its last day when that is behind: a retirement law that came into force
    /// meanwhile moves the end of an urban post. What was stored, where the birth is not known.
    /// </summary>
    public async Task<(DateOnly? RetiresOn, DateOnly? AgeLimitOn)> Now(Work work, Placement placement, CancellationToken cancel)
    {
        if (await work.Db.People.FindAsync([placement.PersonId], cancel) is not { } person || CitizenId.Parse(people.IdNumberOf(person), placement.ApprovedOn).Value is not { } id)
            return (placement.RetiresOn, placement.AgeLimitOn);
        var today = ShanghaiTime.DateOf(work.Now);
        var retires = AgeRules.Retires(id.Birth, placement.RetiresOn, placement.ApprovedOn, placement.LastDay is { } last && last < today ? last : today);
        return (retires, AgeRules.LastDay(placement.Kind, id.Birth, (await parameters.At(work.Db, work.Now, cancel)).Int("rural.maxAgeOnPost"), retires) ?? placement.AgeLimitOn);
    }
}

/// <summary>The last day on post by age. Pure.</summary>
public static class AgeRules
{
    /// <summary>Rural: the birthday of the highest age itself; urban: the day before retirement, null when that is not known.</summary>
    public static DateOnly? LastDay(PostKind kind, DateOnly birth, int ruralMaxAge, DateOnly? retiresOn) =>
        kind == PostKind.Urban ? retiresOn?.AddDays(-1) : Age.Birthday(birth, ruralMaxAge);

    /// <summary>The retirement date by the law of another day than that of the approval, for the group that the date of the approval shows; that date itself when no group gives it.</summary>
    public static DateOnly? Retires(DateOnly birth, DateOnly? atApproval, DateOnly approvedOn, DateOnly on)
    {
        foreach (var category in Enum.GetValues<WorkerCategory>())
            if (StatutoryRetirement.DateFor(birth, category, approvedOn).Date == atApproval)
                return StatutoryRetirement.DateFor(birth, category, on).Date;
        return atApproval;
    }
}
