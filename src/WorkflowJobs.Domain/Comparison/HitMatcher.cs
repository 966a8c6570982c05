using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Comparison;

/// <summary>Turns entries of lists into hits of people: when a list comes in, and when somebody applies whom a list already holds.</summary>
public sealed class HitMatcher(IVault vault)
{
    /// <summary>Everybody of the system whom the list holds. Of the same kind, facts that the list has no more are gone since its day.</summary>
    /// <returns>How many people were hit.</returns>
    internal async Task<int> MatchList(Work work, ComparisonList list, CancellationToken cancel)
    {
        var found = await (
            from entry in work.Db.ComparisonEntries.AsNoTracking()
            join person in work.Db.People.AsNoTracking() on entry.PersonIndex equals person.IdNumberIndex
            where entry.ListId == list.Id
            select new { entry, person }).ToListAsync(cancel);
        var known = (await work.Db.ComparisonHits.Where(hit => hit.Kind == list.Kind).ToListAsync(cancel)).ToDictionary(hit => (hit.PersonId, hit.FactKey));
        foreach (var row in found)
            Record(work, known, row.person, row.entry, list);
        foreach (var hit in known.Values.Where(hit => hit.ListId != list.Id && hit.ListId != ComparisonHit.Declared && hit.GoneOn is null))
        {
            hit.GoneOn = list.AsOf;
            hit.Revision++;
        }

        return found.Select(row => row.person.Id).Distinct().Count();
    }

    /// <summary>All lists that count, for one person.</summary>
    public async Task Match(Work work, Person person, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var found = await (
            from entry in work.Db.ComparisonEntries.AsNoTracking()
            join list in work.Db.ComparisonLists.AsNoTracking() on entry.ListId equals list.Id
            where entry.PersonIndex == person.IdNumberIndex && entry.Kind != ListKind.Households && list.CompletedAt != null && list.ReplacedAt == null
            select new { entry, list }).ToListAsync(cancel);
        if (found.Count == 0)
            return;
        var known = (await work.Db.ComparisonHits.Where(hit => hit.PersonId == person.Id).ToListAsync(cancel)).ToDictionary(hit => (hit.PersonId, hit.FactKey));
        foreach (var row in found)
            Record(work, known, person, row.entry, row.list);
    }

    /// <summary>The applicant declares a village cadre in the household (E5): for the town's discipline to review, as if a list said so.</summary>
    internal async Task Declare(Work work, Person person, bool hasCadre, CancellationToken cancel)
    {
        var key = FactKeyOf(ExclusionCodes.Cadre, FactVariants.Relative, null) + ComparisonHit.Declared;
        var today = ShanghaiTime.DateOf(work.Now);
        await work.Flush(cancel);
        var hit = await work.Db.ComparisonHits.FirstOrDefaultAsync(row => row.PersonId == person.Id && row.FactKey == key, cancel);
        if (hit is null && hasCadre)
        {
            work.Db.ComparisonHits.Add(new ComparisonHit
            {
                Id = Ids.New(),
                PersonId = person.Id,
                VillageId = person.VillageId,
                Kind = ListKind.Cadres,
                Code = ExclusionCodes.Cadre,
                Variant = FactVariants.Relative,
                FactKey = key,
                ListId = ComparisonHit.Declared,
                ListedOn = today,
                FoundAt = work.Now,
            });
        }
        else if (hit is not null && hasCadre == hit.GoneOn is not null)
        {
            (hit.GoneOn, hit.ListedOn) = (hasCadre ? null : today, hasCadre ? today : hit.ListedOn);
            hit.Revision++;
        }
    }

    private void Record(Work work, Dictionary<(string, string), ComparisonHit> known, Person person, ComparisonEntry entry, ComparisonList list)
    {
        if (ExclusionCodes.Of(entry.Kind) is not { } code)
            return;
        var key = FactKeyOf(code, entry.Variant, entry.From);
        if (known.TryGetValue((person.Id, key), out var hit))
        {
            if (hit.ListId == list.Id)
                return;
            (hit.ListId, hit.ListedOn, hit.GoneOn, hit.From, hit.Until) = (list.Id, list.AsOf, null, entry.From, entry.Until);
            hit.Revision++;
            return;
        }

        hit = new ComparisonHit
        {
            Id = Ids.New(),
            PersonId = person.Id,
            VillageId = person.VillageId,
            Kind = entry.Kind,
            Code = code,
            Variant = entry.Variant,
            FactKey = key,
            From = entry.From,
            Until = entry.Until,
            ListId = list.Id,
            ListedOn = list.AsOf,
            FoundAt = work.Now,
            DetailCipher = entry.DetailCipher is { } cipher ? vault.Encrypt(person.WrappedKey, vault.DecryptSystem(cipher)) : null,
        };
        known[(person.Id, key)] = hit;
        work.Db.ComparisonHits.Add(hit);
    }

    internal string? DetailOf(ComparisonHit hit, Person person) =>
        hit.DetailCipher is { } cipher ? Encoding.UTF8.GetString(vault.Decrypt(person.WrappedKey, cipher)) : null;

    internal static string FactKeyOf(string code, string variant, DateOnly? from) =>
        string.Create(CultureInfo.InvariantCulture, $"{code}/{variant}/{(from is { } day ? day.Iso() : "")}");
}
