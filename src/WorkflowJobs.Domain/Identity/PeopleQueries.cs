using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Applications;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Identity;

/// <summary>A registered person as an officer who assists them sees them: number and telephone masked, as in every list (DOMAIN §9.2; DESIGN, invariant 12).</summary>
public sealed record PersonView(string Id, string Name, string IdMasked, string? Phone, string VillageId, bool HasAccount);

/// <summary>Looking people up, to apply on their behalf or to hand an invitation over.</summary>
public sealed class PeopleQueries(IReader reader, PeopleRegistry people)
{
    /// <summary>By name, full identity number or telephone, in the villages for which the actor assists.</summary>
    public Task<ListPage<PersonView>> Search(Actor actor, string? text, PageOf page, CancellationToken cancel) => reader.Read(async (work, token) =>
    {
        var wanted = (text ?? "").Trim();
        var villages = actor.Grants.SelectMany(g => g.Area.Append(g.UnitId)).Where(unit => ApplicationAccess.MayAssist(actor, unit)).ToHashSet(StringComparer.Ordinal);
        if (villages.Count == 0 || wanted.Length < 2)
            return new ListPage<PersonView>([], null);
        var found = Matching(work.Db.People.Where(p => villages.Contains(p.VillageId)), wanted, ShanghaiTime.DateOf(work.Now));
        var (ids, next) = await found.Page(p => p.Name, p => p.Id, descending: false, page, token);
        var rows = await work.Db.People.Where(p => ids.Contains(p.Id)).ToListAsync(token);
        var accounts = await work.Db.Users.Where(u => u.PersonId != null && ids.Contains(u.PersonId)).Select(u => u.PersonId!).ToListAsync(token);
        return new ListPage<PersonView>(rows.InOrder(ids, p => p.Id).ConvertAll(p =>
            new PersonView(p.Id, p.Name, p.IdMasked, p.PhoneMasked, p.VillageId, accounts.Contains(p.Id))), next);
    }, cancel);

    /// <summary>People of whom the text is the full number, the telephone, or the beginning of the name.</summary>
    internal IQueryable<Person> Matching(IQueryable<Person> among, string wanted, DateOnly today)
    {
        if (CitizenId.Parse(wanted, today).Value is { } id)
        {
            var number = people.IndexOf(id);
            return among.Where(p => p.IdNumberIndex == number);
        }

        if (wanted.All(c => char.IsAsciiDigit(c) || c is '-' or ' ' or '+'))
        {
            var phone = people.PhoneIndexOf(wanted);
            return among.Where(p => p.PhoneIndex == phone);
        }

        return among.Where(p => p.Name.StartsWith(wanted));
    }
}
