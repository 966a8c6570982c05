using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Reviews;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Subsidies;

/// <summary>An account in plain; only for what is sent to the bank and for comparison with what is entered.</summary>
public sealed record PlainAccount(string Holder, string Bank, string Number);

/// <summary>Accounts to which people are paid. Number, bank and holder are encrypted with the person's key; equal numbers meet by their blind index.</summary>
public sealed class PayAccounts(IVault vault, PeopleRegistry people)
{
    public const string Declared = "Declared";
    public const string Stated = "Stated";

    /// <summary>Records an account as the person's current one; the same once more changes nothing.</summary>
    public async Task<Result<PayAccount>> Record(Work work, Person person, string holder, string? holderId, string bank, string number, string source, string byUserId, CancellationToken cancel)
    {
        if (AccountRules.Number(number) is { IsRefused: true, Refusal: { } refusal })
            return refusal;
        var digits = AccountRules.Number(number).Value!;
        await work.Flush(cancel);
        var current = await work.Db.PayAccounts.Where(row => row.PersonId == person.Id && row.IsCurrent).ToListAsync(cancel);
        var index = vault.BlindIndex(BlindIndexes.Account, digits);
        var faults = string.Join(' ', AccountRules.Faults(person.Name, people.IdNumberOf(person), holder, holderId));
        if (current is [{ } same] && same.AccountIndex == index && same.Faults == faults && Plain(person, same) is var plain && plain.Holder == holder && plain.Bank == bank)
            return same;
        current.ForEach(row => row.IsCurrent = false);
        var account = new PayAccount
        {
            Id = WorkQueries.NewId(),
            PersonId = person.Id,
            HolderCipher = Seal(person, holder),
            BankCipher = Seal(person, bank),
            AccountCipher = Seal(person, digits),
            AccountIndex = index,
            AccountMasked = MaskingRules.MaskAccount(digits),
            Faults = faults,
            Source = source,
            RecordedBy = byUserId,
            RecordedAt = work.Now,
        };
        work.Db.PayAccounts.Add(account);
        return account;
    }

    /// <summary>The current account of each person; what an application declared becomes one where none was stated.</summary>
    public async Task<IReadOnlyDictionary<string, PayAccount>> Of(Work work, IReadOnlyCollection<string> personIds, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var found = await work.Db.PayAccounts.Where(row => row.IsCurrent && personIds.Contains(row.PersonId)).ToDictionaryAsync(row => row.PersonId, cancel);
        var missing = personIds.Where(id => !found.ContainsKey(id)).ToList();
        foreach (var person in await work.Db.People.Where(row => missing.Contains(row.Id) && row.AccountCipher != null).ToListAsync(cancel))
            if ((await Record(work, person, person.Name, null, "", people.AccountOf(person)!, Declared, person.Id, cancel)).Value is { } account)
                found[person.Id] = account;
        return found;
    }

    /// <summary>Which of these accounts are another person's as well, or are barred.</summary>
    internal static async Task<(HashSet<string> Shared, HashSet<string> Barred)> Conflicts(Work work, IReadOnlyCollection<string> indexes, CancellationToken cancel)
    {
        await work.Flush(cancel);
        var shared = await work.Db.PayAccounts.Where(row => row.IsCurrent && indexes.Contains(row.AccountIndex))
            .GroupBy(row => row.AccountIndex).Where(group => group.Select(row => row.PersonId).Distinct().Count() > 1).Select(group => group.Key).ToListAsync(cancel);
        var barred = await work.Db.BarredAccounts.Where(row => row.LiftedAt == null && indexes.Contains(row.AccountIndex)).Select(row => row.AccountIndex).ToListAsync(cancel);
        return ([.. shared], [.. barred]);
    }

    public PlainAccount Plain(Person person, PayAccount account) => new(Open(person, account.HolderCipher), Open(person, account.BankCipher), Open(person, account.AccountCipher));

    private byte[] Seal(Person person, string text) => vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(text));

    private string Open(Person person, byte[] cipher) => Encoding.UTF8.GetString(vault.Decrypt(person.WrappedKey, cipher));
}
