using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Eligibility;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Plans;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>All exclusions of an applicant: the lists' and those that follow from our own data (E2 retirement date, E9 months used, E10 household).</summary>
public sealed class ApplicationExclusions(ComparisonHits hits, HitMatcher matcher, PeopleRegistry people, IVault vault, ParameterStore parameters, ServedMonths months, ApplicationForms forms)
{
    /// <summary>Notes whom the application names as of its household, and matches the applicant with every list that counts.</summary>
    public async Task Compare(Work work, Application application, Person person, JsonObject form, CancellationToken cancel)
    {
        await matcher.Match(work, person, cancel);
        await matcher.Declare(work, person, form.Rows("household").Any(row => row.Flag("cadre") == true), cancel);
        var today = ShanghaiTime.DateOf(work.Now);
        var named = form.Rows("household").Select(row => CitizenId.Parse(row.Text("idNumber"), today).Value).OfType<CitizenId>().DistinctBy(id => id.Number).ToDictionary(people.IndexOf);
        var known = await work.Db.HouseholdLinks.Where(link => link.ApplicationId == application.Id).ToListAsync(cancel);
        work.Db.HouseholdLinks.RemoveRange(known.Where(link => !named.ContainsKey(link.PersonIndex)));
        foreach (var index in named.Keys.Except(known.Select(link => link.PersonIndex)))
            work.Db.HouseholdLinks.Add(new HouseholdLink { Id = Ids.New(), ApplicationId = application.Id, PersonIndex = index, NumberCipher = vault.EncryptSystem(Encoding.UTF8.GetBytes(named[index].Number)) });
    }

    /// <summary>What stands against the applicant on the day. Changes nothing.</summary>
    public async Task<IReadOnlyList<StandingHit>> Of(Work work, Application application, DateOnly on, CancellationToken cancel)
    {
        var settings = ExclusionSettings.From(await parameters.At(work.Db, on, cancel));
        var all = new List<StandingHit>(await hits.HitsOf(work, [application.PersonId], on, cancel));
        if (!all.Exists(hit => hit.Code == ExclusionCodes.Pension))
            Add(await Retired(work, application, on, cancel), $"{ExclusionCodes.Pension}/{FactVariants.Retired}/");
        var (used, mayExtend) = await months.Of(work, application.PersonId, on, cancel);
        Add(ExclusionRules.Term(used, mayExtend, settings.MaxMonths), $"{ExclusionCodes.Term}//");
        var placed = await Households.PlacedBeside(work, application, cancel);
        Add(ExclusionRules.Household(placed.Count, settings.HouseholdCap), HouseholdRules.FactKey(placed));
        return all;

        void Add(ExclusionFact? fact, string key)
        {
            if (fact is null || settings.GradeOf(fact.Code, fact.Variant) is var grade && grade == ExclusionGrade.Off)
                return;
            var (zh, en) = ExclusionRules.Sentence(fact);
            all.Add(new StandingHit(application.PersonId, fact.Code, fact.Variant, key, grade, HitState.Confirmed, zh, en));
        }
    }
    /// <summary>The retirement date held against the closing date, as every age; what comes after it is a flag for the approver. A person whose key is gone has no facts.</summary>
    private async Task<ExclusionFact?> Retired(Work work, Application application, DateOnly on, CancellationToken cancel)
    {
        if (application.Kind != PostKind.Urban || await work.Db.People.FindAsync([application.PersonId], cancel) is not { WrappedKey.Length: > 0 } person)
            return null;
        var facts = FormFacts.Of(forms.Read(application, person));
        var asOf = application.AsOf ?? (await work.Db.Notices.FindAsync([application.NoticeId], cancel))?.ClosesOn ?? on;
        return CitizenId.Parse(facts.IdNumber, asOf).Value is { } id ? RetirementRules.Exclusion(id, facts.WomanCategory, application.Kind, facts.AgreementStart ?? asOf, on) : null;
    }
}
