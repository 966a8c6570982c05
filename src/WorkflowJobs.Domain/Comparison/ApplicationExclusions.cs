using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>All exclusions of an applicant: the lists' and those that follow from our own data (E9 months used, E10 household).</summary>
public sealed class ApplicationExclusions(ComparisonHits hits, HitMatcher matcher, PeopleRegistry people, IVault vault, ParameterStore parameters, ServedMonths months)
{
    private static readonly ApplicationStatus[] Placed =
        [ApplicationStatus.Approved, ApplicationStatus.Training, ApplicationStatus.Signing, ApplicationStatus.OnPost, ApplicationStatus.Suspended];

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
        var (used, mayExtend) = await months.Of(work, application.PersonId, on, cancel);
        Add(ExclusionRules.Term(used, mayExtend, settings.MaxMonths), "");
        var placed = await PlacedOfHousehold(work, application, cancel);
        Add(ExclusionRules.Household(placed.Count, settings.HouseholdCap), string.Join('+', placed));
        return all;

        void Add(ExclusionFact? fact, string key)
        {
            if (fact is null || settings.GradeOf(fact.Code, fact.Variant) is var grade && grade == ExclusionGrade.Off)
                return;
            var (zh, en) = ExclusionRules.Sentence(fact);
            all.Add(new StandingHit(application.PersonId, fact.Code, fact.Variant, $"{fact.Code}//{key}", grade, HitState.Confirmed, zh, en));
        }
    }

    /// <summary>
    /// Others of the applicant's household who are approved or on post in the same plan year: same household number in a list, or named by either
    /// application. The ids of their persons, in order.
    /// </summary>
    private async Task<IReadOnlyList<string>> PlacedOfHousehold(Work work, Application application, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var own = await work.Db.People.AsNoTracking().Where(p => p.Id == application.PersonId).Select(p => p.IdNumberIndex).FirstOrDefaultAsync(cancel);
        var named = await work.Db.HouseholdLinks.Where(link => link.ApplicationId == application.Id).Select(link => link.PersonIndex).ToListAsync(cancel);
        var listed = await (
            from mine in work.Db.ComparisonEntries
            join list in work.Db.ComparisonLists on mine.ListId equals list.Id
            join other in work.Db.ComparisonEntries on mine.HouseholdIndex equals other.HouseholdIndex
            where mine.Kind == ListKind.Households && mine.PersonIndex == own && list.CompletedAt != null && list.ReplacedAt == null && other.ListId == mine.ListId
            select other.PersonIndex).ToListAsync(cancel);
        var naming = await (
            from link in work.Db.HouseholdLinks
            join theirs in work.Db.Applications on link.ApplicationId equals theirs.Id
            where link.PersonIndex == own && theirs.Id != application.Id
            select theirs.PersonId).ToListAsync(cancel);
        var indexes = named.Concat(listed).Where(index => index != own).Distinct().ToList();
        var members = await work.Db.People.Where(p => indexes.Contains(p.IdNumberIndex) || naming.Contains(p.Id)).Select(p => p.Id).ToListAsync(cancel);
        members.Remove(application.PersonId);
        if (members.Count == 0)
            return [];
        var approved = await work.Db.Applications.Where(a => members.Contains(a.PersonId) && a.Year == application.Year && Placed.Contains(a.Status)).Select(a => a.PersonId).ToListAsync(cancel);
        var onPost = await work.Db.Placements.Where(p => members.Contains(p.PersonId) && p.Status != PlacementStatus.Exited).Select(p => p.PersonId).ToListAsync(cancel);
        return [.. approved.Concat(onPost).Distinct().Order(StringComparer.Ordinal)];
    }
}
