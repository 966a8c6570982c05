using System.Text;
using Microsoft.EntityFrameworkCore;
using WorkflowJobs.Domain.Common;
using WorkflowJobs.Domain.Publicity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Identity;

/// <summary>Purposes of blind indexes.</summary>
public static class BlindIndexes
{
    public const string Id = "id";
    public const string Phone = "phone";
    public const string Account = "account";
}

/// <summary>Natural persons: found by the blind index of their number, created with a key of their own, read only through it.</summary>
public sealed class PeopleRegistry(IVault vault)
{
    public Task<Person?> Find(Work work, CitizenId id, CancellationToken cancel)
    {
        var index = IndexOf(id);
        return work.Db.People.FirstOrDefaultAsync(p => p.IdNumberIndex == index, cancel);
    }

    /// <summary>The person of this number, new if there is none. Refused as PERSON_NAME_MISMATCH when registered under another name.</summary>
    public async Task<Result<Person>> FindOrCreate(Work work, CitizenId id, string name, string villageId, CancellationToken cancel)
    {
        if (await Find(work, id, cancel) is { } known)
            return known.Name == name.Trim() ? known : Applications.ApplicationRefusals.NameMismatch;
        var key = vault.NewWrappedKey();
        var person = new Person
        {
            Id = Guid.NewGuid().ToString("N"),
            Name = name.Trim(),
            Sex = id.Sex.Code(),
            IdNumberCipher = vault.Encrypt(key, Encoding.UTF8.GetBytes(id.Number)),
            IdNumberIndex = IndexOf(id),
            IdMasked = id.Masked,
            WrappedKey = key,
            VillageId = villageId,
            CreatedAt = work.Now,
        };
        work.Db.People.Add(person);
        return person;
    }

    public string IndexOf(CitizenId id) => vault.BlindIndex(BlindIndexes.Id, id.Number);

    public string PhoneIndexOf(string phone) => vault.BlindIndex(BlindIndexes.Phone, Digits(phone));

    public void SetPhone(Person person, string? phone)
    {
        if (string.IsNullOrWhiteSpace(phone))
            return;
        var digits = Digits(phone);
        person.PhoneCipher = vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(digits));
        person.PhoneIndex = PhoneIndexOf(digits);
        person.PhoneMasked = MaskingRules.MaskPhone(digits);
        person.Revision++;
    }

    public void SetAccount(Person person, string? account)
    {
        if (string.IsNullOrWhiteSpace(account))
            return;
        var digits = Digits(account);
        person.AccountCipher = vault.Encrypt(person.WrappedKey, Encoding.UTF8.GetBytes(digits));
        person.AccountMasked = MaskingRules.MaskAccount(digits);
        person.Revision++;
    }

    public string IdNumberOf(Person person) => Plain(person, person.IdNumberCipher)!;

    public string? PhoneOf(Person person) => Plain(person, person.PhoneCipher);

    public string? AccountOf(Person person) => Plain(person, person.AccountCipher);

    private string? Plain(Person person, byte[]? cipher) => cipher is null ? null
        // The key was destroyed at the end of retention.
        : person.WrappedKey.Length == 0 ? "" : Encoding.UTF8.GetString(vault.Decrypt(person.WrappedKey, cipher));

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}
