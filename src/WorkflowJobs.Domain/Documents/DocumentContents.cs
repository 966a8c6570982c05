using WorkflowJobs.Domain.Identity;
using WorkflowJobs.Domain.Runtime.Commands;

namespace WorkflowJobs.Domain.Documents;

/// <summary>Papers in and out of their encryption: with the key of the person whom they are about, else with the system's.</summary>
public sealed class DocumentContents(IVault vault)
{
    /// <summary>Kind of the journal's entry that holds a printed paper's hash.</summary>
    public const string Printed = "DocumentPrinted";

    public async Task<byte[]> Encrypt(Work work, IssuedDocument document, byte[] plain, CancellationToken cancel) =>
        await Key(work, document, cancel) is { } key ? vault.Encrypt(key, plain) : vault.EncryptSystem(plain);

    public async Task<byte[]> Decrypt(Work work, IssuedDocument document, byte[] cipher, CancellationToken cancel) =>
        await Key(work, document, cancel) is not { } key ? vault.DecryptSystem(cipher)
        // The person's key was destroyed: nothing is left to read.
        : key.Length == 0 ? [] : vault.Decrypt(key, cipher);

    private static async Task<byte[]?> Key(Work work, IssuedDocument document, CancellationToken cancel)
    {
        if (document.PersonId is null)
            return null;
        var person = await work.Db.People.FindAsync([document.PersonId], cancel) ?? throw new InvalidOperationException($"There is no person {document.PersonId}.");
        return person.WrappedKey;
    }
}
