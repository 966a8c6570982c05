using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Parameters;
using WorkflowJobs.Domain.Placements;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.PersonalData;

/// <summary>A person whose file has fallen due, or will by the day asked for.</summary>
public sealed record RetentionDue(string PersonId, string Name, string IdMasked, string VillageId, DateOnly LastDay, string Basis, bool Requested);

/// <summary>Until when a person's file is kept, worked out from what it holds.</summary>
public sealed class Retention(ParameterStore parameters)
{
    private static readonly ApplicationStatus[] Ended =
    [
        ApplicationStatus.Lapsed, ApplicationStatus.Rejected, ApplicationStatus.Withdrawn, ApplicationStatus.Superseded, ApplicationStatus.OfferLapsed, ApplicationStatus.Revoked,
    ];

    public async Task<RetentionEnd> Of(Work work, Person person, CancellationToken cancel) => (await Of(work, [person], cancel))[person.Id];

    internal async Task<Dictionary<string, RetentionEnd>> Of(Work work, IReadOnlyList<Person> people, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var set = await parameters.At(work.Db, work.Now, cancel);
        var years = new RetentionYears(set.Int("retention.notApprovedYears"), set.Int("retention.onPostYears"), set.Int("retention.vouchersYears"));
        var ids = people.Select(person => person.Id).ToList();
        var applications = (await work.Db.Applications.AsNoTracking().Where(row => ids.Contains(row.PersonId)).ToListAsync(cancel)).ToLookup(row => row.PersonId);
        var placed = (await work.Db.Placements.AsNoTracking().Where(row => ids.Contains(row.PersonId)).ToListAsync(cancel)).ToLookup(row => row.PersonId);
        var applicationIds = applications.SelectMany(group => group.Select(row => row.Id)).ToList();
        var changes = (await work.Db.StatusChanges.AsNoTracking().Where(row => applicationIds.Contains(row.ApplicationId)).ToListAsync(cancel)).ToLookup(row => row.ApplicationId);
        var vouchers = await work.Db.SubsidyLines.AsNoTracking().Where(row => ids.Contains(row.PersonId)).GroupBy(row => row.PersonId)
            .Select(group => new { group.Key, Last = group.Max(row => (row.Year * 100) + row.Month) }).ToDictionaryAsync(row => row.Key, row => row.Last, cancel);
        // An opening is a voucher too, of the year of its day.
        var openings = (await work.Db.OpeningEntries.AsNoTracking().Where(row => ids.Contains(row.PersonId) && row.PaidCents > 0).Select(row => new { row.PersonId, row.AsOf }).ToListAsync(cancel))
            .ToLookup(row => row.PersonId, row => row.AsOf);
        return people.ToDictionary(person => person.Id, person => RetentionRules.Of(Facts(person), years), StringComparer.Ordinal);

        RetentionFacts Facts(Person person)
        {
            var unplaced = applications[person.Id].Where(row => placed[person.Id].All(placement => placement.ApplicationId != row.Id)).ToList();
            var over = unplaced.Where(row => Ended.Contains(row.Status) || row.IsFinal || row.Status == ApplicationStatus.Draft).ToList();
            return new RetentionFacts(
                ShanghaiTime.DateOf(person.CreatedAt),
                [.. over.Select(row => ShanghaiTime.DateOf(changes[row.Id].Select(change => change.At).Append(row.CreatedAt).Max()))],
                unplaced.Count > over.Count,
                [.. placed[person.Id].Select(row => row.Status == PlacementStatus.Exited ? row.LastDay : null)],
                LastVoucher(person.Id));
        }

        DateOnly? LastVoucher(string personId)
        {
            var days = openings[personId].ToList();
            if (vouchers.TryGetValue(personId, out var month))
                days.Add(DateRange.Month(month / 100, month % 100).Last);
            return days.Count == 0 ? null : days.Max();
        }
    }
}

/// <summary>What falls due (item 14): for the district's handler and leader, who decide on it, and for the auditor.</summary>
public sealed class RetentionQueries(IReader reader, Retention retention)
{
    private static readonly string[] Readers = [Roles.DistrictHandler, Roles.DistrictLeader, Roles.Auditor];

    /// <summary>People whose file is over by the day, those longest over first.</summary>
    public async Task<Result<ListPage<RetentionDue>>> Due(Actor actor, DateOnly? by, PageOf page, CancellationToken cancel)
    {
        if (!Readers.Any(actor.Has))
            return Refusals.NotFound;
        return await reader.Read(async (work, token) =>
        {
            var day = by ?? ShanghaiTime.DateOf(work.Now);
            var people = await work.Db.People.Where(person => person.WrappedKey != Array.Empty<byte>()).ToListAsync(token);
            var ends = await retention.Of(work, people, token);
            var asked = await work.Db.DataRequests.Where(row => row.ClosedAt == null && (row.Kind == DataRequestKinds.Delete || row.Kind == DataRequestKinds.Retention)).Select(row => row.PersonId).ToListAsync(token);
            var due = people.Where(person => ends[person.Id].IsOver(day)).OrderBy(person => ends[person.Id].LastDay).ThenBy(person => person.Id)
                .Select(person => new RetentionDue(person.Id, person.Name, person.IdMasked, person.VillageId, ends[person.Id].LastDay!.Value, ends[person.Id].Basis, asked.Contains(person.Id))).ToList();
            return due.Page(row => row.PersonId, page);
        }, cancel);
    }
}
