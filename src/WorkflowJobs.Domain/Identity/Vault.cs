namespace WorkflowJobs.Domain.Identity;

/// <summary>Encryption of personal data: AES-256-GCM under a key of the person's own, wrapped by the master key; keyed blind indexes.</summary>
public interface IVault
{
    /// <summary>A new wrapped data key for a person.</summary>
    byte[] NewWrappedKey();

    /// <summary>Encrypts with a person's key.</summary>
    byte[] Encrypt(byte[] wrappedKey, ReadOnlySpan<byte> plain);

    byte[] Decrypt(byte[] wrappedKey, byte[] cipher);

    /// <summary>Encrypts with the system's own key: who objected, group jobs, drafts of no person.</summary>
    byte[] EncryptSystem(ReadOnlySpan<byte> plain);

    byte[] DecryptSystem(byte[] cipher);

    /// <summary>Keyed blind index of a normalised value, by purpose (id, phone), so that equal values meet and nothing else is told.</summary>
    string BlindIndex(string purpose, string normalisedValue);
}
