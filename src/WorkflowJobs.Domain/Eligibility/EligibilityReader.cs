using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Comparison;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Eligibility;

/// <summary>An application before the gates of DOMAIN §5.3.</summary>
/// <param name="Facts">What is known of the applicant now.</param>
/// <param name="AsOf">The closing date, on which ages and validity count.</param>
/// <param name="Closing">The result of the closing date.</param>
/// <param name="Today">The same question asked of today; null where the parameter <c>eligibility.recheck</c> says that it is not asked again.</param>
public sealed record EligibilityReading(ApplicantFacts Facts, DateOnly AsOf, EligibilityResult Closing, EligibilityResult? Today)
{
    /// <summary>Something has changed since the closing date.</summary>
    public bool HasChanged => Today is not null && Today.Code != Closing.Code;
}

/// <summary>Puts an application through the gates as things stand. Changes nothing: whoever wants the newest comparison compares first.</summary>
public sealed class EligibilityReader(ApplicationForms forms, ParameterStore parameters, ActiveApplications others, ApplicationExclusions exclusions)
{
    public async Task<EligibilityReading> Read(Work work, Application application, Person person, CancellationToken cancel)
    {
        var notice = await work.Db.Notices.FindAsync([application.NoticeId], cancel)
            ?? throw new InvalidOperationException($"Application {application.Id} has no notice.");
        var today = ShanghaiTime.DateOf(work.Now);
        var asOf = application.AsOf ?? notice.ClosesOn ?? today;
        var facts = await FactsOf(work, application, person, today, cancel);

        // The bounds printed in the notice are the bounds that hold for its applicants, whatever is changed later.
        // Exclusions follow the rules of the day of the comparison.
        var bounds = EligibilityParameters.From(await parameters.At(work.Db, application.TermsAt ?? notice.TermsAt ?? work.Now, cancel)) with
        {
            Exclusions = ExclusionSettings.From(await parameters.At(work.Db, today, cancel)),
        };
        var isAskedAgain = (await parameters.At(work.Db, work.Now, cancel)).Bool("eligibility.recheck");
        return new EligibilityReading(facts, asOf, EligibilityCheck.Check(facts, application.Kind, asOf, bounds, today),
            isAskedAgain ? EligibilityCheck.Check(facts, application.Kind, today, bounds, today) : null);
    }

    private async Task<ApplicantFacts> FactsOf(Work work, Application application, Person person, DateOnly today, CancellationToken cancel)
    {
        var village = await work.Db.Units.FindAsync([application.VillageId], cancel);
        return FormFacts.Of(forms.Read(application, person)) with
        {
            Exclusions = await exclusions.Of(work, application, today, cancel),
            Deceased = person.Deceased,
            ActiveElsewhere = await others.Elsewhere(work, application, cancel),
            ResidentUnitIsUrban = village?.IsUrban ?? application.Kind == PostKind.Urban,
        };
    }
}
