using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>Who is of one household, and who of them holds a place (E10).</summary>
internal static class Households
{
    private const int Some = 500;

    /// <summary>
    /// Persons of each applicant's household who are known here: of the same household number in a list, or named by either one's application.
    /// By application; nobody is of their own household.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> Of(Work work, IReadOnlyCollection<Application> applications, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var found = applications.ToDictionary(a => a.Id, _ => new HashSet<string>(StringComparer.Ordinal));
        foreach (var some in applications.Chunk(Some))
        {
            var ids = some.Select(a => a.Id).ToList();
            var persons = some.Select(a => a.PersonId).ToList();
            var ofPerson = some.ToLookup(a => a.PersonId, a => a.Id);
            var named = await (
                from link in work.Db.HouseholdLinks
                join person in work.Db.People on link.PersonIndex equals person.IdNumberIndex
                where ids.Contains(link.ApplicationId)
                select new { link.ApplicationId, person.Id }).ToListAsync(cancel);
            var naming = await (
                from own in work.Db.People
                join link in work.Db.HouseholdLinks on own.IdNumberIndex equals link.PersonIndex
                join theirs in work.Db.Applications on link.ApplicationId equals theirs.Id
                where persons.Contains(own.Id)
                select new { own.Id, theirs.PersonId }).ToListAsync(cancel);
            var listed = await (
                from own in work.Db.People
                join mine in work.Db.ComparisonEntries on own.IdNumberIndex equals mine.PersonIndex
                join list in work.Db.ComparisonLists on mine.ListId equals list.Id
                join other in work.Db.ComparisonEntries on mine.HouseholdIndex equals other.HouseholdIndex
                join person in work.Db.People on other.PersonIndex equals person.IdNumberIndex
                where persons.Contains(own.Id) && mine.Kind == ListKind.Households && list.CompletedAt != null && list.ReplacedAt == null && other.ListId == mine.ListId
                select new { own.Id, PersonId = person.Id }).ToListAsync(cancel);
            foreach (var row in named)
                found[row.ApplicationId].Add(row.Id);
            foreach (var row in naming.Concat(listed))
            {
                foreach (var id in ofPerson[row.Id])
                    found[id].Add(row.PersonId);
            }
        }

        foreach (var application in applications)
            found[application.Id].Remove(application.PersonId);
        return found.ToDictionary(pair => pair.Key, IReadOnlySet<string> (pair) => pair.Value);
    }

    /// <summary>Those of the persons who hold a place in the plan year: selected or called, approved, or on post from whatever year.</summary>
    public static async Task<IReadOnlySet<string>> PlacedOf(Work work, IReadOnlyCollection<string> persons, int year, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var placed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in persons.Chunk(Some))
        {
            var applications = await work.Db.Applications.AsNoTracking()
                .Where(a => some.Contains(a.PersonId) && a.Year == year && (StatusChanges.ApprovedOrBeyond.Contains(a.Status) || a.Selection == Selections.Selected || a.Selection == Selections.Promoted))
                .Select(a => new { a.PersonId, a.Status, a.Selection }).ToListAsync(cancel);
            placed.UnionWith(applications.Where(a => a.Status.IsApprovedOrBeyond() || Selections.HoldPlace(a.Selection, a.Status)).Select(a => a.PersonId));
            placed.UnionWith(await work.Db.Placements.Where(p => some.Contains(p.PersonId) && p.Status != PlacementStatus.Exited).Select(p => p.PersonId).ToListAsync(cancel));
        }

        return placed;
    }

    /// <summary>Beside whom the town has justified somebody, by that person's application.</summary>
    public static async Task<ILookup<string, IReadOnlySet<string>>> JustifiedOf(Work work, IReadOnlyCollection<string> applicationIds, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var rows = new List<ExclusionOverride>();
        foreach (var some in applicationIds.Chunk(Some))
            rows.AddRange(await work.Db.ExclusionOverrides.AsNoTracking().Where(row => row.Code == ExclusionCodes.Household && some.Contains(row.ApplicationId)).ToListAsync(cancel));
        return rows.ToLookup(row => row.ApplicationId, row => HouseholdRules.Beside(row.FactKey));
    }

    /// <summary>
    /// Persons of the applicant's household who stand in the way: they hold a place, and were not themselves placed beyond the cap beside the applicant. The
    /// first of a household keeps the place that it had before a second was justified. In order of their ids.
    /// </summary>
    public static async Task<IReadOnlyList<string>> PlacedBeside(Work work, Application application, CancellationToken cancel)
    {
        var members = (await Of(work, [application], cancel))[application.Id];
        if (members.Count == 0)
            return [];
        var placed = await PlacedOf(work, members, application.Year, cancel);
        if (placed.Count == 0)
            return [];
        var beyond = await work.Db.ExclusionOverrides.AsNoTracking().Where(row => row.Code == ExclusionCodes.Household && placed.Contains(row.PersonId))
            .Where(row => work.Db.Applications.Any(a => a.Id == row.ApplicationId && a.Year == application.Year))
            .Select(row => new { row.PersonId, row.FactKey }).ToListAsync(cancel);
        var beside = beyond.Where(row => HouseholdRules.Beside(row.FactKey).Contains(application.PersonId)).Select(row => row.PersonId).ToHashSet(StringComparer.Ordinal);
        return [.. placed.Except(beside).Order(StringComparer.Ordinal)];
    }
}
